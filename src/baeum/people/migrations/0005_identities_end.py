"""Erasing a person ends their link to an identity service; its tokens, of which there are none, go along."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0004_no_addresses")]
    operations = [migrations.RunSQL("GRANT DELETE ON socialaccount_socialtoken TO baeum_app;")]
