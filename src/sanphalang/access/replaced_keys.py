"""The two keys of an account, its password and its second step, where others replace them.

Nobody replaces both within a week: whoever did could sign in as the person. And the person is told who replaced which,
once at the next sign-in, and by e-mail where there is a mail server.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sanphalang.access.mail import send_notice
from sanphalang.access.models import User
from sanphalang.access.policy import Refused
from sanphalang.access.queries import names_of_actors
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.ledger.models import Entry
from sanphalang.ledger.queries import entries_about
from sanphalang.web.days import day_shown

APART = timedelta(days=7)
"""How long who replaced the one key leaves the other to somebody else."""

_STEP, _LINK = "access.remove_second_factors", "access.make_password_link"
_BY_LINK, _BY_COMMAND = "access.set_password_by_link", "access.set_new_password"


def check_may_replace_password(actor: Viewer, user_id: int) -> None:
    """Raise :class:`Refused` for who took the second step of the account away lately."""
    if _did_lately(actor, user_id, _STEP):
        raise Refused(
            _(
                "You took the second step of this account away within the last seven days. So that nobody replaces "
                "both, the password is helped by another colleague or the national team."
            )
        )


def check_may_take_second_step(actor: Viewer, user_id: int) -> None:
    """Raise :class:`Refused` for who made a link for a new password of the account, or the password, lately."""
    if _did_lately(actor, user_id, _LINK, _BY_COMMAND):
        raise Refused(
            _(
                "You helped with the password of this account within the last seven days. So that nobody replaces "
                "both, the second step is taken away by another colleague or the national team."
            )
        )


def tell_at_sign_in(request: HttpRequest, user: User, since: datetime | None) -> None:
    """Say on the next page what others replaced since the last sign-in."""
    told = entries_about("user", str(user.pk)).filter(at__gt=since or user.created_at)
    entries = list(told.filter(verb__in=(_STEP, _BY_LINK, _BY_COMMAND)).order_by("id"))
    for entry in entries:
        if sentence := _sentence(entry):
            messages.warning(request, f"{sentence} {_if_not_asked_for()}")


def tell_by_mail(user: User, entry: Entry) -> None:
    """Send the same to the mailbox of the account, where there is a mail server."""
    with translation.override("th"):
        if sentence := _sentence(entry):
            send_notice(user, f"{sentence} {_if_not_asked_for()}")


def _did_lately(actor: Viewer, user_id: int, *verbs: str) -> bool:
    if actor.is_operator:
        return False  # whoever sits at the machine holds everything that is on it
    done = entries_about("user", str(user_id)).filter(verb__in=verbs, actor=actor.actor)
    return done.filter(at__gt=timezone.now() - APART).exists()


def _sentence(entry: Entry) -> str:
    """Return what somebody else did; nothing for what the person did alone."""
    actor = entry.changes["made_by"][-1] if entry.verb == _BY_LINK else entry.actor
    if actor == "mail":
        return ""
    told = {"who": _who(actor), "day": day_shown(entry.at)}
    if entry.verb == _STEP:
        return _("%(who)s took the second step of your account away on %(day)s.") % told
    if entry.verb == _LINK:
        return _("On %(day)s %(who)s made a link with which a new password of your account can be chosen.") % told
    if entry.verb == _BY_LINK:
        return _("The password of your account was replaced on %(day)s with a link that %(who)s made.") % told
    return _("%(who)s replaced the password of your account on %(day)s.") % told


def _who(actor: str) -> str:
    if actor == OPERATOR.actor:
        return _("The operator of the installation")
    return names_of_actors({actor}).get(actor) or actor


def _if_not_asked_for() -> str:
    return _("If you did not ask for it, please tell the national team at once.")
