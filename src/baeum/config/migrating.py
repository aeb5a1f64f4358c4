"""Migrations, as the owner of the schema. Everything else of the site connects as the app."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from baeum.config.database import connection_settings
from baeum.postgres.address import Address
from baeum.postgres.names import APP

ALONE = 0x6D696772  # number of the advisory lock: one migration at a time


def pending() -> list[str]:
    """The migrations that have not been applied, by name, in order. Needs no more than the app's rights."""
    executor = MigrationExecutor(connections["default"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(owner: Address, *, verbosity: int = 1) -> None:
    """Apply what is pending, and keep the app from writing the list of what was applied."""
    with as_owner(owner) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ALONE])  # goes with the connection
        call_command("migrate", interactive=False, verbosity=verbosity)
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP}")


@contextmanager
def as_owner(owner: Address) -> Iterator[BaseDatabaseWrapper]:
    """The connection of this thread as the owner; other threads, and this one afterwards, are the app."""
    connection = connections["default"]
    connection.close()
    app = connection.settings_dict
    connection.settings_dict = {**app, **connection_settings(owner)}
    try:
        yield connection
    finally:
        connection.close()
        connection.settings_dict = app
