"""A client has the role of an institution's officer, to deposit. It applies for no accreditation.

Nor does it read what its institution applies for, or what that is told. Whether it is a client is known here.
"""

from __future__ import annotations

from django.db import migrations

APPLIES = """
-- Applications, their acts, files and visits, and accreditation_record, all ask this.
CREATE OR REPLACE FUNCTION accreditation_own() RETURNS bigint LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN baeum_role() = 'institution_officer' AND NOT baeum_is_client() THEN baeum_office() END;
END $$;

CREATE POLICY no_client ON accreditation_notice AS RESTRICTIVE TO baeum_app
    USING (NOT (SELECT baeum_is_client()));
CREATE POLICY no_client ON accreditation_noticeaddress AS RESTRICTIVE TO baeum_app
    USING (NOT (SELECT baeum_is_client()));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0002_row_security"),
        ("accreditation", "0003_complaints_and_notices"),
    ]
    operations = [migrations.RunSQL(APPLIES)]
