"""How the site is put together: one settings file, the environment on top."""
