"""A look is for reading: an auditor changes no value, and a proxy or an auditor destroys no key."""

from __future__ import annotations

from django.db import migrations

NARROWER = """
ALTER POLICY corrects ON people_person
    USING (id IN (SELECT baeum_visible_people()) AND (SELECT baeum_role()) IS DISTINCT FROM 'auditor');
ALTER POLICY destroyed ON people_personkey
    USING (person_id = (SELECT baeum_person())
           OR ((SELECT baeum_role()) = 'institute_officer' AND person_id IN (SELECT baeum_visible_people())));
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_row_security")]
    operations = [migrations.RunSQL(NARROWER)]
