"""Consents on paper: a centre notes what a person signed, when, on which version, and who took the paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.people.models import Person
from sanphalang.people.own_record import holding, own_record
from sanphalang.people.rules import SUBJECT
from sanphalang.people.seen import SeenPerson
from sanphalang.privacy.consents import is_minor, standings
from sanphalang.privacy.models import Consent, Notice
from sanphalang.privacy.requests import person_to_serve
from sanphalang.privacy.rules import PAPER


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a paper: for which notices, by their number, and what was decided on which day."""

    notices: Collection[int]
    given: bool
    signed_on: date
    received_by: str
    guardian_name: str = ""
    guardian_relation: str = ""
    scan_id: int | None = None
    scan_type: str = ""


def person_with_paper(viewer: Viewer, person_id: int) -> SeenPerson:
    """Return somebody whose consents the viewer notes; raise where there is nobody, or the viewer may not."""
    person = person_to_serve(viewer, person_id)
    if not policy.may(viewer, Act.PEOPLE_EDIT, person.place):
        raise Refused(_("Consents on paper are noted by the person's own centre."))
    return person


def notices_on_paper() -> dict[int, str]:
    """Return the versions of notices that a paper can bear, in words; the latest of each purpose first."""
    english = (get_language() or "th").startswith("en")
    found = Notice.objects.filter(purpose__asks_consent=True, from_day__lte=timezone.localdate())
    return {
        notice.pk: _("%(purpose)s, version %(version)s")
        % {"purpose": notice.purpose.name_en if english else notice.purpose.name_th, "version": notice.version}
        for notice in found.select_related("purpose").order_by("purpose__order", "purpose", "-version")
    }


def note_paper(viewer: Viewer, person_id: int, paper: Paper) -> bool:
    """Note what a paper says; say whether it holds, or a later decision of the person does.

    Raises :class:`Refused` where the paper cannot be: signed ahead of today, before its version was there, or by
    somebody below twenty without the guardian. The same paper noted twice is one.
    """
    person_with_paper(viewer, person_id)
    with transaction.atomic():
        holding(person_id)
        person = own_record(person_id)
        notices = list(Notice.objects.filter(pk__in=paper.notices, purpose__asks_consent=True).order_by("pk"))
        _check(person, paper, notices)
        for notice in notices:
            _note(viewer, person, paper, notice)
    now = {each.code: each.given for each in standings(person_id)}
    return all(now[notice.purpose_id] == paper.given for notice in notices)


def take_scan(viewer: Viewer, person_id: int, consent_id: int) -> Consent | None:
    """Return a consent with its scan, for who may see the person's private details; recorded as a look at them."""
    person = person_with_paper(viewer, person_id)
    if not policy.may(viewer, Act.PEOPLE_SEE_PRIVATE, person.place):
        raise Refused(_("Private details are shown to the person's own centre only."))
    kept = Consent.objects.filter(pk=consent_id, person=person_id, scan__removed_at=None).select_related("scan")
    found = kept.exclude(scan=None).first()
    if found is not None:
        with transaction.atomic():
            subject, changes = (SUBJECT, str(person_id)), {"fields": ["", "consent_scan"]}
            record(viewer.actor, "people.see_private", subject, place=person.place, changes=changes, wakes=())
    return found


def _check(person: Person, paper: Paper, notices: list[Notice]) -> None:
    if not notices:
        raise Refused(_("There is no such purpose."))
    if paper.signed_on > timezone.localdate():
        raise Refused(_("This day lies ahead. Please write the day that stands on the paper."))
    if any(paper.signed_on < notice.from_day for notice in notices):
        raise Refused(_("On that day there was no such version yet. Please look at the version on the paper."))
    has_guardian = paper.guardian_name and paper.guardian_relation
    if paper.given and is_minor(person, paper.signed_on) and not has_guardian:
        raise Refused(_("For somebody below twenty a parent or guardian has to consent. Please write who it is."))


def _note(viewer: Viewer, person: Person, paper: Paper, notice: Notice) -> None:
    moment = time.min if paper.given else time.max
    at = min(timezone.make_aware(datetime.combine(paper.signed_on, moment)), timezone.now())
    same_day = Consent.objects.filter(person=person, notice=notice, given=paper.given, channel=PAPER)
    if any(
        timezone.localdate(each.at) == paper.signed_on and paper.scan_id in (None, each.scan_id) for each in same_day
    ):
        return
    Consent.objects.create(
        person=person,
        notice=notice,
        given=paper.given,
        at=at,
        channel=PAPER,
        actor=viewer.actor,
        guardian_name=paper.guardian_name[:160],
        guardian_relation=paper.guardian_relation[:80],
        received_by=paper.received_by[:160],
        scan_id=paper.scan_id,
        scan_type=paper.scan_type,
    )
    record(
        viewer.actor,
        "privacy.give_consent" if paper.given else "privacy.withdraw_consent",
        ("consent", notice.purpose_id),
        place=person.place,
        changes={
            "person": [None, person.pk],
            "notice": [None, notice.version],
            "channel": [None, PAPER],
            "signed_on": [None, paper.signed_on.isoformat()],
            "guardian": [None, bool(paper.guardian_name)],
            "scan": [None, paper.scan_id is not None],
        },
        wakes=(),
    )
