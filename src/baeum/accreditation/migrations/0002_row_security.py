"""Who sees which application, and that a state changes only with an act: the last word, whatever a query forgets.

Functions that see past row-level security are the owner's (SECURITY DEFINER); each says what it needs to see.
"""

from __future__ import annotations

from django.db import migrations

SEEING = """
-- Sees seats: the applications on whose panels an evaluator sits, unless excused.
CREATE FUNCTION accreditation_on_panel() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN (SELECT array_agg(application_id) FROM accreditation_seat
            WHERE appointment_id = baeum_appointment() AND state <> 'excused');
END $$;

-- The offices whose submitted applications a tier sees: those under it.
CREATE FUNCTION accreditation_under() RETURNS bigint[] LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$
BEGIN
    IF baeum_role() IN ('municipal_officer', 'provincial_officer', 'institute_officer', 'ministry_officer',
                        'auditor') THEN
        RETURN ARRAY(SELECT baeum_offices_under());
    END IF;
    RETURN '{}';
END $$;

-- Whether the one who acts has a tier above an office. It looks up from the office, which has few above it, where
-- the offices under a tier can be all there are.
CREATE FUNCTION accreditation_is_above(office bigint) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp
AS $$
DECLARE
    mine bigint := baeum_office();
    here bigint := office;
BEGIN
    IF mine IS NULL OR baeum_role() NOT IN ('municipal_officer', 'provincial_officer', 'institute_officer',
                                            'ministry_officer') THEN
        RETURN false;
    END IF;
    FOR step IN 1..10 LOOP
        IF here IS NULL OR here = mine THEN EXIT; END IF;
        SELECT superior_id INTO here FROM places_office WHERE id = here;
    END LOOP;
    RETURN here IS NOT DISTINCT FROM mine;
END $$;

CREATE FUNCTION accreditation_own() RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$ BEGIN RETURN CASE WHEN baeum_role() = 'institution_officer' THEN baeum_office() END; END $$;

CREATE FUNCTION accreditation_runs() RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
AS $$ BEGIN RETURN coalesce(baeum_role() = 'institute_officer', false); END $$;
"""

RECORD = """
-- The only way in which a state changes. Adds the act and changes the application's row, which the app may not.
-- What may follow what is decided before, by the table of baeum_rules.accreditation.path.
CREATE FUNCTION accreditation_record(
    p_application uuid, p_act text, p_case text, p_before text, p_after text, p_holder bigint, p_clock text,
    p_due date, p_on date, p_reason text, p_figures jsonb, p_number text, p_attempt smallint) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE held accreditation_application;
BEGIN
    SELECT * INTO held FROM accreditation_application WHERE id = p_application FOR UPDATE;
    IF held.id IS NULL OR baeum_appointment() IS NULL
       OR NOT (held.office_id IS NOT DISTINCT FROM accreditation_own()
               OR (held.number IS NOT NULL AND accreditation_is_above(held.office_id))) THEN
        RAISE EXCEPTION 'accreditation_record: not theirs' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF p_before <> (CASE WHEN held.acts = 0 THEN '' ELSE held.state END)
       OR (held.number IS NOT NULL AND p_number IS DISTINCT FROM held.number) THEN
        RAISE EXCEPTION 'accreditation_record: % is not the state', p_before
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO accreditation_act (application_id, number, act, "case", before, after, by_person_id,
        appointment_id, office_id, "on", clock, due_on, reason, figures)
    VALUES (p_application, held.acts + 1, p_act, p_case, p_before, p_after, baeum_person(),
        baeum_appointment(), baeum_office(), p_on, p_clock, p_due, p_reason, p_figures);
    UPDATE accreditation_application SET state = p_after, holder_id = p_holder, clock = p_clock,
        due_on = p_due, acts = held.acts + 1, number = p_number, attempt = p_attempt,
        since = CASE WHEN p_after = p_before THEN since ELSE p_on END
    WHERE id = p_application;
    RETURN held.acts + 1;
END $$;

-- Sees applications: how many of a round were submitted, for the next number. Whoever asks waits for the one before.
CREATE FUNCTION accreditation_next_number(p_round bigint) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('accreditation.round'), p_round::int);
    RETURN 1 + (SELECT count(*) FROM accreditation_application
                WHERE round_id = p_round AND number IS NOT NULL);
END $$;
"""

