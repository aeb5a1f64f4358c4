"""Completions issued in bulk: whose batches are seen, and what an officer may ask about accounts.

Functions that see past row-level security are the owner's (SECURITY DEFINER); each says what it needs to see.
"""

from __future__ import annotations

import uuid

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.db import migrations, models

DOORS = """
-- Sees accounts, the blind index of names, and consents. It tells for many rows at once what depositing one by
-- one would tell: the account whose number and name are given, and whether it takes what institutions enter.
CREATE FUNCTION certificates_takers(numbers text[], names bytea[], OUT place int, OUT account bigint,
                                    OUT person uuid, OUT closed boolean, OUT consented boolean)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT given.place::int, held.id, held.person_id, held.closed_at IS NOT NULL,
        ledger_consents(held.id, 'institution_deposit')
    FROM unnest(numbers, names) WITH ORDINALITY AS given(number, name, place)
    JOIN ledger_account held ON held.learner_number = given.number
    JOIN people_person holder ON holder.id = held.person_id AND holder.name_index = given.name
    WHERE (SELECT baeum_role()) = 'institution_officer' AND held.person_id <> (SELECT baeum_person())
$$;

-- Sees batches of every office, and only destroys: nobody signs in at night to do it.
CREATE FUNCTION certificates_forget(days int) RETURNS bigint LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
    WITH forgotten AS (
        UPDATE certificates_batch SET wrapped = NULL, content = NULL,
            state = CASE state WHEN 'checked' THEN 'discarded' WHEN 'issuing' THEN 'stopped' ELSE state END
        WHERE content IS NOT NULL AND taken_at < now() - make_interval(days => days)
        RETURNING id)
    SELECT count(*) FROM forgotten
$$;
"""

ROWS = """
ALTER TABLE certificates_batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_office ON certificates_batch TO baeum_app
    USING (office_id = (SELECT ledger_institution()))
    WITH CHECK (office_id = (SELECT ledger_institution()));
REVOKE DELETE ON certificates_batch FROM baeum_app;
REVOKE SELECT ON certificates_batch FROM baeum_auditor;
GRANT SELECT (id, office_id, by_person_id, state, english, rows, refused, place, issued, taken_at, ended_at)
    ON certificates_batch TO baeum_auditor;
CREATE POLICY audited ON certificates_batch FOR SELECT TO baeum_auditor USING (true);

ALTER TABLE certificates_batchrefusal ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_batch ON certificates_batchrefusal TO baeum_app
    USING (EXISTS (SELECT FROM certificates_batch one WHERE one.id = batch_id))
    WITH CHECK (EXISTS (SELECT FROM certificates_batch one WHERE one.id = batch_id));
CREATE POLICY audited ON certificates_batchrefusal FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON certificates_batchrefusal FROM baeum_app;

ALTER TABLE certificates_batchdocument ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_batch ON certificates_batchdocument TO baeum_app
    USING (EXISTS (SELECT FROM certificates_batch one WHERE one.id = batch_id))
    WITH CHECK (EXISTS (SELECT FROM certificates_batch one
                        JOIN certificates_document made ON made.issuer_id = one.office_id
                        WHERE one.id = batch_id AND made.id = document_id
                          AND made.made_by_id = (SELECT baeum_person())));
CREATE POLICY audited ON certificates_batchdocument FOR SELECT TO baeum_auditor USING (true);
REVOKE UPDATE, DELETE ON certificates_batchdocument FROM baeum_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0002_row_security"),
        ("people", "0006_committee_members"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checked", "Checked"),
                            ("issuing", "Issuing"),
                            ("issued", "Issued"),
                            ("stopped", "Stopped"),
                            ("discarded", "Discarded"),
                        ],
                        default="checked",
                        max_length=10,
                    ),
                ),
                ("english", models.BooleanField(default=False)),
                ("rows", models.PositiveIntegerField()),
                ("refused", models.PositiveIntegerField(default=0)),
                ("place", models.PositiveIntegerField(default=0)),
                ("issued", models.PositiveIntegerField(default=0)),
                ("wrapped", models.BinaryField(null=True)),
                ("content", models.BinaryField(null=True)),
                ("job", models.BigIntegerField(null=True)),
                ("taken_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.office"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["office", "-taken_at"], name="batch_office_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content__isnull", True), ("wrapped__isnull", True)),
                            models.Q(("content__isnull", False), ("wrapped__isnull", False)),
                            _connector="OR",
                        ),
                        name="batch_content_goes_with_its_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rows__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("refused"), "+", models.F("place")
                                ),
                            ),
                            ("place__gte", models.F("issued")),
                        ),
                        name="batch_counts_fit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="certificates.batch",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_batch",
                        to="certificates.document",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "row"), name="batch_document_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchRefusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField()),
                ("code", models.CharField(max_length=40)),
                ("figures", models.JSONField(default=dict)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusals",
                        to="certificates.batch",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "row"), name="batch_refusal_once"),
                ],
            },
        ),
        migrations.RunSQL(DOORS + ROWS),
    ]
