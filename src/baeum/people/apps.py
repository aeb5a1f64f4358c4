"""What is connected once Django is ready."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People: every sign-in is bound to its browser, whoever asks for it."""

    name = "baeum.people"

    def ready(self) -> None:
        """Import what listens to sign-ins."""
        from baeum.people import sessions  # noqa: F401
