"""The API for institutions: clients, tokens, deposits, statements; every error a problem of RFC 9457."""
