"""Sending e-mail where the installation has a mail server; elsewhere nothing is sent. All of it is in Thai."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from sanphalang.access.models import Invitation, User

_log = logging.getLogger(__name__)


def mail_is_configured() -> bool:
    """Say whether the installation knows a mail server."""
    return bool(settings.MAIL_IS_CONFIGURED)


def send_invitation(invitation: Invitation, letter: dict[str, object]) -> bool:
    """Send the link to the invited address; return whether the mail server took it."""
    with translation.override("th"):
        subject = _("Invitation to Sanphalang")
        text = render_to_string("access/invitation_mail.txt", letter)
    return _sent("an invitation", invitation.email, subject, text)


def send_password_link(user: User, link: str) -> bool:
    """Send a link for a new password to the account's own address; return whether the mail server took it."""
    with translation.override("th"):
        subject = _("New password for Sanphalang")
        text = render_to_string("access/password_mail.txt", {"account": user, "link": link})
    return _sent("a link for a new password", user.email, subject, text)


def send_no_account(email: str) -> bool:
    """Tell an address at which there is no account that somebody asked for a new password."""
    with translation.override("th"):
        subject = _("New password for Sanphalang")
        text = render_to_string("access/no_account_mail.txt", {})
    return _sent("an answer", email, subject, text)


def send_notice(user: User, sentence: str) -> bool:
    """Tell an account what others changed of it; return whether the mail server took it."""
    with translation.override("th"):
        subject = _("Your account in Sanphalang")
        text = render_to_string("access/notice_mail.txt", {"account": user, "sentence": sentence})
    return _sent("a notice", user.email, subject, text)


def _sent(what: str, email: str, subject: str, text: str) -> bool:
    if not email or not mail_is_configured():
        return False
    try:
        return send_mail(subject, text, None, [email]) == 1
    except (OSError, SMTPException) as problem:
        # The kind of the problem alone: what a server answers may hold the address.
        _log.warning("%s could not be sent by e-mail: %s", what, type(problem).__name__)
        return False
