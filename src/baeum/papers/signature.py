"""A PDF signature, found and checked by its bytes alone.

A signature of a PDF covers all bytes but its own place, and the numbers of that place stand in what is
covered. So nothing of a stranger's PDF has to be understood to know whether a signature holds: no object, no
stream, no table of it is read. What is read is the CMS structure in that place, of limited size. It is read
strictly: whatever no signature covers must stand there as every writer writes it, so that no byte of the
file can change unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from asn1crypto import cms, tsp  # tsp teaches cms the attribute that names the certificate
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

MOST_SIGNATURES = 8
LARGEST_PLACE = 256 * 1024  # letters of hexadecimal
MOST_CERTIFICATES = 10
MOST_DEPTH = 30
_RANGE = re.compile(
    rb"/ByteRange\s{0,8}\[\s{0,8}(\d{1,10})\s{1,8}(\d{1,10})\s{1,8}(\d{1,10})\s{1,8}(\d{1,10})\s{0,8}\]"
)
_HEXADECIMAL = re.compile(rb"<([0-9a-f]+|[0-9A-F]+)>")
# the algorithms as DER, with and without the empty parameter, as RFC 5754 allows them
_SHA256 = (bytes.fromhex("300b0609608648016503040201"), bytes.fromhex("300d06096086480165030402010500"))
_SIGNED_BY = {
    "ec": (bytes.fromhex("300a06082a8648ce3d040302"),),
    "rsa": (
        bytes.fromhex("300d06092a864886f70d01010b0500"),
        bytes.fromhex("300d06092a864886f70d0101010500"),
    ),
}


@dataclass(frozen=True)
class Signature:
    """A signature that holds for the bytes before ``end``, by the key of ``certificate``."""

    certificate: x509.Certificate
    stated: str  # the name in the certificate, which anybody can make up
    others: frozenset[bytes]  # the other certificates in it, as DER
    end: int


class _Broken(Exception):
    """A signature does not hold, or is not written as it must be."""


# the ways in which asn1crypto and cryptography say that something cannot be read
_UNREADABLE = (
    _Broken,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    InvalidSignature,
    UnsupportedAlgorithm,
)


def places(pdf: bytes) -> list[tuple[int, int, int]]:
    """Where signatures say they are: (begin of the place, end of the place, end of what is covered)."""
    found = []
    for match in islice(_RANGE.finditer(pdf), MOST_SIGNATURES):
        start, first, second, rest = map(int, match.groups())
        end = second + rest
        covered = match.end() <= first or second <= match.start() < match.end() <= end
        if start == 0 and covered and first < second and end <= len(pdf):
            found.append((first, second, end))
        else:
            found.append((0, 0, 0))  # no place at all: it holds for nothing
    return found


def holding(pdf: bytes) -> Iterator[Signature]:
    """The signatures that hold, in the order of the file."""
    for first, second, end in places(pdf):
        try:
            yield _checked(pdf, first, second, end)
        except _UNREADABLE:
            continue


def _checked(pdf: bytes, first: int, second: int, end: int) -> Signature:
    if not 0 < second - first <= LARGEST_PLACE:
        raise _Broken("place")
    written = _HEXADECIMAL.fullmatch(pdf, first, second)
    if written is None or len(written[1]) % 2:
        raise _Broken("place")
    held = bytes.fromhex(written[1].decode())
    size = _element(held, 0, len(held), 0)
    if held[size:].strip(b"\0"):
        raise _Broken("cms")
    content = cms.ContentInfo.load(held[:size])
    if content["content_type"].native != "signed_data":
        raise _Broken("cms")
    view = memoryview(pdf)
    digest = sha256(view[:first])
    digest.update(view[second:end])
    return _signed(content["content"], digest.digest(), end)


def _element(der: bytes, at: int, end: int, depth: int) -> int:
    """Where the element at a place ends, with all inside; _Broken where a length is not as DER writes it."""
    if at + 2 > end or depth > MOST_DEPTH or der[at] == 0 or der[at] & 0x1F == 0x1F:
        raise _Broken("der")
    length, start = der[at + 1], at + 2
    if length >= 0x80:
        start += length & 0x7F
        length = int.from_bytes(der[at + 2 : start])
        if not at + 2 < start <= end or length < 0x80 or der[at + 2] == 0:
            raise _Broken("der")
    if start + length > end:
        raise _Broken("der")
    if der[at] & 0x20:  # made of others
        inside = start
        while inside < start + length:
            inside = _element(der, inside, start + length, depth + 1)
    return start + length


def _signed(data: cms.SignedData, digest: bytes, end: int) -> Signature:
    """The one signer of the structure, whose signature covers the digest."""
    held = [one.dump() for one in data["certificates"]]
    alone = (
        data["version"].native == "v1"
        and len(data["signer_infos"]) == 1
        and 1 <= len(held) <= MOST_CERTIFICATES
        and not data["crls"].native
        and [one.dump() in _SHA256 for one in data["digest_algorithms"]] == [True]
        and data["encap_content_info"].dump() == bytes.fromhex("300b06092a864886f70d010701")
    )
    signer = data["signer_infos"][0]
    if not alone or signer["version"].native != "v1" or signer["digest_algorithm"].dump() not in _SHA256:
        raise _Broken("form")
    if not all(one["type"].native == "signature_time_stamp_token" for one in signer["unsigned_attrs"] or ()):
        raise _Broken("attributes that nobody signed")
    attributes = {one["type"].native: one["values"] for one in signer["signed_attrs"]}
    if len(attributes) != len(signer["signed_attrs"]) or any(len(one) != 1 for one in attributes.values()):
        raise _Broken("attributes twice")
    if attributes["content_type"][0].native != "data" or attributes["message_digest"][0].native != digest:
        raise _Broken("digest")
    der = _of_signer(signer, held, attributes)
    certificate = x509.load_der_x509_certificate(der)
    _verify(certificate, signer)
    return Signature(certificate, _stated(certificate), frozenset(one for one in held if one != der), end)


def _stated(certificate: x509.Certificate) -> str:
    """The name of its holder, or all that stands there where it has none."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def _of_signer(signer: cms.SignerInfo, held: list[bytes], attributes: dict[str, cms.SetOfAny]) -> bytes:
    """The signer's certificate: named by the signature, and by its digest in what is signed."""
    named: tsp.ESSCertIDv2 = attributes["signing_certificate_v2"][0]["certs"][0]
    if named["hash_algorithm"].native["algorithm"] != "sha256":
        raise _Broken("digest of the certificate")
    for der in held:
        if sha256(der).digest() == named["cert_hash"].native:
            read = cms.Certificate.load(der)
            identifier = signer["sid"].chosen
            same = (
                signer["sid"].name == "issuer_and_serial_number"
                and identifier["issuer"].dump() == read.issuer.dump()
                and identifier["serial_number"].native == read.serial_number
            )
            if same:
                return der
    raise _Broken("certificate")


def _verify(certificate: x509.Certificate, signer: cms.SignerInfo) -> None:
    algorithm, value = signer["signature_algorithm"].dump(), signer["signature"].native
    message = signer["signed_attrs"].untag().dump()
    public = certificate.public_key()
    if isinstance(public, ec.EllipticCurvePublicKey) and algorithm in _SIGNED_BY["ec"]:
        public.verify(value, message, ec.ECDSA(SHA256()))
    elif isinstance(public, rsa.RSAPublicKey) and algorithm in _SIGNED_BY["rsa"]:
        public.verify(value, message, padding.PKCS1v15(), SHA256())
    else:
        raise _Broken("algorithm")
