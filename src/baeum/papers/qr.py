"""The QR code of an address as SVG."""

from __future__ import annotations

import re

MOST_BYTES = 400  # still read from print at the size it has on paper (version 13 at level M)


def qr_svg(address: str) -> str:
    """SVG of the code, error correction M, a quiet zone of two modules; the same address, the same bytes.

    Raises ValueError where the address is empty or too long to be read from paper.
    """
    size = len(address.encode())
    if not 0 < size <= MOST_BYTES:
        raise ValueError(f"qr: an address of 1 to {MOST_BYTES} bytes is needed, this one has {size}")
    import zxingcpp

    made = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_svg(
        add_quiet_zones=True
    )
    return re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<desc>.*?</desc>", "", made, flags=re.DOTALL).strip()
