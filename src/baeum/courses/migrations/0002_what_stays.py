"""What was said once stays: no version is changed, and of an accreditation only its cancellation is added."""

from __future__ import annotations

from django.db import migrations

STAYS = """
REVOKE UPDATE, DELETE ON courses_courseversion FROM baeum_app;
REVOKE UPDATE, DELETE ON courses_course FROM baeum_app;
GRANT UPDATE (code) ON courses_course TO baeum_app;  -- a row is locked only by whoever may update
REVOKE UPDATE, DELETE ON courses_grantedaccreditation FROM baeum_app;
GRANT UPDATE (cancelled_on, reason, cancelled_by_id) ON courses_grantedaccreditation TO baeum_app;
REVOKE UPDATE, DELETE ON courses_centreaccreditation FROM baeum_app;
GRANT UPDATE (cancelled_on, cancel_reason, cancelled_by_id) ON courses_centreaccreditation TO baeum_app;
REVOKE DELETE ON courses_institution FROM baeum_app;
REVOKE DELETE ON courses_offering FROM baeum_app;
"""


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]

    operations = [migrations.RunSQL(STAYS, migrations.RunSQL.noop)]
