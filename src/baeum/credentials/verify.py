"""The one door of verification: bytes in, a verdict out. Nothing is fetched and nothing is asked of anybody.

``trusted`` are the issuers the verifier knows, ``status`` the lists it holds, ``on`` the day it asks about.
What comes in is a stranger's: size and form first, then who signed it, and only then anything that takes
time.
"""

from __future__ import annotations

from datetime import date

from baeum.credentials.issuer import Trusted
from baeum.credentials.reasons import Reason
from baeum.credentials.status_checking import StatusLists
from baeum.credentials.strict_json import LARGEST, Unread, read_json
from baeum.credentials.verdict import Outcome, Verdict
from baeum.credentials.verify_linked import verify_document
from baeum.credentials.verify_sd_jwt import Binding, verify_sd_jwt


def verify(
    held: bytes,
    *,
    trusted: Trusted,
    status: StatusLists,
    on: date,
    binding: Binding | None = None,
) -> Verdict:
    """What a credential is worth on a day: an Open Badge or CLR (JSON), or an SD-JWT VC (text).

    ``binding``: what the verifier asked a wallet for; None where it takes the credential as it takes paper.
    """
    try:
        if len(held) > LARGEST:
            raise Unread("credential.large", size=len(held), largest=LARGEST)
        text = held.removeprefix(b"\xef\xbb\xbf").strip()
        if text[:1] == b"{":
            return verify_document(read_json(text), trusted=trusted, status=status, on=on)
        if b"~" in text and text.isascii():
            return verify_sd_jwt(text.decode(), trusted=trusted, status=status, on=on, binding=binding)
    except Unread as error:
        return Verdict(Outcome.UNREADABLE, (Reason(error.code, error.figures),))
    return Verdict(Outcome.UNREADABLE, (Reason("credential.form"),))
