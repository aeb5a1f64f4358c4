"""The synonyms that come with it, to begin with; and their history, which stays."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import migrations

from baeum.courses.hangul import words

SEED = Path(__file__).resolve().parent.parent / "synonyms.toml"
STAYS = "REVOKE UPDATE, DELETE ON courses_synonymchange FROM baeum_app;"


def enter(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001  Django passes both
    group, change = (apps.get_model("courses", name) for name in ("SynonymGroup", "SynonymChange"))
    for found in tomllib.loads(SEED.read_text(encoding="utf-8"))["groups"]:
        made = group.objects.create(words=found, joined=["".join(words(word)) for word in found])
        change.objects.create(group=made.pk, words=found)


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_search")]

    operations = [
        migrations.RunPython(enter, migrations.RunPython.noop),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
