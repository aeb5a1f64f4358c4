"""What is issued of an account: frozen once, rendered in signed forms, revoked, verified by anybody.

``services`` issue and revoke; ``contents`` say what stands in a document of each kind; ``rendering`` makes
the signed forms of what was frozen; ``opening`` is the door for those who have nothing but a number.
"""
