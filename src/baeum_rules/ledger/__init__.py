"""The learning account as arithmetic: frozen lines, their chain, what stands on a day, invariants.

No database and no clock: whoever exports an account can check it with this package alone.
"""
