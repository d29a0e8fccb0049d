"""What an organisation says of itself: kept and applied by the rule of its link, as what a checker sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.queries import centre_looking_after
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.files.sources import source_named
from sanphalang.organisations.queries import Shown, organisation
from sanphalang.organisations.to_verify import held
from sanphalang.verification.answer_forms import Sent
from sanphalang.verification.applying import lent
from sanphalang.verification.deciding import OWN_WORD
from sanphalang.verification.models import OrganisationLink, VerificationAnswer
from sanphalang.verification.own_links import actor_of, elsewhere
from sanphalang.verification.round_rules import AnswerState, Circumstances, Outcome
from sanphalang.verification.sending import answer_of, keep

MOST_WAITING = 5
"""How much one organisation may have waiting: a letter that fell into the wrong hands fills no desk."""
MOST_A_DAY = 20
"""How much may be sent by one letter on a day."""


def say(
    link: OrganisationLink,
    *,
    instance: UUID,
    outcome: str,
    revision: int,
    values: Mapping[str, Any] | None = None,
    note: str = "",
) -> VerificationAnswer:
    """Take what an organisation says of itself; the same sending again does nothing."""
    sent = Sent(
        instance=instance,
        outcome=outcome,
        seen_revision=revision,
        values=values or {},
        note=note,
        answered_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            return _said_before(link, instance) or _take(link, sent)
    except IntegrityError:  # two at once: the other one was quicker
        before = _said_before(link, instance)
        if before is None:
            raise
        return before


def own_record(link: OrganisationLink) -> Shown:
    """Return the organisation as it may see itself."""
    found = organisation(lent(OPERATOR, link.organisation.place), link.organisation_id)
    if found is None:  # merged since the link was looked up
        raise elsewhere()
    return found


def masked(text: str, *, shown: int = 2, at_end: bool = False) -> str:
    """Return a private value so that who knows it recognises it, and nobody else learns it."""
    if len(text) <= shown:
        return "•" * len(text)
    return f"••••{text[-shown:]}" if at_end else f"{text[:shown]}••••"


def _take(link: OrganisationLink, sent: Sent) -> VerificationAnswer:
    stored = held(link.organisation_id)
    if stored is None:
        raise elsewhere()
    viewer = Viewer(actor=actor_of(link))
    answer = answer_of(viewer, stored, sent, None, began=link.created_at)
    answer.link = link
    answer.waits_at = None if stored.place is None else centre_looking_after(stored.place)
    sent_today = VerificationAnswer.objects.filter(link=link, answered_on=timezone.localdate()).count()
    if sent_today >= MOST_A_DAY:
        raise Refused(_("Much was sent by this letter today. Please come back tomorrow, or ask your centre."))
    waiting = VerificationAnswer.objects.filter(organisation=stored.id, link=link, state=AnswerState.WAITING).count()
    if waiting >= MOST_WAITING:
        raise Refused(_("What was sent before waits at your centre. Please write again when it was looked at."))
    around = Circumstances(
        leaves_territory=_is_elsewhere(link, answer.waits_at),
        is_in_words=sent.outcome == Outcome.CORRECTED and not sent.values,
        changed_meanwhile=stored.revision != sent.seen_revision or stored.id != link.organisation_id,
        has_answer=waiting > 0,
    )
    keep(viewer, answer, stored, rule=link.policy, around=around, source=source_named(OWN_WORD).pk)
    return answer


def _is_elsewhere(link: OrganisationLink, centre: Centre | None) -> bool:
    """Say whether another centre looks after the organisation by now than made the rule of the link."""
    return centre is None or link.centre_id != centre.pk


def _said_before(link: OrganisationLink, instance: UUID) -> VerificationAnswer | None:
    return VerificationAnswer.objects.filter(instance=instance, link=link).first()
