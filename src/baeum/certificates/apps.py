"""What is connected once Django is ready."""

from __future__ import annotations

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """Issued documents: what comes back from elsewhere is known again."""

    name = "baeum.certificates"

    def ready(self) -> None:
        """Ask us, where something from elsewhere is looked at."""
        from baeum.certificates.returning import lines_of_ids
        from baeum.outside.own import recognise

        recognise(lines_of_ids)
