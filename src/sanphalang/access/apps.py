"""Django's handle on the room."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out


class AccessConfig(AppConfig):
    """The room ``access``."""

    name = "sanphalang.access"
    label = "access"

    def ready(self) -> None:
        """A timed session of the national team ends with the sign-out of its browser."""
        from sanphalang.access.staff_sessions import end_at_sign_out

        user_logged_out.connect(end_at_sign_out, dispatch_uid="end the staff session")
