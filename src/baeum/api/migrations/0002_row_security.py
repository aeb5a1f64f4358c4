"""Who sees clients, and what the door of the API may ask before anybody acts."""

from __future__ import annotations

from django.db import migrations

DOOR = """
-- Sees clients and appointments: a client is known by its keys before anybody acts.
-- In force: not revoked, its appointment holds today, and so does its office.
CREATE FUNCTION api_client_in_force(client uuid)
RETURNS TABLE (keys jsonb, scopes text[], appointment_id bigint, office_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT found.keys, found.scopes::text[], held.id, held.office_id
    FROM api_client found
    JOIN people_appointment held ON held.id = found.appointment_id
    JOIN places_office office ON office.id = held.office_id
    WHERE found.person_id = client AND found.revoked_at IS NULL AND held.revoked_at IS NULL
      AND held.begins <= baeum_today() AND baeum_today() <= held.ends
      AND office.begins <= baeum_today() AND (office.ends IS NULL OR baeum_today() <= office.ends)
$$;

-- Sees tokens, which the app cannot read: one token's client, if both are in force.
CREATE FUNCTION api_caller(given bytea)
RETURNS TABLE (person_id uuid, appointment_id bigint, office_id bigint, scopes text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT token.client_id, client.appointment_id, client.office_id, token.scopes::text[]
    FROM api_accesstoken token, api_client_in_force(token.client_id) client
    WHERE token.digest = given AND token.expires > now()
$$;

-- Writes what the app cannot: the jti is used up and the token kept, both or neither; false where it was used.
CREATE FUNCTION api_issue_token(
    client uuid, used bytea, used_until timestamptz, token bytea, granted text[], life_s integer
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    DELETE FROM api_usedassertion WHERE id IN (
        SELECT id FROM api_usedassertion WHERE expires < now() LIMIT 100 FOR UPDATE SKIP LOCKED);
    DELETE FROM api_accesstoken WHERE id IN (
        SELECT id FROM api_accesstoken WHERE expires < now() LIMIT 100 FOR UPDATE SKIP LOCKED);
    INSERT INTO api_usedassertion (client_id, jti, expires) VALUES (client, used, used_until)
    ON CONFLICT (client_id, jti) DO NOTHING;
    IF NOT FOUND THEN RETURN false; END IF;
    INSERT INTO api_accesstoken (client_id, digest, scopes, expires)
    VALUES (client, token, granted, now() + make_interval(secs => life_s));
    RETURN true;
END
$$;

-- Sees shares: the accounts whose learners let the office of the one who acts read all of it, today.
CREATE FUNCTION api_shared_accounts() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
    SELECT array_agg(account_id) FROM api_accountshare
    WHERE office_id = baeum_office() AND baeum_role() = 'institution_officer'
      AND withdrawn_at IS NULL AND baeum_today() <= ends
$$;

-- Sees looks: of these the ones that this officer or client has entered as a look within a quarter of an hour.
CREATE FUNCTION api_looked_at_accounts() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
    SELECT array_agg(held.id) FROM ledger_account held
    WHERE held.id = ANY (api_shared_accounts())
      AND EXISTS (SELECT FROM people_look seen
                  WHERE seen.person_id = held.person_id AND seen.by_person_id = baeum_person()
                    AND seen.appointment_id = baeum_appointment() AND seen.at > now() - interval '15 minutes')
$$;

-- Sees accounts: number and person of those an office reads lines of, its own or shared.
CREATE FUNCTION api_accounts(accounts bigint[])
RETURNS TABLE (account bigint, person uuid, learner_number text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT held.id, held.person_id, held.learner_number::text FROM ledger_account held
    WHERE held.id = ANY (accounts) AND baeum_role() = 'institution_officer'
      AND (held.id = ANY (api_shared_accounts())
           OR EXISTS (SELECT FROM ledger_entry line
                      WHERE line.account_id = held.id AND line.office_id = baeum_office()))
$$;

-- Sees clients: whether the one who acts is a system and not a person.
CREATE FUNCTION baeum_is_client() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT EXISTS (SELECT FROM api_client WHERE person_id = baeum_person()) $$;
"""

