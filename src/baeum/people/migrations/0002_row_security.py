"""Who acts, and which rows of people they see: the last word, also where a query forgets to ask.

The app's role is told who acts by ``baeum.people.acting`` and by nothing else. Functions that see past
row-level security are the owner's (SECURITY DEFINER); each says what it needs to see.
"""

from __future__ import annotations

from django.db import migrations

WHO_ACTS = """
CREATE FUNCTION baeum_today() RETURNS date LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp
AS $$ BEGIN RETURN (now() AT TIME ZONE 'Asia/Seoul')::date; END $$;

CREATE FUNCTION baeum_person() RETURNS uuid LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp
AS $$ BEGIN RETURN NULLIF(current_setting('baeum.person', true), '')::uuid; END $$;

-- Sees appointments: nobody could show their own before it is known which one they hold.
-- In plpgsql, like all that is asked in almost every query: it keeps its plans for the session.
CREATE FUNCTION baeum_appointment() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE chosen text := current_setting('baeum.appointment', true);
BEGIN
    IF chosen IS NULL OR chosen = '' THEN RETURN NULL; END IF;
    RETURN (SELECT held.id FROM people_appointment held
            WHERE held.id = chosen::bigint
              AND held.person_id = baeum_person()
              AND held.begins <= baeum_today() AND baeum_today() <= held.ends
              AND held.revoked_at IS NULL);
END $$;

CREATE FUNCTION baeum_office() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ BEGIN RETURN (SELECT office_id FROM people_appointment WHERE id = baeum_appointment()); END $$;

CREATE FUNCTION baeum_role() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ BEGIN RETURN (SELECT role::text FROM people_appointment WHERE id = baeum_appointment()); END $$;

-- The office of the one who acts, and every office below it.
CREATE FUNCTION baeum_offices_under() RETURNS SETOF bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$
    WITH RECURSIVE under(id) AS (
        SELECT baeum_office() WHERE baeum_office() IS NOT NULL
        UNION
        SELECT office.id FROM places_office office JOIN under ON office.superior_id = under.id
    )
    SELECT id FROM under
$$;

-- Sees proxies and looks. Oneself, always; principals, while acting under no appointment; and whoever was
-- looked at with a reason in the last quarter of an hour, by those whose work may need it.
CREATE FUNCTION baeum_visible_people() RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE who uuid := baeum_person();
BEGIN
    IF who IS NULL THEN RETURN; END IF;
    RETURN NEXT who;
    IF NULLIF(current_setting('baeum.appointment', true), '') IS NULL THEN
        RETURN QUERY SELECT principal_id FROM people_proxy
            WHERE proxy_id = who AND begins <= baeum_today() AND baeum_today() <= ends
              AND revoked_at IS NULL;
    ELSIF baeum_role() IN ('institute_officer', 'auditor') THEN
        RETURN QUERY SELECT DISTINCT person_id FROM people_look
            WHERE appointment_id = baeum_appointment() AND by_person_id = who
              AND at > now() - interval '15 minutes';
    END IF;
END $$;

-- Sees the blind index only. An institution tells whether it was given the name of the learner it deposits
-- for, and learns nothing else.
CREATE FUNCTION baeum_name_matches(person uuid, given bytea) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM people_person
                   WHERE id = person AND name_index = given AND baeum_role() = 'institution_officer')
$$;

-- Sees whether there is any appointment: the very first has nobody to make it.
CREATE FUNCTION baeum_nobody_is_appointed() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ SELECT NOT EXISTS (SELECT FROM people_appointment) $$;
"""

