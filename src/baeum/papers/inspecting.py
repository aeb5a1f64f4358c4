"""What a PDF is worth that somebody brings: signed by whom, as it was signed or not, and what is inside.

The signature is checked by bytes alone (``signature``). Nothing of the PDF is parsed before a signature of
somebody we trust is known to cover it, so a hostile file has nothing to attack; the work is that of one
digest of the file for each of at most eight signatures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from baeum.papers.attachments import PROOF, SNAPSHOT
from baeum.papers.inside import files_inside
from baeum.papers.keys import read_certificates
from baeum.papers.letters import paper_text
from baeum.papers.signature import Signature, holding, places
from baeum.papers.verdict import PaperOutcome, PaperReason, PaperVerdict

LARGEST = 20 * 1024 * 1024  # bytes of a file that is looked at
HEAD = 1_024  # bytes in which "%PDF-" must stand


@dataclass(frozen=True)
class TrustedSigner:
    """A certificate that the verifier trusts, with the verifier's own names for its holder.

    The certificate itself is trusted, never everything that its authority has issued. ``chain``: those above
    it, as DER, which may stand beside it in a signature.
    """

    certificate: x509.Certificate
    name_ko: str
    name_en: str
    chain: frozenset[bytes] = frozenset()


def read_trusted(pem: bytes, *, name_ko: str, name_en: str) -> TrustedSigner:
    """A signer of a PEM file: its own certificate first, then those above it. Raises KeyFault."""
    certificate, *chain = read_certificates(pem)
    return TrustedSigner(
        certificate, name_ko, name_en, frozenset(one.public_bytes(Encoding.DER) for one in chain)
    )


def inspect(pdf: bytes, *, trusted: Iterable[TrustedSigner]) -> PaperVerdict:
    """The verdict on a file. Never raises, whatever the bytes are.

    Args:
        pdf: the whole file.
        trusted: every signer whose papers are taken, with those of former years.
    """
    if len(pdf) > LARGEST:
        return _no(PaperOutcome.UNREADABLE, "paper.large", size=len(pdf), largest=LARGEST)
    if b"%PDF-" not in pdf[:HEAD]:
        return _no(PaperOutcome.UNREADABLE, "paper.not_pdf")
    if not places(pdf):
        return _no(PaperOutcome.UNSIGNED, "paper.unsigned")
    known = {one.certificate: one for one in trusted}
    signatures = list(holding(pdf))
    if not signatures:
        return _no(PaperOutcome.CHANGED, "paper.changed")
    ours = [one for one in signatures if one.certificate in known]
    if not ours:
        stated = paper_text(signatures[-1].stated[:200])
        return _no(PaperOutcome.UNKNOWN_SIGNER, "paper.unknown_signer", name=stated)
    last = max(ours, key=lambda one: one.end)
    return _ours(pdf, last, known[last.certificate])


def _ours(pdf: bytes, signature: Signature, signer: TrustedSigner) -> PaperVerdict:
    """The verdict where a signature of somebody trusted holds."""
    if not signature.others <= signer.chain:
        return _no(PaperOutcome.CHANGED, "paper.changed")  # a certificate beside it that nobody vouches for
    names = (signer.name_ko, signer.name_en)
    found, at = files_inside(pdf[: signature.end])
    certificate = signer.certificate
    since, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if at is None or at.tzinfo is None or SNAPSHOT not in found:
        return _no(PaperOutcome.OTHER, "paper.other", signer=names)
    if not since <= at <= until:
        figures = {"at": at.isoformat(), "since": since.isoformat(), "until": until.isoformat()}
        return _no(PaperOutcome.UNKNOWN_SIGNER, "paper.out_of_time", **figures)
    more = len(pdf) - signature.end
    outcome = PaperOutcome.ADDED if more else PaperOutcome.VALID
    reason = PaperReason(f"paper.{outcome}", {"signer": names} | ({"bytes": more} if more else {}))
    return PaperVerdict(
        outcome,
        (reason,),
        *names,
        signed_at=at,
        snapshot=found[SNAPSHOT],
        credentials=tuple((name, held) for name, held in found.items() if name.startswith("credential")),
        proof=found.get(PROOF),
    )


def _no(outcome: PaperOutcome, code: str, **figures: object) -> PaperVerdict:
    return PaperVerdict(outcome, (PaperReason(code, figures),))
