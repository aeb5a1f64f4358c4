"""Names in the database that everything else refers to."""

from __future__ import annotations

OWNER, APP, AUDITOR = "baeum_owner", "baeum_app", "baeum_auditor"
ROLES = (OWNER, APP, AUDITOR)
DATABASE = "baeum"
ADMINISTRATOR = "postgres"  # the superuser of an embedded server
