"""Who sees which thread: the last word, also where a query forgets to ask. Threads only ever grow."""

from __future__ import annotations

from django.db import migrations

ROWS = """
ALTER TABLE counsel_question ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON counsel_question FOR SELECT TO baeum_app
    USING (person_id = ANY (ARRAY(SELECT counsel_people())) OR counsel_seen_until(id) IS NOT NULL);
CREATE POLICY audited ON counsel_question FOR SELECT TO baeum_auditor USING (true);  -- sealed, without the key

ALTER TABLE counsel_message ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON counsel_message FOR SELECT TO baeum_app
    USING (number <= counsel_seen_until(question_id));
CREATE POLICY audited ON counsel_message FOR SELECT TO baeum_auditor USING (true);  -- sealed, without the key

ALTER TABLE counsel_whereabouts ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON counsel_whereabouts FOR SELECT TO baeum_app
    USING (person_id = ANY (ARRAY(SELECT counsel_people()))
           OR (office_id = (SELECT counsel_office()) AND person_id <> (SELECT baeum_person())));
CREATE POLICY audited ON counsel_whereabouts FOR SELECT TO baeum_auditor USING (true);
REVOKE INSERT, UPDATE, DELETE ON counsel_question, counsel_message, counsel_whereabouts FROM baeum_app;

ALTER TABLE counsel_reading ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON counsel_reading FOR ALL TO baeum_app
    USING (reader_id = (SELECT baeum_person()))
    WITH CHECK (reader_id = (SELECT baeum_person())
                AND EXISTS (SELECT FROM counsel_question asked WHERE asked.id = question_id
                              AND asked.person_id = ANY (ARRAY(SELECT counsel_people()))));
REVOKE DELETE ON counsel_reading FROM baeum_app;
REVOKE SELECT ON counsel_reading FROM baeum_auditor;

ALTER TABLE counsel_faqversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON counsel_faqversion FOR SELECT TO baeum_app, baeum_auditor USING (true);
CREATE POLICY published ON counsel_faqversion FOR INSERT TO baeum_app
    WITH CHECK (office_id = (SELECT counsel_office()) AND (SELECT baeum_role()) = 'institute_officer'
                AND by_person_id = (SELECT baeum_person())
                AND appointment_id = (SELECT baeum_appointment()));
REVOKE UPDATE, DELETE ON counsel_faqversion FROM baeum_app;
"""

GUARDS = (
    "".join(
        f"""
CREATE TRIGGER only_ever_added BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION baeum_only_ever_added();
"""
        for table in ("counsel_question", "counsel_message", "counsel_faqversion")
    )
    + """
CREATE TRIGGER never_deleted BEFORE DELETE ON counsel_whereabouts
    FOR EACH ROW EXECUTE FUNCTION baeum_only_ever_added();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON counsel_whereabouts
    FOR EACH STATEMENT EXECUTE FUNCTION baeum_only_ever_added();
"""
)


class Migration(migrations.Migration):
    dependencies = [("counsel", "0002_append")]
    operations = [migrations.RunSQL(ROWS + GUARDS)]
