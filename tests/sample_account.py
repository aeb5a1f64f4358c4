"""A learner with a life of learning, for tests in a browser, and the pages worth looking at."""

from __future__ import annotations

from dataclasses import dataclass

from baeum.demo.life import live
from baeum.people.models import SignIn
from cast import Cast, assemble
from sample_claims import claim


@dataclass
class Sample:
    """Who and what there is: the account, its person's sign-in, the pages worth looking at."""

    cast: Cast
    account: int
    sign_in: SignIn
    pages: dict[str, str]


def sample() -> Sample:
    """Enter everything, as the app. Needs an empty database."""
    cast = assemble()
    account, token = live(cast)
    pages = _pages(account, token) | claim(cast, account)
    return Sample(cast, account, SignIn.objects.get(login="nari"), pages)


def _pages(account: int, token: str) -> dict[str, str]:
    here = f"/account/{account}/"
    return {
        "home": here,
        "goal": f"{here}goal/",
        "what if": f"{here}what-if/",
        "statement": f"{here}statement/",
        "filtered": f"{here}statement/?part=special_note&from=2010&known_by=어제",
        "line": f"{here}lines/7/",
        "confirmed": f"{here}lines/12/",
        "moved": f"{here}lines/23/",
        "reversal": f"{here}lines/22/",
        "ask": f"{here}lines/7/request/",
        "kinds": f"{here}deposit/",
        "deposit": f"{here}deposit/university_course/",
        "requests": f"{here}requests/",
        "looks": f"{here}looks/",
        "proxies": f"{here}proxies/",
        "export": f"{here}export/",
        "import": f"{here}import/",
        "shares": f"{here}shares/",
        "share_new": f"{here}shares/new/",
        "documents": f"{here}documents/",
        "document_new": f"{here}documents/new/learning_history/",
        "person": f"{here}person/",
        "consents": f"{here}consents/",
        "close": f"{here}close/",
        "accounts": "/account/",
        "shared": f"/shared/{token}/",
        "no share": "/shared/nothing/",
    }
