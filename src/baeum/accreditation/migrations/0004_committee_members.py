"""Notices of the institute are nothing to the members of its committees."""

from __future__ import annotations

from django.db import migrations

NOTICES = """
ALTER POLICY own ON accreditation_notice
    USING ((office_id = (SELECT baeum_office())
            AND (SELECT baeum_role()) NOT IN ('evaluator', 'verifier', 'committee_member'))
           OR office_id = ANY ((SELECT accreditation_under())::bigint[]));
ALTER POLICY sent ON accreditation_notice
    WITH CHECK ((SELECT baeum_role()) NOT IN ('evaluator', 'auditor', 'committee_member')
                AND EXISTS (SELECT FROM accreditation_application one
                            WHERE one.id = application_id
                              AND accreditation_notice.office_id IN (one.office_id, one.holder_id)));
ALTER POLICY read ON accreditation_notice
    USING (office_id = (SELECT baeum_office())
           AND (SELECT baeum_role()) NOT IN ('evaluator', 'verifier', 'auditor', 'committee_member'));
ALTER POLICY own ON accreditation_noticeaddress
    USING (office_id = (SELECT baeum_office())
           AND (SELECT baeum_role()) NOT IN ('evaluator', 'verifier', 'auditor', 'committee_member'))
    WITH CHECK (office_id = (SELECT baeum_office())
                AND (SELECT baeum_role()) NOT IN ('evaluator', 'verifier', 'auditor', 'committee_member'));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accreditation", "0003_complaints_and_notices"),
        ("people", "0006_committee_members"),
    ]
    operations = [migrations.RunSQL(NOTICES)]
