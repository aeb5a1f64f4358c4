"""The transparency log: what was recorded, decided or issued is committed to, so that no change goes unseen.

``entering.enter`` puts a statement into the log within the caller's transaction; ``proving.proof_of`` proves
that it is there; ``baeum log`` publishes and checks. A context says what its rows state in ``statements.py``.
"""
