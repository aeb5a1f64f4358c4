"""django-allauth brings tables for e-mail addresses and for what identity services tell: neither is ever filled."""

from __future__ import annotations

from django.db import migrations

NEVER_FILLED = """
REVOKE INSERT, UPDATE, DELETE ON account_emailaddress, account_emailconfirmation, socialaccount_socialtoken,
    socialaccount_socialapp FROM baeum_app;
ALTER TABLE socialaccount_socialaccount ADD CONSTRAINT identity_tells_nothing CHECK (extra_data::text = '{}');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_who_erases"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [migrations.RunSQL(NEVER_FILLED)]