ROWS = """
ALTER TABLE people_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON people_person FOR SELECT TO baeum_app
    USING (id IN (SELECT baeum_visible_people()));
CREATE POLICY registers ON people_person FOR INSERT TO baeum_app
    WITH CHECK (id = (SELECT baeum_person()));
CREATE POLICY corrects ON people_person FOR UPDATE TO baeum_app
    USING (id IN (SELECT baeum_visible_people()));
CREATE POLICY audited ON people_person FOR SELECT TO baeum_auditor USING (true);  -- sealed, without the key
REVOKE DELETE ON people_person FROM baeum_app;

ALTER TABLE people_personkey ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON people_personkey FOR SELECT TO baeum_app
    USING (person_id IN (SELECT baeum_visible_people())
           OR (SELECT baeum_role()) = 'institution_officer');  -- deposits are sealed with it; it shows no row
CREATE POLICY made ON people_personkey FOR INSERT TO baeum_app
    WITH CHECK (person_id = (SELECT baeum_person()));
CREATE POLICY destroyed ON people_personkey FOR UPDATE TO baeum_app
    USING (person_id IN (SELECT baeum_visible_people()))
    WITH CHECK (wrapped IS NULL AND destroyed_at IS NOT NULL);
REVOKE UPDATE, DELETE ON people_personkey FROM baeum_app;
GRANT UPDATE (wrapped, destroyed_at) ON people_personkey TO baeum_app;
REVOKE SELECT ON people_personkey FROM baeum_auditor;

ALTER TABLE people_appointment ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON people_appointment FOR SELECT TO baeum_app
    USING (person_id = (SELECT baeum_person())
           OR office_id IN (SELECT baeum_offices_under())
           OR (SELECT baeum_role()) IN ('institute_officer', 'auditor'));
CREATE POLICY made ON people_appointment FOR INSERT TO baeum_app
    WITH CHECK (
        (appointed_by_id = (SELECT baeum_person()) AND office_id IN (SELECT baeum_offices_under())
         AND (SELECT baeum_role()) NOT IN ('auditor', 'evaluator', 'verifier'))
        OR ((SELECT baeum_nobody_is_appointed()) AND role = 'ministry_officer'
            AND person_id = (SELECT baeum_person())));
CREATE POLICY revoked ON people_appointment FOR UPDATE TO baeum_app
    USING (revoked_at IS NULL
           AND (person_id = (SELECT baeum_person())
                OR (office_id IN (SELECT baeum_offices_under())
                    AND (SELECT baeum_role()) NOT IN ('auditor', 'evaluator', 'verifier'))))
    WITH CHECK (revoked_at IS NOT NULL AND revoked_by_id = (SELECT baeum_person()));
CREATE POLICY audited ON people_appointment FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON people_appointment FROM baeum_app;
GRANT UPDATE (revoked_at, revoked_by_id) ON people_appointment TO baeum_app;

ALTER TABLE people_proxy ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON people_proxy FOR SELECT TO baeum_app
    USING ((SELECT baeum_person()) IN (principal_id, proxy_id)
           OR (SELECT baeum_role()) IN ('institute_officer', 'auditor'));
CREATE POLICY recorded ON people_proxy FOR INSERT TO baeum_app
    WITH CHECK (recorded_by_id = (SELECT baeum_person())
                AND (principal_id = (SELECT baeum_person()) OR (SELECT baeum_role()) = 'institute_officer'));
CREATE POLICY ended ON people_proxy FOR UPDATE TO baeum_app
    USING (revoked_at IS NULL
           AND ((SELECT baeum_person()) IN (principal_id, proxy_id)
                OR (SELECT baeum_role()) = 'institute_officer'))
    WITH CHECK (revoked_at IS NOT NULL AND revoked_by_id = (SELECT baeum_person()));
CREATE POLICY audited ON people_proxy FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON people_proxy FROM baeum_app;
GRANT UPDATE (revoked_at, revoked_by_id) ON people_proxy TO baeum_app;

ALTER TABLE people_look ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON people_look FOR SELECT TO baeum_app
    USING (person_id IN (SELECT baeum_visible_people())
           OR by_person_id = (SELECT baeum_person())
           OR (SELECT baeum_role()) = 'auditor');
CREATE POLICY looked ON people_look FOR INSERT TO baeum_app
    WITH CHECK (by_person_id = (SELECT baeum_person())
                AND appointment_id = (SELECT baeum_appointment())
                AND office_id = (SELECT baeum_office())
                AND (SELECT baeum_role()) IN ('institute_officer', 'auditor')
                AND at <= clock_timestamp());
CREATE POLICY audited ON people_look FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON people_look FROM baeum_app;

REVOKE DELETE ON places_place, places_office FROM baeum_app;
"""

GUARDS = """
CREATE FUNCTION baeum_only_ever_added() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp
AS $$ BEGIN RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;

CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON people_look
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON people_look
    FOR EACH STATEMENT EXECUTE FUNCTION baeum_only_ever_added();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("places", "0001_initial")]
    operations = [migrations.RunSQL(WHO_ACTS + ROWS + GUARDS)]
