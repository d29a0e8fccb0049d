"""Sending an invitation by e-mail where the installation has a mail server; elsewhere nothing is sent."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from sanphalang.access.models import Invitation

_log = logging.getLogger(__name__)


def mail_is_configured() -> bool:
    """Say whether the installation knows a mail server."""
    return bool(settings.MAIL_IS_CONFIGURED)


def send_invitation(invitation: Invitation, letter: dict[str, object]) -> bool:
    """Send the link to the invited address, in Thai; return whether the mail server took it."""
    if not invitation.email or not mail_is_configured():
        return False
    with translation.override("th"):
        subject = _("Invitation to Sanphalang")
        text = render_to_string("access/invitation_mail.txt", letter)
    try:
        return send_mail(subject, text, None, [invitation.email]) == 1
    except (OSError, SMTPException) as problem:
        # The kind of the problem alone: what a server answers may hold the address.
        _log.warning("an invitation could not be sent by e-mail: %s", type(problem).__name__)
        return False
