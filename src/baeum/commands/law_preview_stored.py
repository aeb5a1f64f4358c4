"""The decisions that the site stores, for ``baeum law preview``."""

from __future__ import annotations

from baeum.commands.audit_input import Inputs


def stored() -> Inputs:
    raise NotImplementedError
