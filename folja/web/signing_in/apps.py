"""Tells Django of the door, and listens for sessions that begin."""

from django.apps import AppConfig


class SigningIn(AppConfig):
    name = "folja.web.signing_in"

    def ready(self) -> None:
        from folja.web.signing_in import sessions  # noqa: F401
