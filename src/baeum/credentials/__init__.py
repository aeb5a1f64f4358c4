"""Digital credentials: what is frozen, how it is signed, how anybody checks it.

Nothing here imports a framework, asks a clock, or opens a connection; ``tools/offline_verifier.py`` puts this
same package into one file. Import from the module you need: ``snapshot`` (what is frozen), ``badge``, ``clr``
and ``certificate`` (the three renderings), ``keys`` and ``issuer``, ``status`` (what is revoked), ``verify``
(the door).
"""
