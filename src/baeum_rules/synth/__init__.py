"""Synthetic Korea: learners and records drawn by ``marginals.toml``, the same for anyone who repeats it.

Nothing here decides, and nothing that decides imports it. Needs numpy and pyarrow (the extra ``batch``);
what is drawn from what: docs/reference/synth.md.
"""

from __future__ import annotations
