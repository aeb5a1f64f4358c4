"""Certificates that an operator might bring by mistake."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


def of_another_kind(key: Any, at: datetime, *, signs: bool = True) -> tuple[bytes, bytes]:
    """A key and its self-signed certificate as PEM; ``signs``: whether the key usage allows signatures."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "DEMO")])
    usage = {
        "content_commitment": False,
        "key_encipherment": True,
        "data_encipherment": False,
        "key_agreement": False,
        "key_cert_sign": False,
        "crl_sign": False,
        "encipher_only": False,
        "decipher_only": False,
    }
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(5)
        .not_valid_before(at)
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.KeyUsage(digital_signature=signs, **usage), critical=True)
        .sign(key, None if isinstance(key, Ed25519PrivateKey) else SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem, certificate.public_bytes(Encoding.PEM)
