"""The transparency log: what was decided, entered or issued is committed to, so that nobody can change it unseen.

``entering.enter`` puts a statement into the log within the caller's transaction; ``proving.proof_of`` proves that
it is there; ``baeum log`` publishes and checks. Other contexts say what their rows state in ``statements.py``.
"""
