"""Links that open a wallet, and their QR codes."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode
from uuid import UUID

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
    """The QR code of a link as an SVG element, to be read from a screen: with little correction, so small."""
    import zxingcpp

    made = zxingcpp.create_barcode(link, zxingcpp.BarcodeFormat.QRCode, ec_level="L").to_svg(
        add_quiet_zones=True
    )
    held = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<desc>.*?</desc>", "", made, flags=re.DOTALL).strip()
    return re.sub(r'width="(\d+)" height="(\d+)"', r'viewBox="0 0 \1 \2"', held, count=1)  # it scales
