"""Certificates that an operator might bring by mistake."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


def of_another_kind(key: Any, at: datetime, *, signs: bool = True, name: str = "DEMO") -> tuple[bytes, bytes]:
    """A key and its self-signed certificate as PEM; ``signs``: whether its key usage allows signatures."""
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
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
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(5)
        .not_valid_before(at)
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.KeyUsage(digital_signature=signs, **usage), critical=True)
        .sign(key, None if isinstance(key, Ed25519PrivateKey) else SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem, certificate.public_bytes(Encoding.PEM)


def under_an_authority(at: datetime) -> tuple[bytes, bytes, bytes]:
    """A P-256 key, its certificate with that of the authority above it, and the authority's; all PEM."""
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    above = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test signer")])

    def certified(subject: x509.Name, public: ec.EllipticCurvePublicKey, ca: bool) -> bytes:
        usage = {
            "digital_signature": not ca,
            "key_cert_sign": ca,
            "crl_sign": ca,
        }
        never = (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        )
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(above)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(at - timedelta(days=400))
            .not_valid_after(at + timedelta(days=4_000))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**usage, **dict.fromkeys(never, False)), critical=True)
            .sign(authority, SHA256())
        )
        return made.public_bytes(Encoding.PEM)

    root = certified(above, authority.public_key(), True)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem, certified(name, key.public_key(), False) + root, root
