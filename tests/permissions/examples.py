"""How each route with parts in its address is asked for, by what it is about. Add yours here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cast import APPOINTMENTS, Cast

Parts = dict[str, Any]

# what a permission is ``of`` -> the parts of an address that names one at this office, or of this person
OF_OFFICE: dict[str, Callable[[Cast, str], Parts]] = {
    "office": lambda cast, office: {"office": cast.office[office].code},
    "appointment": lambda cast, office: {
        "appointment": next(
            cast.appointment[key].pk for key, (_, where) in APPOINTMENTS.items() if where == office
        )
    },
}

# routes that are about nothing in particular and have parts all the same
PARTS: dict[str, Parts] = {
    "calculator:download": {"name": "case.json"},
    "mfa_remove_webauthn": {"pk": 1},
    "openid_connect_login": {"provider_id": "identity"},
    "openid_connect_callback": {"provider_id": "identity"},
}

# routes whose own answer for nobody's business is 404: reached, and nothing there
NOTHING_THERE = {
    "mfa_remove_webauthn",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "openid_connect_login",
    "openid_connect_callback",
}
