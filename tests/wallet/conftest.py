"""A learner with lines and documents, an issuer elsewhere, keys of the tests' own, and a wallet."""

from __future__ import annotations

from uuid import UUID

import pytest

from baeum.shared.clock import today
from certificates.conftest import issuer, key_folder, nari, world  # noqa: F401  the same people and keys
from certificates.lines import issued
from claims.cases import Learner
from outside.conftest import elsewhere, keys  # noqa: F401  the same issuer elsewhere

from .wallet import Wallet


@pytest.fixture
def wallet() -> Wallet:
    """A wallet that has nothing yet."""
    return Wallet()


@pytest.fixture
def document(nari: Learner) -> UUID:  # noqa: F811  the fixture
    """A learning history of Nari's two courses, issued today."""
    return issued(nari, 2, 3, on=today(), masking="open").document_id
