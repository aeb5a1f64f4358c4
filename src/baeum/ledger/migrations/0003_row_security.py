"""Who sees and adds which rows of accounts: the last word, also where a query forgets to ask.

Sets of rows are arrays of functions that are asked once a query, so that an index finds them. They are in
plpgsql, which keeps its plans for the session.
"""

from __future__ import annotations

from django.db import migrations

SETS = """
-- Sees accounts: those of the people who are visible to the one who acts.
CREATE FUNCTION ledger_visible_accounts() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN (SELECT array_agg(id) FROM ledger_account
            WHERE person_id = ANY (ARRAY(SELECT baeum_visible_people())));
END $$;

CREATE FUNCTION ledger_office() RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN baeum_role() IN ('institution_officer', 'institute_officer') THEN baeum_office() END;
END $$;

CREATE FUNCTION ledger_institution() RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$ BEGIN RETURN CASE WHEN baeum_role() = 'institution_officer' THEN baeum_office() END; END $$;

-- Sees requests: lines that a learner has asked the office about, for as long as the answer is open.
CREATE FUNCTION ledger_requested_entries() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE asked bigint := ledger_office();
BEGIN
    IF asked IS NULL THEN RETURN NULL; END IF;
    RETURN (SELECT array_agg(entry_id) FROM ledger_correctionrequest
            WHERE office_id = asked AND answer IS NULL);
END $$;

-- Sees requests and lines.
CREATE FUNCTION ledger_requested_evidence() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
    SELECT array_agg(evidence_id) FROM ledger_entry
    WHERE id = ANY (ledger_requested_entries()) AND evidence_id IS NOT NULL
$$;

-- Sees accounts and keys: of whom one reads lines, so as to unseal them; nobody else's. The keys are wrapped.
CREATE FUNCTION ledger_keys(accounts bigint[], OUT account bigint, OUT person uuid, OUT wrapped bytea)
RETURNS SETOF record LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    seen uuid[] := ARRAY(SELECT baeum_visible_people());
    institution bigint;
    asked bigint;
BEGIN
    IF NULLIF(current_setting('baeum.appointment', true), '') IS NOT NULL THEN
        institution := ledger_institution();
        asked := ledger_office();
    END IF;
    RETURN QUERY
    SELECT held.id, held.person_id, key.wrapped
    FROM ledger_account held JOIN people_personkey key ON key.person_id = held.person_id
    WHERE held.id = ANY (accounts) AND (
        held.person_id = ANY (seen)
        OR EXISTS (SELECT FROM ledger_entry line
                   WHERE line.account_id = held.id AND line.office_id = institution)
        OR EXISTS (SELECT FROM ledger_correctionrequest request
                   WHERE request.account_id = held.id AND request.office_id = asked));
END $$;
"""

ROWS = """
ALTER TABLE ledger_account ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON ledger_account FOR SELECT TO baeum_app
    USING (person_id = ANY (ARRAY(SELECT baeum_visible_people())));
CREATE POLICY audited ON ledger_account FOR SELECT TO baeum_auditor USING (true);
REVOKE INSERT, UPDATE, DELETE ON ledger_account FROM baeum_app;

ALTER TABLE ledger_consent ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON ledger_consent FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT ledger_visible_accounts())::bigint[]));
CREATE POLICY given ON ledger_consent FOR INSERT TO baeum_app
    WITH CHECK (ledger_relation(account_id) = 'self' AND given_by_id = (SELECT baeum_person()));
CREATE POLICY withdrawn ON ledger_consent FOR UPDATE TO baeum_app
    USING (ledger_relation(account_id) = 'self');
CREATE POLICY audited ON ledger_consent FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON ledger_consent FROM baeum_app;
GRANT UPDATE (withdrawn_at) ON ledger_consent TO baeum_app;

ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON ledger_entry FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT ledger_visible_accounts())::bigint[])
           OR office_id = (SELECT ledger_institution())
           OR id = ANY ((SELECT ledger_requested_entries())::bigint[]));
CREATE POLICY audited ON ledger_entry FOR SELECT TO baeum_auditor USING (true);  -- sealed, without the key
REVOKE INSERT, UPDATE, DELETE ON ledger_entry FROM baeum_app;

ALTER TABLE ledger_evidence ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON ledger_evidence FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT ledger_visible_accounts())::bigint[])
           OR office_id = (SELECT ledger_institution())
           OR id = ANY ((SELECT ledger_requested_evidence())::uuid[]));
CREATE POLICY put ON ledger_evidence FOR INSERT TO baeum_app
    WITH CHECK (by_person_id = (SELECT baeum_person())
                AND ((office_id IS NULL AND ledger_relation(account_id) = 'self')
                     OR (office_id = (SELECT ledger_office())
                         AND ledger_relation(account_id) IN ('institution', 'institute'))));
CREATE POLICY audited ON ledger_evidence FOR SELECT TO baeum_auditor USING (true);  -- sealed, without the key
REVOKE UPDATE, DELETE ON ledger_evidence FROM baeum_app;

ALTER TABLE ledger_depositrequest ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON ledger_depositrequest FOR SELECT TO baeum_app
    USING (office_id = (SELECT ledger_office())
           OR (office_id IS NULL AND by_person_id = (SELECT baeum_person())));
CREATE POLICY asked ON ledger_depositrequest FOR INSERT TO baeum_app
    WITH CHECK (by_person_id = (SELECT baeum_person())
                AND office_id IS NOT DISTINCT FROM (SELECT ledger_office()));
CREATE POLICY audited ON ledger_depositrequest FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON ledger_depositrequest FROM baeum_app;

ALTER TABLE ledger_correctionrequest ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON ledger_correctionrequest FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT ledger_visible_accounts())::bigint[])
           OR office_id = (SELECT ledger_office()));
CREATE POLICY asked ON ledger_correctionrequest FOR INSERT TO baeum_app
    WITH CHECK (asked_by_id = (SELECT baeum_person()) AND answer IS NULL
                AND ledger_relation(account_id) = 'self'
                AND EXISTS (SELECT FROM ledger_entry line
                            WHERE line.id = entry_id
                              AND line.account_id = ledger_correctionrequest.account_id));
CREATE POLICY answered ON ledger_correctionrequest FOR UPDATE TO baeum_app
    USING (office_id = (SELECT ledger_office()) AND answer IS NULL)
    WITH CHECK (answered_by_id = (SELECT baeum_person()) AND answer IS NOT NULL);
CREATE POLICY audited ON ledger_correctionrequest FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON ledger_correctionrequest FROM baeum_app;
GRANT UPDATE (answer, answer_reason, answered_at, answered_by_id) ON ledger_correctionrequest TO baeum_app;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append")]
    operations = [migrations.RunSQL(SETS + ROWS)]
