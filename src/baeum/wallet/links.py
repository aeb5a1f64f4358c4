"""Links that open a wallet, and their QR codes."""

from __future__ import annotations

import json
from io import BytesIO
from urllib.parse import urlencode
from uuid import UUID

import segno
from django.conf import settings

from .asked import client_id
from .codes import TX_DIGITS
from .metadata import GRANT, address_of


def offer_link(kind: str, code: str) -> str:
    """``openid-credential-offer://`` with the whole offer in it (OpenID4VCI 1.0, 4.1)."""
    held = {
        "credential_issuer": settings.ADDRESS,
        "credential_configuration_ids": [kind],
        "grants": {
            GRANT: {
                "pre-authorized_code": code,
                "tx_code": {"input_mode": "numeric", "length": TX_DIGITS},
            }
        },
    }
    return "openid-credential-offer://?" + urlencode(
        {"credential_offer": json.dumps(held, separators=(",", ":"))}
    )


def request_link(presentation: UUID) -> str:
    """``openid4vp://`` that tells where the signed request is (OpenID4VP 1.0, 5)."""
    told = {"client_id": client_id(), "request_uri": address_of("request", presentation)}
    return "openid4vp://?" + urlencode(told)


def qr_svg(link: str) -> str:
    """The QR code of a link as an SVG element that scales, black on white, without styles."""
    out = BytesIO()
    segno.make_qr(link, error="L").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=4,
        svgclass="qr",
        lineclass=None,
        dark="#000",
        light="#fff",
    )
    return out.getvalue().decode("ascii")