ROWS = """
REVOKE ALL ON api_accesstoken, api_usedassertion FROM baeum_app, baeum_auditor;
ALTER TABLE api_allowance SET UNLOGGED;  -- written with every request, worth nothing after a crash
REVOKE ALL ON api_allowance FROM baeum_auditor;
REVOKE DELETE ON api_allowance FROM baeum_app;

-- A client is seen by officers who see its appointment: of its office, of one above, of the institute.
ALTER TABLE api_client ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON api_client FOR SELECT TO baeum_app
    USING ((SELECT baeum_role()) IN ('institution_officer', 'institute_officer')
           AND EXISTS (SELECT FROM people_appointment held WHERE held.id = appointment_id));
CREATE POLICY registered ON api_client FOR INSERT TO baeum_app
    WITH CHECK (registered_by_id = (SELECT baeum_person()) AND revoked_at IS NULL
                AND (SELECT baeum_role()) IN ('institution_officer', 'institute_officer')
                AND NOT (SELECT baeum_is_client())
                AND EXISTS (SELECT FROM people_appointment held WHERE held.id = appointment_id));
CREATE POLICY revoked ON api_client FOR UPDATE TO baeum_app
    USING (revoked_at IS NULL
           AND (SELECT baeum_role()) IN ('institution_officer', 'institute_officer')
           AND NOT (SELECT baeum_is_client())
           AND EXISTS (SELECT FROM people_appointment held WHERE held.id = appointment_id))
    WITH CHECK (revoked_at IS NOT NULL AND revoked_by_id = (SELECT baeum_person()));
CREATE POLICY audited ON api_client FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON api_client FROM baeum_app;
GRANT UPDATE (revoked_at, revoked_by_id) ON api_client TO baeum_app;

-- The person, or a proxy in force, shares; the office sees that it was shared with.
ALTER TABLE api_accountshare ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON api_accountshare FOR SELECT TO baeum_app
    USING (ledger_relation(account_id) = 'self' OR office_id = (SELECT baeum_office()));
CREATE POLICY shared ON api_accountshare FOR INSERT TO baeum_app
    WITH CHECK (ledger_relation(account_id) = 'self' AND given_by_id = (SELECT baeum_person())
                AND withdrawn_at IS NULL);
CREATE POLICY withdrawn ON api_accountshare FOR UPDATE TO baeum_app
    USING (ledger_relation(account_id) = 'self' AND withdrawn_at IS NULL)
    WITH CHECK (withdrawn_at IS NOT NULL);
CREATE POLICY audited ON api_accountshare FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON api_accountshare FROM baeum_app;
GRANT UPDATE (withdrawn_at) ON api_accountshare TO baeum_app;

-- What is shared is read only after a look at it was recorded, which the learner sees.
CREATE POLICY looked_at_shared ON people_look FOR INSERT TO baeum_app
    WITH CHECK (by_person_id = (SELECT baeum_person())
                AND appointment_id = (SELECT baeum_appointment())
                AND office_id = (SELECT baeum_office())
                AND at <= clock_timestamp()
                AND person_id IN (SELECT person FROM api_accounts((SELECT api_shared_accounts()))));
CREATE POLICY shared ON ledger_entry FOR SELECT TO baeum_app
    USING (account_id = ANY ((SELECT api_looked_at_accounts())::bigint[]));

-- A client deposits and reads. It gives nobody a grant and looks at nobody, whatever its role would allow.
CREATE POLICY no_client ON people_appointment AS RESTRICTIVE FOR INSERT TO baeum_app
    WITH CHECK (NOT (SELECT baeum_is_client()));
CREATE POLICY no_client_revokes ON people_appointment AS RESTRICTIVE FOR UPDATE TO baeum_app
    USING (NOT (SELECT baeum_is_client()));
CREATE POLICY no_client ON people_proxy AS RESTRICTIVE FOR INSERT TO baeum_app
    WITH CHECK (NOT (SELECT baeum_is_client()));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0001_initial"),
        ("people", "0002_row_security"),
        ("ledger", "0003_row_security"),
    ]
    operations = [migrations.RunSQL(DOOR + ROWS)]
