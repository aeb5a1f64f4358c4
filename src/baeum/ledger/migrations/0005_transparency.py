"""What the log commits to of a line (``ledger_put`` does it, in 0006); who is erased leaves leaves that tell nothing."""

from __future__ import annotations

from django.db import migrations

STATED = """
-- What the log commits to: all of the line. baeum.ledger.statements, once more: both must give the same text.
CREATE FUNCTION ledger_stated(line ledger_entry, canonical text) RETURNS text LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN concat_ws(E'\\n', 'baeum.ledger.line.1',
        'id=' || line.id,
        'of_entry=' || coalesce(line.of_entry_id::text, ''),
        'evidence_id=' || coalesce(line.evidence_id::text, ''),
        'hash=' || encode(line.hash, 'hex'),
        canonical);
END $$;
"""

MANY = """
-- The same for lines that were loaded by the bulk, for the owner only.
CREATE FUNCTION ledger_enter_lines(lines bigint[]) RETURNS void LANGUAGE sql SET search_path = public, pg_temp
AS $$
    INSERT INTO transparency_leaf (kind, subject, nonce, commitment)
    SELECT 'ledger', id::text, made, sha256(made || convert_to(stated, 'UTF8'))
    FROM (SELECT line.id, ledger_stated(line, ledger_canonical(line, shown.digest)) AS stated,
              substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16) AS made
          FROM ledger_entry line LEFT JOIN ledger_evidence shown ON shown.id = line.evidence_id
          WHERE line.id = ANY (lines) ORDER BY line.id OFFSET 0) AS each
    ORDER BY id
$$;
REVOKE EXECUTE ON FUNCTION ledger_enter_lines(bigint[]) FROM baeum_app;
"""

ERASED = """
-- Sees leaves and lines: where the key of a person is destroyed, so are the nonces of their lines.
CREATE FUNCTION ledger_forget() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM transparency_forget('ledger', ARRAY(
        SELECT line.id::text FROM ledger_entry line JOIN ledger_account held ON held.id = line.account_id
        WHERE held.person_id = NEW.person_id));
    RETURN NULL;
END $$;
CREATE TRIGGER forgets_lines AFTER UPDATE ON people_personkey FOR EACH ROW
    WHEN (OLD.destroyed_at IS NULL AND NEW.destroyed_at IS NOT NULL) EXECUTE FUNCTION ledger_forget();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_guards"), ("transparency", "0002_functions")]
    operations = [migrations.RunSQL(STATED + MANY + ERASED)]
