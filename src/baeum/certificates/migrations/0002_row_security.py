"""Who sees and issues which document, and the doors for those who have a number, or nothing.

Functions that see past row-level security are the owner's (SECURITY DEFINER); each says what it needs to see.
"""

from __future__ import annotations

from django.db import migrations

ROWS = """
ALTER TABLE certificates_document ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON certificates_document FOR SELECT TO baeum_app
    USING ((account_id = ANY ((SELECT ledger_visible_accounts())::bigint[])
            AND ledger_relation(account_id) = 'self')
           OR issuer_id = (SELECT ledger_office()));
CREATE POLICY issued ON certificates_document FOR INSERT TO baeum_app
    WITH CHECK (made_by_id = (SELECT baeum_person()) AND revoked_at IS NULL AND checks = 0
                AND ((kind <> 'course_completion' AND appointment_id IS NULL
                      AND ledger_relation(account_id) = 'self')
                     OR (kind = 'course_completion' AND appointment_id = (SELECT baeum_appointment())
                         AND issuer_id = (SELECT ledger_institution())
                         AND ledger_relation(account_id) = 'institution')));
CREATE POLICY revoked ON certificates_document FOR UPDATE TO baeum_app
    USING (revoked_at IS NULL AND (issuer_id = (SELECT ledger_office())
                                   OR ledger_relation(account_id) = 'self'))
    WITH CHECK (revoked_at IS NOT NULL AND revoked_by_id = (SELECT baeum_person()));
CREATE POLICY audited ON certificates_document FOR SELECT TO baeum_auditor USING (true);  -- sealed
REVOKE UPDATE, DELETE ON certificates_document FROM baeum_app;
GRANT UPDATE (revoked_at, revoked_by_id, revoked_under_id, revoked_why) ON certificates_document TO baeum_app;

ALTER TABLE certificates_documentline ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_document ON certificates_documentline FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM certificates_document WHERE id = document_id));  -- which has its own
CREATE POLICY shown ON certificates_documentline FOR INSERT TO baeum_app
    WITH CHECK (EXISTS (SELECT FROM certificates_document document
                        JOIN ledger_entry line ON line.account_id = document.account_id
                        WHERE document.id = document_id AND line.id = entry_id
                          AND document.made_by_id = (SELECT baeum_person())
                          AND (document.appointment_id IS NULL OR line.office_id = document.issuer_id)));
CREATE POLICY audited ON certificates_documentline FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON certificates_documentline FROM baeum_app;

ALTER TABLE certificates_issuedcopy ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_document ON certificates_issuedcopy FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM certificates_document WHERE id = document_id));
CREATE POLICY made ON certificates_issuedcopy FOR INSERT TO baeum_app
    WITH CHECK (EXISTS (SELECT FROM certificates_document WHERE id = document_id AND revoked_at IS NULL));
CREATE POLICY audited ON certificates_issuedcopy FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON certificates_issuedcopy FROM baeum_app;

ALTER TABLE certificates_paper ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_document ON certificates_paper FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM certificates_document WHERE id = document_id));
CREATE POLICY printed ON certificates_paper FOR INSERT TO baeum_app
    WITH CHECK (EXISTS (SELECT FROM certificates_document WHERE id = document_id));
REVOKE UPDATE, DELETE ON certificates_paper FROM baeum_app;
REVOKE SELECT ON certificates_paper FROM baeum_auditor;

REVOKE ALL ON certificates_revocationlist FROM baeum_app, baeum_auditor;
"""