ROWS = """
ALTER TABLE accreditation_application ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON accreditation_application FOR SELECT TO baeum_app
    USING (office_id = (SELECT accreditation_own())
           OR (number IS NOT NULL AND office_id = ANY ((SELECT accreditation_under())::bigint[]))
           OR id = ANY ((SELECT accreditation_on_panel())::uuid[]));
CREATE POLICY drafted ON accreditation_application FOR INSERT TO baeum_app
    WITH CHECK (office_id = (SELECT accreditation_own()) AND state = 'draft' AND acts = 0 AND number IS NULL);
CREATE POLICY written ON accreditation_application FOR UPDATE TO baeum_app
    USING (office_id = (SELECT accreditation_own()) OR office_id = ANY ((SELECT accreditation_under())::bigint[]))
    WITH CHECK (office_id = (SELECT accreditation_own())
                AND state IN ('draft', 'returned_municipality', 'returned_province', 'returned_institute'));
CREATE POLICY audited ON accreditation_application FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON accreditation_application FROM baeum_app;
GRANT UPDATE (course_version_id, kind, field, statements) ON accreditation_application TO baeum_app;

ALTER TABLE accreditation_act ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_application ON accreditation_act FOR SELECT TO baeum_app
    USING ((SELECT baeum_role()) <> 'evaluator'
           AND EXISTS (SELECT FROM accreditation_application one WHERE one.id = application_id));
CREATE POLICY audited ON accreditation_act FOR SELECT TO baeum_auditor USING (true);
REVOKE INSERT, UPDATE, DELETE ON accreditation_act FROM baeum_app;

ALTER TABLE accreditation_evidence ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_application ON accreditation_evidence FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM accreditation_application one WHERE one.id = application_id));
CREATE POLICY put ON accreditation_evidence FOR INSERT TO baeum_app
    WITH CHECK (put_by_id = (SELECT baeum_appointment())
                AND EXISTS (SELECT FROM accreditation_application one
                            WHERE one.id = application_id AND one.office_id = (SELECT accreditation_own())
                              AND one.state IN ('draft', 'returned_municipality', 'returned_province',
                                                'returned_institute', 'preliminary')));
REVOKE UPDATE, DELETE ON accreditation_evidence FROM baeum_app;
REVOKE SELECT ON accreditation_evidence FROM baeum_auditor;

ALTER TABLE accreditation_seat ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON accreditation_seat FOR SELECT TO baeum_app
    USING (appointment_id = (SELECT baeum_appointment()) OR (SELECT accreditation_runs()));
CREATE POLICY given ON accreditation_seat FOR INSERT TO baeum_app
    WITH CHECK ((SELECT accreditation_runs()) AND state = 'assigned');
CREATE POLICY declared ON accreditation_seat FOR UPDATE TO baeum_app
    USING (state <> 'excused' AND (appointment_id = (SELECT baeum_appointment()) OR (SELECT accreditation_runs())))
    WITH CHECK (state = 'excused' OR appointment_id = (SELECT baeum_appointment()));
CREATE POLICY audited ON accreditation_seat FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON accreditation_seat FROM baeum_app;
GRANT UPDATE (state, declared_on, reason) ON accreditation_seat TO baeum_app;

ALTER TABLE accreditation_sheet ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON accreditation_sheet FOR SELECT TO baeum_app
    USING (EXISTS (SELECT FROM accreditation_seat seat WHERE seat.id = seat_id));
CREATE POLICY begun ON accreditation_sheet FOR INSERT TO baeum_app
    WITH CHECK (EXISTS (SELECT FROM accreditation_seat seat WHERE seat.id = seat_id
                        AND seat.appointment_id = (SELECT baeum_appointment()) AND seat.state = 'declared'));
CREATE POLICY filled ON accreditation_sheet FOR UPDATE TO baeum_app
    USING (EXISTS (SELECT FROM accreditation_seat seat WHERE seat.id = seat_id
                   AND seat.appointment_id = (SELECT baeum_appointment()) AND seat.state = 'declared'));
CREATE POLICY audited ON accreditation_sheet FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON accreditation_sheet FROM baeum_app;
GRANT UPDATE (scores, opinion, locked_on) ON accreditation_sheet TO baeum_app;

ALTER TABLE accreditation_tie ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON accreditation_tie FOR SELECT TO baeum_app
    USING (person_id = (SELECT baeum_person()) OR (SELECT accreditation_runs()));
CREATE POLICY told ON accreditation_tie FOR INSERT TO baeum_app
    WITH CHECK (by_id = (SELECT baeum_appointment())
                AND ((SELECT accreditation_runs()) OR person_id = (SELECT baeum_person())));
CREATE POLICY ended ON accreditation_tie FOR UPDATE TO baeum_app USING ((SELECT accreditation_runs()));
CREATE POLICY audited ON accreditation_tie FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON accreditation_tie FROM baeum_app;
GRANT UPDATE (ends) ON accreditation_tie TO baeum_app;

ALTER TABLE accreditation_evaluatorfield ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON accreditation_evaluatorfield FOR SELECT TO baeum_app
    USING (appointment_id = (SELECT baeum_appointment()) OR (SELECT accreditation_runs()));
CREATE POLICY told ON accreditation_evaluatorfield FOR INSERT TO baeum_app WITH CHECK ((SELECT accreditation_runs()));
CREATE POLICY ended ON accreditation_evaluatorfield FOR UPDATE TO baeum_app USING ((SELECT accreditation_runs()));
CREATE POLICY audited ON accreditation_evaluatorfield FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON accreditation_evaluatorfield FROM baeum_app;
GRANT UPDATE (ends) ON accreditation_evaluatorfield TO baeum_app;

ALTER TABLE accreditation_visit ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_application ON accreditation_visit FOR SELECT TO baeum_app
    USING ((SELECT baeum_role()) <> 'evaluator'  -- whose part is over
           AND EXISTS (SELECT FROM accreditation_application one WHERE one.id = application_id));
CREATE POLICY made ON accreditation_visit FOR INSERT TO baeum_app
    WITH CHECK ((SELECT accreditation_runs()) AND by_id = (SELECT baeum_appointment()));
CREATE POLICY audited ON accreditation_visit FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON accreditation_visit FROM baeum_app;

-- rounds and draws are public; a round never changes, a draw is made once
REVOKE UPDATE, DELETE ON accreditation_round, accreditation_rounditem, accreditation_draw FROM baeum_app;
GRANT UPDATE (drawn_on, seed, percent, rounding, listed, drawn, drawn_by_id) ON accreditation_draw TO baeum_app;
"""

GUARDS = """
CREATE FUNCTION accreditation_sheet_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    IF OLD.locked_on IS NOT NULL THEN
        RAISE EXCEPTION 'a locked sheet never changes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER locked BEFORE UPDATE ON accreditation_sheet
    FOR EACH ROW EXECUTE FUNCTION accreditation_sheet_guard();

CREATE FUNCTION accreditation_draw_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
    IF OLD.drawn_on IS NOT NULL THEN
        RAISE EXCEPTION 'a draw is made once' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER made_once BEFORE UPDATE ON accreditation_draw
    FOR EACH ROW EXECUTE FUNCTION accreditation_draw_guard();
""" + "".join(
    f"""
CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON accreditation_{table}
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON accreditation_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION baeum_only_ever_added();
"""
    for table in ("act", "evidence", "visit", "complaintact", "round", "rounditem")
)


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0001_initial"), ("people", "0002_row_security")]
    operations = [migrations.RunSQL(SEEING + RECORD + ROWS + GUARDS)]
