"""Who sees and adds which rows, and the door by which a granted standing comes into an account."""

from __future__ import annotations

from django.db import migrations

ROWS = """
ALTER TABLE outside_issuerversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON outside_issuerversion FOR SELECT TO baeum_app, baeum_auditor USING (true);
CREATE POLICY granted ON outside_issuerversion FOR INSERT TO baeum_app
    WITH CHECK (office_id = (SELECT baeum_office()) AND (SELECT baeum_role()) = 'institute_officer'
                AND by_person_id = (SELECT baeum_person())
                AND appointment_id = (SELECT baeum_appointment()));
REVOKE UPDATE, DELETE ON outside_issuerversion FROM baeum_app;

ALTER TABLE outside_issuerlist ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON outside_issuerlist FOR SELECT TO baeum_app, baeum_auditor USING (true);
CREATE POLICY granted ON outside_issuerlist FOR INSERT TO baeum_app
    WITH CHECK (office_id = (SELECT baeum_office()) AND (SELECT baeum_role()) = 'institute_officer'
                AND by_person_id = (SELECT baeum_person()));
REVOKE UPDATE, DELETE ON outside_issuerlist FROM baeum_app;

ALTER TABLE outside_broughtin ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON outside_broughtin FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT ledger_visible_accounts())::bigint[]));
CREATE POLICY brought ON outside_broughtin FOR INSERT TO baeum_app
    WITH CHECK (ledger_relation(account_id) = 'self' AND by_person_id = (SELECT baeum_person()));
CREATE POLICY audited ON outside_broughtin FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON outside_broughtin FROM baeum_app;

ALTER TABLE outside_activity ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON outside_activity FOR ALL TO baeum_app
    USING (office_id = (SELECT ledger_institution())) WITH CHECK (office_id = (SELECT ledger_institution()));
CREATE POLICY audited ON outside_activity FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON outside_activity FROM baeum_app;
GRANT UPDATE (ended_at) ON outside_activity TO baeum_app;

ALTER TABLE outside_lmsaccount ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON outside_lmsaccount FOR ALL TO baeum_app
    USING (office_id = (SELECT ledger_institution())) WITH CHECK (office_id = (SELECT ledger_institution()));
CREATE POLICY audited ON outside_lmsaccount FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON outside_lmsaccount FROM baeum_app;
GRANT UPDATE (ended_at) ON outside_lmsaccount TO baeum_app;

ALTER TABLE outside_statement ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON outside_statement FOR SELECT TO baeum_app
    USING (office_id = (SELECT ledger_institution()));
CREATE POLICY came ON outside_statement FOR INSERT TO baeum_app
    WITH CHECK (office_id = (SELECT ledger_institution()));
-- looked at anew, as long as it was not used; whose it is cannot be changed
CREATE POLICY used ON outside_statement FOR UPDATE TO baeum_app
    USING (office_id = (SELECT ledger_institution()) AND entry_id IS NULL) WITH CHECK (true);
CREATE POLICY audited ON outside_statement FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON outside_statement FROM baeum_app;
GRANT UPDATE (entry_id, why, figures) ON outside_statement TO baeum_app;
"""

GUARDS = "".join(
    f"""
CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION baeum_only_ever_added();
"""
    for table in ("outside_issuerversion", "outside_issuerlist", "outside_broughtin")
)

DOOR = """
-- Sees everybody's: in how many other accounts a credential became a line, and the line of this account.
-- Only whoever holds the credential knows its digest.
CREATE FUNCTION outside_known(p_account bigint, digests bytea[], OUT place bigint, OUT number int,
                              OUT standing text, OUT others boolean)
RETURNS SETOF record LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF ledger_relation(p_account) IS NULL THEN RETURN; END IF;
    RETURN QUERY
    SELECT given.place, mine.number, mine.standing,
           EXISTS (SELECT FROM outside_broughtin theirs
                   WHERE theirs.account_id <> p_account AND theirs.digest = given.digest)
    FROM unnest(digests) WITH ORDINALITY AS given(digest, place)
    LEFT JOIN LATERAL (
        SELECT line.number::int AS number, line.standing::text AS standing
        FROM outside_broughtin brought JOIN ledger_entry line ON line.id = brought.entry_id
        WHERE brought.account_id = p_account AND brought.digest = given.digest
          AND NOT EXISTS (SELECT FROM ledger_entry later
                          WHERE later.of_entry_id = line.id AND later.act = 'reversal')
        ORDER BY line.number DESC LIMIT 1) mine ON true;
END $$;

-- A line with the standing that the newest word about its issuer grants today; by the learner or a proxy.
CREATE FUNCTION outside_append(
    p_issuer bigint, p_account bigint, p_number int, p_act text, p_of_number int, p_part text, p_kind text,
    p_standing text, p_happened_from date, p_happened_on date, p_credits int, p_hours int,
    p_natural_key bytea, p_content bytea, p_evidence uuid) RETURNS ledger_entry
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    said outside_issuerversion;
BEGIN
    IF ledger_relation(p_account) IS DISTINCT FROM 'self' THEN PERFORM ledger_forbid('not your account'); END IF;
    SELECT * INTO said FROM outside_issuerversion WHERE id = p_issuer;
    IF said.id IS NULL OR said.standing <> p_standing OR said.from_day > baeum_today()
       OR coalesce(said.until < baeum_today(), false) OR EXISTS (
           SELECT FROM outside_issuerversion newer WHERE newer.did = said.did AND newer.number > said.number) THEN
        PERFORM ledger_forbid('no such grant');
    END IF;
    IF p_part <> 'special_note' THEN PERFORM ledger_forbid('only special notes'); END IF;
    IF p_evidence IS NULL THEN PERFORM ledger_forbid('no credential'); END IF;
    RETURN ledger_put('registry', said.office_id, p_account, p_number, p_act, p_of_number, p_part, p_kind,
        p_standing, p_happened_from, p_happened_on, p_credits, p_hours, p_natural_key, p_content, p_evidence);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("outside", "0001_initial"), ("ledger", "0006_registry")]
    operations = [migrations.RunSQL(ROWS + GUARDS + DOOR)]
