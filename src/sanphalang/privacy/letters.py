"""The letter that brings somebody the link and the code: always in Thai, on paper or by e-mail."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sanphalang.access.mail import mail_is_configured
from sanphalang.people.own_record import own_record
from sanphalang.people.seen import SeenPerson
from sanphalang.privacy.links import NewLink
from sanphalang.privacy.own_page import centre_of
from sanphalang.web.qr import qr_code

_log = logging.getLogger(__name__)


def can_be_sent(person_id: int) -> bool:
    """Say whether a letter to this person can go by e-mail."""
    return mail_is_configured() and bool(own_record(person_id).email)


def letter_of(request: HttpRequest, made: NewLink, person: SeenPerson) -> dict[str, Any]:
    """Return what a letter says, and the letter drawn."""
    url = request.build_absolute_uri(reverse("privacy:open", args=[made.token]))
    with translation.override("th"):
        letter: dict[str, Any] = {
            "name": person.name,
            "url": url,
            "qr_code": qr_code(url, _("The same address as a QR code")),
            "code": made.code,
            "code_page": request.build_absolute_uri(reverse("privacy:me")),
            "expires": made.link.expires_at,
            "today": timezone.localdate(),
            "centre": centre_of(own_record(person.id)),
        }
        drawn: SafeString = render_to_string("privacy/letter.html", letter)
    return letter | {"drawn": drawn}


def send_letter(made: NewLink, letter: dict[str, Any]) -> bool:
    """Send the link by e-mail, where there is a server and an address; say whether the server took it."""
    address = own_record(made.link.person_id).email
    if not address or not mail_is_configured():
        return False
    with translation.override("th"):
        subject, text = _("Your page at Sanphalang"), render_to_string("privacy/letter.txt", letter)
    try:
        return send_mail(subject, text, None, [address]) == 1
    except (OSError, SMTPException) as problem:
        _log.warning("a personal link could not be sent by e-mail: %s", type(problem).__name__)
        return False
