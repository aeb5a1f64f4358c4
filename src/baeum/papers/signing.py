"""Signing a paper: PAdES B-B, by pyHanko, as a certification that allows no change afterwards.

The key is held by a signer of our own: pyHanko's reads it anew for each signature, and signs twice to learn
how long a signature is.
"""

from __future__ import annotations

import io
from collections.abc import Coroutine
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from baeum.papers.keys import KeyFault, PaperKey

if TYPE_CHECKING:
    from pyhanko.sign.signers.pdf_cms import Signer

FIELD = "Signature"
SAID = "전자서명 / Electronic signature"  # what a screen reader says of the field
_BESIDE_CERTIFICATES = 1_400  # bytes of a CMS signature without certificates and without the signature itself


def sign(pdf: bytes, key: PaperKey, *, at: datetime) -> bytes:
    """The paper of ``render`` with a signature over all of its bytes.

    Args:
        pdf: unsigned, as ``render`` made it.
        key: the operator's.
        at: the moment of signing, with its time zone; it stands in the signature.

    Raises KeyFault where the certificate is not good at that moment.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
    from pyhanko.sign.signers.pdf_byterange import SignatureObject

    _good(key.certificate, at)
    # PDF/A wants a line end after %%EOF before the first object of the next revision, and typst writes none
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf if pdf.endswith(b"\n") else pdf + b"\n"))
    _tab_order(writer)
    field = SigFieldSpec(
        FIELD,
        # PDF/A forbids a hidden annotation and PDF/UA one on the page without a tag: so it is beside the page
        invis_sig_settings=InvisSigSettings(set_print_flag=True, box_out_of_bounds=True),
        readable_field_name=SAID,
    )
    steps = PdfCMSEmbedder(new_field_spec=field).write_cms(field_name=FIELD, writer=writer)
    next(steps)
    placeholder = SignatureObject(
        timestamp=at, subfilter=SigSeedSubFilter.PADES, bytes_reserved=_reserved(key)
    )
    steps.send(
        SigObjSetup(
            sig_placeholder=placeholder,
            mdp_setup=SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES),
        )
    )
    digest, output = steps.send(SigIOSetup(md_algorithm="sha256", in_place=True))
    steps.send(
        _done(_signer(key).async_sign(digest.document_digest, digest_algorithm="sha256", use_pades=True))
    )
    return bytes(output.getvalue())


def _good(certificate: x509.Certificate, at: datetime) -> None:
    if at.tzinfo is None:
        raise ValueError("at: the moment of signing needs its time zone")
    since, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not since <= at <= until:
        raise KeyFault(f"certificate: it is good from {since} to {until}, not at {at}; a new one is needed")


def _tab_order(writer: Any) -> None:
    """PDF/UA: a page with an annotation says in which order they are reached; the field is on the first."""
    from pyhanko.pdf_utils import generic

    page = writer.find_page_for_modification(0)[0].get_object()
    page[generic.pdf_name("/Tabs")] = generic.pdf_name("/S")


def _reserved(key: PaperKey) -> int:
    """Letters of hexadecimal for the CMS signature: enough, and the same for each paper of a key."""
    certificates = sum(len(one.public_bytes(Encoding.DER)) for one in (key.certificate, *key.chain))
    names = len(key.certificate.issuer.public_bytes())
    return 2 * (_BESIDE_CERTIFICATES + certificates + 2 * names + key.certificate.public_key().key_size // 8)  # type: ignore[union-attr]


@lru_cache(maxsize=16)
def _signer(key: PaperKey) -> Signer:
    from asn1crypto import cms
    from asn1crypto import x509 as asn1
    from asn1crypto.algos import SignedDigestAlgorithm
    from pyhanko.sign.general import as_signing_certificate_v2
    from pyhanko.sign.signers.pdf_cms import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class Holding(Signer):
        """Signs with the key it was given, what PAdES B-B wants signed; none of it waits for anything."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
            return key.sign(data)

        async def signed_attrs(self, data_digest: bytes, digest_algorithm: str, *_: Any, **__: Any) -> Any:
            mechanism = self.get_signature_mechanism_for_digest(digest_algorithm)
            protected = {
                "digest_algorithm": {"algorithm": digest_algorithm},
                "signature_algorithm": mechanism,
            }
            return cms.CMSAttributes(
                [
                    cms.CMSAttribute({"type": "content_type", "values": ("data",)}),
                    cms.CMSAttribute({"type": "message_digest", "values": (data_digest,)}),
                    cms.CMSAttribute({"type": "cms_algorithm_protection", "values": (protected,)}),
                    cms.CMSAttribute({"type": "signing_certificate_v2", "values": (certificate_id,)}),
                ]
            )

        async def unsigned_attrs(self, *_: Any, **__: Any) -> None:
            return None

    held = [asn1.Certificate.load(one.public_bytes(Encoding.DER)) for one in (key.certificate, *key.chain)]
    certificate_id = as_signing_certificate_v2(held[0])
    known = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    known.register_multiple(held[1:])  # pyHanko puts the signer's own beside them
    algorithm = "sha256_rsa" if key.rsa else "sha256_ecdsa"
    return Holding(
        signing_cert=held[0],
        cert_registry=known,
        signature_mechanism=SignedDigestAlgorithm({"algorithm": algorithm}),
    )


def _done(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine that never waits, so that it needs no event loop and works inside of one."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    raise RuntimeError("pyHanko waited for something while signing")
