"""A database that is there, prepared and migrated: what the site and the database command stand on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from baeum.config.database import app_address, is_embedded, owner_address
from baeum.config.places import database_folder
from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.fitness import refuse_unfit
from baeum.postgres.sentences import sentence
from baeum.postgres.supervision import Supervision
from baeum.postgres.telling import to_stderr


@contextmanager
def database() -> Iterator[None]:
    """The database for as long as the context lasts: embedded and looked after, or the one of DATABASE_URL.

    Raises DatabaseFault where it cannot be used. Another process's embedded database is used as it is.
    """
    owner = owner_address()  # a wrong address is told before anything is started
    if is_embedded():
        cluster = Cluster(database_folder())
        cluster.use()
        with Supervision(cluster):
            yield
        return
    with connect(app_address()) as connection:
        refuse_unfit(connection)
    if owner:
        connect(owner).close()
    yield


def bring_up_to_date() -> None:
    """Apply what is pending, with Django set up. Raises DatabaseFault where this process may not."""
    from baeum.config.migrating import migrate, pending

    if not (waiting := pending()):
        return
    owner = owner_address()
    if owner is None:
        raise DatabaseFault("behind", count=len(waiting), first=waiting[0])
    to_stderr(sentence("migrating"))
    migrate(owner, verbosity=1 if sys.stderr.isatty() else 0)


def set_up_django() -> None:
    """Load the settings: here and not before, for it takes a moment that other commands need not spend."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baeum.config.settings")
    import django

    django.setup()
