"""What is published until the next hour, made once an hour: status lists, the bundle to check without us."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime

from django.core.cache import cache
from django.db import connection

from baeum.credentials.tiles import CHECKPOINT
from baeum.transparency.faults import LogFault
from baeum.transparency.folder import folder
from baeum.transparency.log_key import begun

from . import lists
from .issuer import own_document
from .rendering import templates

MOST_LISTS = 1_000  # of a million documents each
README = """\
배움 – 인터넷 없이 증명서 확인하기 / Checking credentials without this site
==========================================================================

이 묶음은 {hour}의 것입니다. 상태 목록은 {until}까지 쓸 수 있습니다.
This bundle is of {hour}. Its status lists are good until {until}.

  did.json         발급 기관의 열쇠 / the keys of the issuer
  status/          거둔 증명서의 목록 / the lists of what was revoked
  log/checkpoint   공개 기록의 서명된 머리 / the signed head of the transparency log
  log/key          공개 기록의 열쇠 / the key of the log

    python baeum-verify.pyz 증명서.json --issuer did.json --status status/*.json
    python baeum-verify.pyz certificate.sdjwt --issuer did.json --status status/*.jwt

baeum-verify.pyz는 프로그램의 소스에 있는 tools/offline_verifier.py로 만듭니다.
It is made by tools/offline_verifier.py of the program's source. Take it and did.json over a way that you
trust, once, and keep them: whoever gives you a forged did.json can have everything verified.
"""


def until_next_hour(at: datetime) -> int:
    """Seconds for which what is published now may be kept: at least one."""
    return 3_600 - at.minute * 60 - at.second


def of_hour(name: str, form: str, at: datetime) -> bytes | None:
    """A status list as it is published now; None where there is none."""
    return _once_an_hour(f"{name}:{form}", at, lambda: lists.published(name, form, at, templates()))


def bundle(at: datetime) -> bytes:
    """A zip of everything that the offline verifier needs, the same for everybody in an hour."""
    made = _once_an_hour("bundle", at, lambda: _bundle(at))
    assert made is not None
    return made


def _once_an_hour(name: str, at: datetime, make: Callable[[], bytes | None]) -> bytes | None:
    key = f"certificates:{at:%Y%m%d%H}:{name}"
    found: bytes | None = cache.get(key)
    if found is None:
        found = make()
        if found is not None:
            cache.set(key, found, until_next_hour(at))
    return found


def _bundle(at: datetime) -> bytes:
    hour = at.replace(minute=0, second=0, microsecond=0)
    said = README.format(hour=hour.isoformat(), until=(hour + lists.HOLDS).isoformat())
    files = {"README.txt": said.encode(), "did.json": json.dumps(own_document(), indent=1).encode()}
    for name in _names():
        for form, ending in (("bitstring", "json"), ("token", "jwt")):
            held = of_hour(name, form, at)
            if held is not None:
                files[f"status/{name}.{ending}"] = held
    files |= _of_the_log()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundled:
        for path, content in files.items():
            bundled.writestr(zipfile.ZipInfo(path, hour.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _of_the_log() -> dict[str, bytes]:
    """Its head and its key; nothing where it has not begun."""
    try:
        return {"log/key": f"{begun()}\n".encode(), "log/checkpoint": folder().read(CHECKPOINT)}
    except (LogFault, FileNotFoundError):
        return {}


def _names() -> list[str]:
    """The names of all lists: their numbers run from 1, and each name stands in what was issued."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM certificates_names(ARRAY(SELECT generate_series(1, %s)))", [MOST_LISTS]
        )
        return [name for (name,) in cursor.fetchall()]
