"""Every other way is closed, to the owner too; and what slips past an administrator is found by the chain."""

from __future__ import annotations

from django.db import migrations

WHOLE = """
-- For the auditor and the owner, who see every row: accounts whose chain is broken, and the first such line.
CREATE FUNCTION ledger_broken_chains(OUT account bigint, OUT number int) RETURNS SETOF record
LANGUAGE sql STABLE SET search_path = public, pg_temp
AS $$
    WITH linked AS (
        SELECT line.account_id, line.number, line.hash,
            line.number = row_number() OVER same
            AND line.previous_hash = coalesce(lag(line.hash) OVER same, decode(repeat('00', 32), 'hex'))
            AND line.hash = sha256(convert_to(ledger_canonical(line, shown.digest), 'UTF8')) AS whole
        FROM ledger_entry line LEFT JOIN ledger_evidence shown ON shown.id = line.evidence_id
        WINDOW same AS (PARTITION BY line.account_id ORDER BY line.number)
    ), first AS (
        SELECT account_id, min(number) AS number FROM linked WHERE NOT whole GROUP BY account_id
    ), last AS (
        SELECT DISTINCT ON (account_id) account_id, number, hash FROM linked ORDER BY account_id, number DESC
    )
    SELECT account_id, number FROM first
    UNION ALL
    SELECT held.id, NULL FROM ledger_account held LEFT JOIN last ON last.account_id = held.id
    WHERE held.id NOT IN (SELECT account_id FROM first)
      AND (held.head_number, held.head_hash)
          IS DISTINCT FROM (coalesce(last.number, 0), coalesce(last.hash, decode(repeat('00', 32), 'hex')))
$$;
GRANT EXECUTE ON FUNCTION ledger_broken_chains(), ledger_canonical(ledger_entry, bytea) TO baeum_auditor;
"""

GUARDS = (
    """
CREATE FUNCTION ledger_consent_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    IF OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
       OR (OLD.id, OLD.account_id, OLD.purpose, OLD.given_at, OLD.given_by_id)
          IS DISTINCT FROM (NEW.id, NEW.account_id, NEW.purpose, NEW.given_at, NEW.given_by_id) THEN
        RAISE EXCEPTION 'a consent is only ever withdrawn, once' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_ever_withdrawn BEFORE UPDATE ON ledger_consent
    FOR EACH ROW EXECUTE FUNCTION ledger_consent_guard();
CREATE TRIGGER never_deleted BEFORE DELETE ON ledger_consent
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
CREATE TRIGGER never_deleted BEFORE DELETE ON ledger_account
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
"""
    + "".join(
        f"""
CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
"""
        for table in ("ledger_entry", "ledger_evidence", "ledger_depositrequest")
    )
    + "".join(
        f"""
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION baeum_only_ever_added();
"""
        for table in (
            "ledger_account",
            "ledger_consent",
            "ledger_entry",
            "ledger_evidence",
            "ledger_depositrequest",
            "ledger_correctionrequest",
        )
    )
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_row_security")]
    operations = [migrations.RunSQL(WHOLE + GUARDS)]
