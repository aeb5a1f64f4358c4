"""The key that signs papers, with its certificate: from PEM files or PKCS#12 (``token_keys``: PKCS#11).

P-256 or RSA of at least 2,048 bits: what the readers of PDF check. Ed25519 is refused, because they would
call a good paper broken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from cryptography.x509.oid import NameOID

LEAST_RSA = 2_048  # bits
DEMO_MARK = "DEMO 시범"
_OTHER = "a P-256 key, or an RSA key of at least 2048 bits, is needed"


class KeyFault(ValueError):
    """A key or a certificate cannot be used; the message says what is wrong and what is needed."""


@dataclass(frozen=True)
class PaperKey:
    """``sign``: DER ECDSA, or RSA (PKCS #1 v1.5), with SHA-256 over the whole message.

    ``chain``: the certificates above, which are put beside the signer's into each paper.
    """

    certificate: x509.Certificate
    sign: Callable[[bytes], bytes]
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def rsa(self) -> bool:
        """Whether it is an RSA key; else it is P-256."""
        return isinstance(self.certificate.public_key(), rsa.RSAPublicKey)

    @property
    def demo(self) -> bool:
        """Whether it is a key of ``make_demo_key``, which proves nothing to anybody."""
        return DEMO_MARK in self.certificate.subject.rfc4514_string()

    def certificates_pem(self) -> bytes:
        """The signer's certificate and those above it: what verifiers are given to trust."""
        return b"".join(one.public_bytes(Encoding.PEM) for one in (self.certificate, *self.chain))


def from_pem(key: bytes, certificates: bytes, password: bytes | None = None) -> PaperKey:
    """A key of PEM files. ``certificates``: the signer's first, then those above it."""
    try:
        held = load_pem_private_key(key, password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFault(f"key: it cannot be read as PEM ({error}); is the password right?") from None
    return _of(held, read_certificates(certificates))


def from_pkcs12(held: bytes, password: bytes | None = None) -> PaperKey:
    """A key of a PKCS#12 file (``.p12``, ``.pfx``)."""
    try:
        found = load_pkcs12(held, password)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyFault(f"PKCS#12: it cannot be read ({error}); is the password right?") from None
    if found.key is None or found.cert is None:
        raise KeyFault("PKCS#12: it holds no key with its certificate; export both into it")
    others = [one.certificate for one in found.additional_certs]
    return _of(found.key, [found.cert.certificate, *others])


def read_certificates(pem: bytes) -> list[x509.Certificate]:
    """The certificates of a PEM file; KeyFault where there is none."""
    try:
        found = x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise KeyFault(f"certificates: they cannot be read as PEM ({error})") from None
    return found


def check_certificate(certificate: x509.Certificate) -> None:
    """KeyFault where no reader of PDF would accept what this certificate's key signs."""
    public = certificate.public_key()
    fits = (isinstance(public, rsa.RSAPublicKey) and public.key_size >= LEAST_RSA) or (
        isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1)
    )
    if not fits:
        raise KeyFault(f"certificate: it is of another kind of key; {_OTHER}")
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise KeyFault("certificate: its key usage allows no signatures (digitalSignature, nonRepudiation)")


def _of(held: object, certificates: list[x509.Certificate]) -> PaperKey:
    certificate, *chain = certificates
    check_certificate(certificate)
    if not isinstance(held, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise KeyFault(f"key: it is of another kind; {_OTHER}")
    spki = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if held.public_key().public_bytes(*spki) != certificate.public_key().public_bytes(*spki):
        raise KeyFault("key: the first certificate belongs to another key; put the signer's own first")
    return PaperKey(certificate, _signing(held), tuple(chain))


def _signing(held: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> Callable[[bytes], bytes]:
    if isinstance(held, rsa.RSAPrivateKey):
        return lambda message: held.sign(message, padding.PKCS1v15(), SHA256())
    return lambda message: held.sign(message, ec.ECDSA(SHA256()))


def make_demo_key(name: str, *, at: datetime, kind: str = "p256", days: int = 3_660) -> tuple[bytes, bytes]:
    """A new key and its self-signed certificate, both PEM; the subject says that it is for demonstration.

    Args:
        name: of the issuer; cut where a certificate has no room for it.
        at: the moment from which it is good.
        kind: ``p256`` or ``rsa``.
        days: how long it is good.
    """
    made = (
        rsa.generate_private_key(public_exponent=65_537, key_size=LEAST_RSA)
        if kind == "rsa"
        else ec.generate_private_key(ec.SECP256R1())
    )
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"{DEMO_MARK} – no legal effect, 법적 효력 없음"),
            x509.NameAttribute(NameOID.COMMON_NAME, _common_name(name)),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(made.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at)
        .not_valid_after(at + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_SIGNS_ONLY, critical=True)
        .sign(made, SHA256())
    )
    key = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return key, certificate.public_bytes(Encoding.PEM)


def _common_name(name: str) -> str:
    """The mark and the name, in the 64 bytes that a certificate has for it."""
    return f"{DEMO_MARK} {name}".encode()[:64].decode(errors="ignore")


_SIGNS_ONLY = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
