"""Decides: facts in, decision out, with its reasons. No framework, no database, no clock, no network."""