DOORS = """
-- Sees lists: gives the next places of the open list to whoever issues; a new list (of the name and key that
-- were handed in, which are not used otherwise) where there is no room.
CREATE FUNCTION certificates_take(p_name text, p_key bytea, p_size int, p_count int,
    OUT list bigint, OUT name text, OUT key bytea, OUT size int, OUT first int)
RETURNS record LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE found certificates_revocationlist;
BEGIN
    IF baeum_person() IS NULL THEN RAISE EXCEPTION 'nobody issues nothing'; END IF;
    PERFORM pg_advisory_xact_lock(1667590772);  -- two who find no room make one list, not two
    SELECT * INTO found FROM certificates_revocationlist open
    WHERE open.given + p_count <= open.size ORDER BY open.id LIMIT 1 FOR UPDATE;
    IF found.id IS NULL THEN
        INSERT INTO certificates_revocationlist (name, key, size) VALUES (p_name, p_key, p_size)
        RETURNING * INTO found;
    END IF;
    UPDATE certificates_revocationlist held SET given = held.given + p_count WHERE held.id = found.id;
    list := found.id; name := found.name; key := found.key; size := found.size; first := found.given;
END $$;

-- Sees lists: the one of a name in an address, for anybody.
CREATE FUNCTION certificates_list(p_name text, OUT list bigint, OUT size int)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT id, certificates_revocationlist.size FROM certificates_revocationlist WHERE name = p_name $$;

-- Sees lists: where the copies of documents stand that the one who asks may see.
CREATE FUNCTION certificates_names(p_lists bigint[], OUT list bigint, OUT name text)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT held.id, held.name FROM certificates_revocationlist held WHERE held.id = ANY (p_lists) $$;

-- Sees copies and documents: the bits that were set at a moment. Numbers only, which everybody may know.
CREATE FUNCTION certificates_revoked(p_list bigint, p_at timestamptz) RETURNS int[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT coalesce(array_agg(copy.index), '{}') FROM certificates_issuedcopy copy
    JOIN certificates_document document ON document.id = copy.document_id
    WHERE copy.of_list_id = p_list AND document.revoked_at <= p_at
$$;

-- Sees documents, accounts and keys: whoever has the number and the day of issue is nobody to the database.
-- Counts the look. The key is wrapped; none where the person has been erased.
CREATE FUNCTION certificates_open(p_number text, p_issued_on date,
    OUT document uuid, OUT account bigint, OUT person uuid, OUT wrapped bytea, OUT content bytea, OUT kind text,
    OUT valid_until date, OUT revoked_at timestamptz, OUT revoked_why text, OUT replaced boolean)
RETURNS SETOF record LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE certificates_document held SET checks = held.checks + 1, checked_at = now()
    WHERE held.number = p_number AND held.issued_on = p_issued_on
    RETURNING held.id, held.account_id, held.content, held.kind, held.valid_until, held.revoked_at,
        held.revoked_why INTO document, account, content, kind, valid_until, revoked_at, revoked_why;
    IF document IS NULL THEN RETURN; END IF;
    replaced := EXISTS (SELECT FROM certificates_document later WHERE later.replaces_id = document);
    SELECT held.person_id, own.wrapped INTO person, wrapped
    FROM ledger_account held JOIN people_personkey own ON own.person_id = held.person_id
    WHERE held.id = account;
    RETURN NEXT;
END $$;

-- Sees lines: what became of each line that a document shows; the id of a document is known to who opened it.
CREATE FUNCTION certificates_lines(p_document uuid, OUT line_id uuid, OUT later_act text)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT shown.line_id, later.act FROM certificates_documentline shown
    LEFT JOIN ledger_entry later ON later.of_entry_id = shown.entry_id WHERE shown.document_id = p_document
$$;

-- What was issued stays as it was issued, for whoever writes.
CREATE FUNCTION certificates_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    IF (OLD.number, OLD.account_id, OLD.kind, OLD.template, OLD.issuer_id, OLD.issued_on, OLD.valid_until, OLD.content,
        OLD.digest, OLD.sealed_digest, OLD.made_by_id, OLD.replaces_id)
       IS DISTINCT FROM
       (NEW.number, NEW.account_id, NEW.kind, NEW.template, NEW.issuer_id, NEW.issued_on, NEW.valid_until, NEW.content,
        NEW.digest, NEW.sealed_digest, NEW.made_by_id, NEW.replaces_id)
       OR (OLD.revoked_at IS NOT NULL AND (OLD.revoked_at, OLD.revoked_why) IS DISTINCT FROM (NEW.revoked_at, NEW.revoked_why))
    THEN RAISE EXCEPTION 'an issued document never changes'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON certificates_document FOR EACH ROW EXECUTE FUNCTION certificates_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial"), ("ledger", "0004_guards")]
    operations = [migrations.RunSQL(ROWS + DOORS)]
