"""Synthetic Korea: learners and records with the marginals of ``marginals.toml``, for anyone to repeat (docs).

Nothing here decides; nothing that decides imports it. Needs numpy and pyarrow (the extra ``batch``).
"""

from __future__ import annotations
