"""A verifier with what this site publishes, and nothing else of it."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import connection

from baeum.certificates import lists
from baeum.certificates.issuer import own_document
from baeum.credentials.issuer import Trusted, read_issuer
from baeum.credentials.status_checking import StatusLists
from baeum.credentials.templates import Templates


def trusted() -> Trusted:
    """By the did document alone."""
    return Trusted.of([read_issuer(json.dumps(own_document()).encode(), name_ko="배움", name_en="Baeum")])


def status_lists(at: datetime) -> StatusLists:
    """Both forms of every list, as they are published at a moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM certificates_names(ARRAY(SELECT generate_series(1, 1000)))")
        names = [name for (name,) in cursor.fetchall()]
    found = (lists.published(name, form, at, Templates()) for name in names for form in lists.FORMS)
    return StatusLists.of(one for one in found if one is not None)
