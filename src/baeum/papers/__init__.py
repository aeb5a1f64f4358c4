"""Papers: what was issued as a signed PDF that looks official, for people, and for machines inside of it.

Nothing here imports a framework, opens a connection or asks a clock. Import from the module you need:
``rendering.render`` (a snapshot becomes PDF/A-3u and PDF/UA-1), ``keys`` (the key that signs: files, PKCS#12;
``token_keys``: PKCS#11), ``signing.sign`` (PAdES), ``inspecting.inspect`` (what a stranger's PDF is worth).
"""
