"""Complaints come from anybody and are seen by the institute; notices are an office's own; mail goes by itself."""

from __future__ import annotations

from django.db import migrations

COMPLAINING = """
-- Adds a complaint for anybody, and sees granted accreditations for that. Tells nothing but whether there is one.
CREATE FUNCTION accreditation_complain(p_number text, p_application uuid, p_wrapped bytea, p_sealed bytea,
                                       p_on date, p_clock text, p_due date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM courses_grantedaccreditation WHERE case_ref = p_application)
       OR NOT EXISTS (SELECT FROM accreditation_application WHERE id = p_application) THEN
        RETURN false;
    END IF;
    INSERT INTO accreditation_complaint (number, application_id, wrapped, sealed, state, received_on, clock, due_on)
    VALUES (p_number, p_application, p_wrapped, p_sealed, 'received', p_on, p_clock, p_due);
    RETURN true;
END $$;

-- Sees complaints: where the one of a number stands. Whoever knows the number made it, or was told by who did.
CREATE FUNCTION accreditation_complaint_stands(p_number text, OUT state text, OUT received_on date, OUT clock text,
    OUT due_on date, OUT application uuid, OUT steps jsonb) RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
    SELECT one.state, one.received_on, one.clock, one.due_on, one.application_id, coalesce((
        SELECT jsonb_agg(jsonb_build_object('act', step.act, 'case', step."case", 'after', step.after, 'on', step."on",
                                            'reason', step.reason) ORDER BY step.id)
        FROM accreditation_complaintact step WHERE step.complaint_id = one.id), '[]')
    FROM accreditation_complaint one WHERE one.number = p_number
$$;

ALTER TABLE accreditation_complaint ENABLE ROW LEVEL SECURITY;
CREATE POLICY institute ON accreditation_complaint FOR SELECT TO baeum_app USING ((SELECT accreditation_runs()));
CREATE POLICY moved ON accreditation_complaint FOR UPDATE TO baeum_app USING ((SELECT accreditation_runs()));
REVOKE INSERT, UPDATE, DELETE ON accreditation_complaint FROM baeum_app;
GRANT UPDATE (state, clock, due_on) ON accreditation_complaint TO baeum_app;
REVOKE SELECT ON accreditation_complaint FROM baeum_auditor;
GRANT SELECT (id, number, application_id, state, received_on, clock, due_on) ON accreditation_complaint TO baeum_auditor;
CREATE POLICY audited ON accreditation_complaint FOR SELECT TO baeum_auditor USING (true);

ALTER TABLE accreditation_complaintact ENABLE ROW LEVEL SECURITY;
CREATE POLICY institute ON accreditation_complaintact FOR SELECT TO baeum_app USING ((SELECT accreditation_runs()));
CREATE POLICY acted ON accreditation_complaintact FOR INSERT TO baeum_app
    WITH CHECK ((SELECT accreditation_runs()) AND by_id = (SELECT baeum_appointment()));
REVOKE UPDATE, DELETE ON accreditation_complaintact FROM baeum_app;
CREATE POLICY audited ON accreditation_complaintact FOR SELECT TO baeum_auditor USING (true);
"""

NOTICES = """
ALTER TABLE accreditation_notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON accreditation_notice FOR SELECT TO baeum_app
    USING ((office_id = (SELECT baeum_office()) AND (SELECT baeum_role()) NOT IN ('evaluator', 'verifier'))
           OR office_id = ANY ((SELECT accreditation_under())::bigint[]));
CREATE POLICY sent ON accreditation_notice FOR INSERT TO baeum_app
    WITH CHECK ((SELECT baeum_role()) NOT IN ('evaluator', 'auditor')  -- who see it, and do nothing to it
                AND EXISTS (SELECT FROM accreditation_application one
                            WHERE one.id = application_id
                              AND accreditation_notice.office_id IN (one.office_id, one.holder_id)));
CREATE POLICY read ON accreditation_notice FOR UPDATE TO baeum_app
    USING (office_id = (SELECT baeum_office()) AND (SELECT baeum_role()) NOT IN ('evaluator', 'verifier', 'auditor'));
CREATE POLICY audited ON accreditation_notice FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON accreditation_notice FROM baeum_app;
GRANT UPDATE (read_on) ON accreditation_notice TO baeum_app;

ALTER TABLE accreditation_noticeaddress ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON accreditation_noticeaddress TO baeum_app
    USING (office_id = (SELECT baeum_office()) AND (SELECT baeum_role()) NOT IN ('evaluator', 'verifier', 'auditor'))
    WITH CHECK (office_id = (SELECT baeum_office())
                AND (SELECT baeum_role()) NOT IN ('evaluator', 'verifier', 'auditor'));
REVOKE UPDATE, DELETE ON accreditation_noticeaddress FROM baeum_app;
GRANT UPDATE (ends) ON accreditation_noticeaddress TO baeum_app;
CREATE POLICY audited ON accreditation_noticeaddress FOR SELECT TO baeum_auditor USING (true);

-- Sees a notice and the addresses of its office: the job that mails it acts as nobody. Nothing once it was mailed.
CREATE FUNCTION accreditation_to_mail(p_notice uuid, p_on date, OUT template text, OUT version int,
    OUT figures jsonb, OUT address text, OUT language text) RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
    SELECT one.template::text, one.version::int, one.figures, where_to.address::text, where_to.language::text
    FROM accreditation_notice one JOIN accreditation_noticeaddress where_to ON where_to.office_id = one.office_id
    WHERE one.id = p_notice AND one.mailed_at IS NULL AND where_to.begins <= p_on
      AND (where_to.ends IS NULL OR where_to.ends > p_on)
    ORDER BY where_to.id
$$;

-- Changes a notice, which the app may not: it was mailed.
CREATE FUNCTION accreditation_mailed(p_notice uuid) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$ UPDATE accreditation_notice SET mailed_at = now() WHERE id = p_notice AND mailed_at IS NULL $$;
"""


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0002_row_security")]
    operations = [migrations.RunSQL(COMPLAINING + NOTICES)]
