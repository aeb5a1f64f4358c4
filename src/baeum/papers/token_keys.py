"""A key that signs papers and never leaves its token (PKCS#11: a module, a card, SoftHSM).

Needs ``python-pkcs11`` (the extra ``token``). The certificate is given as PEM: it is public, and tokens have
their own ways to keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from baeum.papers.keys import KeyFault, PaperKey, check_certificate, read_certificates

_PROBE = b"baeum: does this key belong to this certificate?"


@contextmanager
def open_token(module: str, *, token: str, pin: str, key: str, certificates: bytes) -> Iterator[PaperKey]:
    """The key of a token while its session is open.

    Args:
        module: path of the PKCS#11 library of the token's maker.
        token: label of the token.
        pin: of its user.
        key: label of the private key.
        certificates: PEM; the signer's first, then those above it.

    Raises KeyFault where the library, the token, the key or the PIN is not as told, or where the certificate
    belongs to another key.
    """
    import pkcs11  # only where a token is used

    certificate, *chain = read_certificates(certificates)
    check_certificate(certificate)
    try:
        session = pkcs11.lib(module).get_token(token_label=token).open(user_pin=pin)
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise KeyFault(f"token {token}: it cannot be opened ({type(error).__name__}: {error})") from None
    with session:
        try:
            private = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=key)
        except pkcs11.PKCS11Error as error:
            raise KeyFault(f"token {token}: no key {key} ({type(error).__name__})") from None
        opened = PaperKey(certificate, _signing(private, certificate.public_key()), tuple(chain))
        _belongs(opened)
        yield opened


def _signing(private: Any, public: object) -> Callable[[bytes], bytes]:
    from pkcs11 import Mechanism

    if isinstance(public, rsa.RSAPublicKey):
        return lambda message: bytes(private.sign(message, mechanism=Mechanism.SHA256_RSA_PKCS))

    def sign(message: bytes) -> bytes:
        """The token gives both numbers, one after the other; a PDF wants them as DER."""
        both = bytes(private.sign(sha256(message).digest(), mechanism=Mechanism.ECDSA))
        half = len(both) // 2
        return encode_dss_signature(int.from_bytes(both[:half]), int.from_bytes(both[half:]))

    return sign


def _belongs(key: PaperKey) -> None:
    public = key.certificate.public_key()
    try:
        value = key.sign(_PROBE)
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(value, _PROBE, padding.PKCS1v15(), SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(value, _PROBE, ec.ECDSA(SHA256()))
    except InvalidSignature:
        raise KeyFault("token: the first certificate belongs to another key") from None
