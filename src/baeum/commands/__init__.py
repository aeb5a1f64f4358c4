"""One module per command of ``baeum``: ``describe(parser)`` and ``run(arguments) -> exit code``.

A command's module is imported only when it is called, so that each starts as fast as what it needs.
"""
