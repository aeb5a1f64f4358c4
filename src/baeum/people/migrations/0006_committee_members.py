"""Members of committees are appointed at the institute; they appoint nobody."""

from django.db import migrations, models

APPOINT = """
ALTER POLICY made ON people_appointment WITH CHECK (
    (appointed_by_id = (SELECT baeum_person()) AND office_id IN (SELECT baeum_offices_under())
     AND (SELECT baeum_role()) NOT IN ('auditor', 'evaluator', 'verifier', 'committee_member'))
    OR ((SELECT baeum_nobody_is_appointed()) AND role = 'ministry_officer' AND person_id = (SELECT baeum_person())));
ALTER POLICY revoked ON people_appointment
    USING (revoked_at IS NULL
           AND (person_id = (SELECT baeum_person())
                OR (office_id IN (SELECT baeum_offices_under())
                    AND (SELECT baeum_role()) NOT IN ('auditor', 'evaluator', 'verifier', 'committee_member'))));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_identities_end"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="appointment",
            name="appointment_role_is_appointed",
        ),
        migrations.AlterField(
            model_name="appointment",
            name="role",
            field=models.CharField(
                choices=[
                    ("learner", "Learner"),
                    ("proxy", "Proxy"),
                    ("institution_officer", "Institution Officer"),
                    ("evaluator", "Evaluator"),
                    ("municipal_officer", "Municipal Officer"),
                    ("provincial_officer", "Provincial Officer"),
                    ("institute_officer", "Institute Officer"),
                    ("committee_member", "Committee Member"),
                    ("ministry_officer", "Ministry Officer"),
                    ("auditor", "Auditor"),
                    ("verifier", "Verifier"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        (
                            "institution_officer",
                            "evaluator",
                            "municipal_officer",
                            "provincial_officer",
                            "institute_officer",
                            "committee_member",
                            "ministry_officer",
                            "auditor",
                            "verifier",
                        ),
                    )
                ),
                name="appointment_role_is_appointed",
            ),
        ),
        migrations.RunSQL(APPOINT),
    ]
