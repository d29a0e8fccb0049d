"""Consents: for each purpose given and withdrawn as easily, each time with the version of the notice that was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanphalang.access.policy import Refused
from sanphalang.ledger.actions import record
from sanphalang.people.models import Person
from sanphalang.people.own_record import holding
from sanphalang.privacy.models import Consent, Notice, Purpose
from sanphalang.privacy.rules import PAPER, Basis, age, guardian_alone, needs_guardian


@dataclass(frozen=True, slots=True)
class Standing:
    """A purpose with its notice in the reader's language, and where a person stands to it."""

    code: str
    name: str
    text: str
    version: int
    basis: Basis
    asks_consent: bool
    keep_days: int
    given: bool = False
    since: datetime | None = None
    until: date | None = None
    has_run_out: bool = False
    is_on_paper: bool = False
    received_by: str = ""
    scan_of: int | None = None
    """The consent whose paper was scanned."""


def purposes() -> list[Standing]:
    """Return all purposes with the notices in force, as everybody may read them."""
    return [_standing(purpose, notice, None) for purpose, notice in _in_force()]


def standings(person_id: int) -> list[Standing]:
    """Return all purposes with where the person stands; two queries."""
    latest: dict[str, Consent] = {}
    for consent in Consent.objects.filter(person=person_id).select_related("notice").order_by("at", "id"):
        latest[consent.notice.purpose_id] = consent
    return [_standing(purpose, notice, latest.get(purpose.pk)) for purpose, notice in _in_force()]


def has_consented(person_id: int, purpose: str) -> bool:
    """Say whether the person's consent to a purpose is in force now."""
    return any(each.given for each in standings(person_id) if each.code == purpose)


def is_minor(person: Person, on: date | None = None) -> bool:
    """Say whether a parent or guardian has to consent with the person, or for it; today, or on another day."""
    return needs_guardian(_age(person, on))


def is_child(person: Person) -> bool:
    """Say whether the guardian alone consents."""
    return guardian_alone(_age(person))


def give_consent(
    person: Person, purpose: str, *, actor: str, channel: str, guardian_name: str = "", guardian_relation: str = ""
) -> None:
    """Note that the person consents. Raises :class:`Refused` for a minor without the guardian's name and relation."""
    if is_minor(person) and not (guardian_name.strip() and guardian_relation.strip()):
        raise Refused(_("For somebody below twenty a parent or guardian has to consent. Please write who it is."))
    _note(person, purpose, True, actor, channel, guardian_name.strip(), guardian_relation.strip())


def withdraw_consent(person: Person, purpose: str, *, actor: str, channel: str) -> None:
    """Note that the person no longer consents; nobody is asked for a reason."""
    _note(person, purpose, False, actor, channel)


def withdraw_all(person: Person, *, actor: str, channel: str) -> int:
    """Withdraw whatever is in force; return how much that was."""
    in_force = [each for each in standings(person.pk) if each.given]
    with transaction.atomic():
        for each in in_force:
            withdraw_consent(person, each.code, actor=actor, channel=channel)
    return len(in_force)


def _note(
    person: Person, purpose: str, given: bool, actor: str, channel: str, guardian: str = "", relation: str = ""
) -> None:
    with transaction.atomic():
        holding(person.pk)
        known = {each.code: each for each in standings(person.pk) if each.asks_consent}
        if purpose not in known:
            raise Refused(_("There is no such purpose."))
        if known[purpose].given == given:
            return
        notice = Notice.objects.get(purpose=purpose, version=known[purpose].version)
        Consent.objects.create(
            person=person,
            notice=notice,
            given=given,
            channel=channel,
            actor=actor,
            guardian_name=guardian[:160],
            guardian_relation=relation[:80],
        )
        record(
            actor,
            "privacy.give_consent" if given else "privacy.withdraw_consent",
            ("consent", purpose),
            place=person.place,
            changes={
                "person": [None, person.pk],
                "notice": [None, notice.version],
                "channel": [None, channel],
                "guardian": [None, bool(guardian)],
            },
            wakes=(),
        )


def _in_force() -> Iterable[tuple[Purpose, Notice]]:
    today = timezone.localdate()
    latest: dict[str, Notice] = {}
    for notice in Notice.objects.filter(from_day__lte=today).select_related("purpose").order_by("version"):
        latest[notice.purpose_id] = notice
    return sorted(
        ((notice.purpose, notice) for notice in latest.values()), key=lambda pair: (pair[0].order, pair[0].code)
    )


def _standing(purpose: Purpose, notice: Notice, consent: Consent | None) -> Standing:
    english = (get_language() or "th").startswith("en")
    ends = None
    if consent is not None and consent.given:
        ends = timezone.localdate(consent.at) + timedelta(days=purpose.keep_days)
    has_run_out = ends is not None and ends < timezone.localdate()
    return Standing(
        code=purpose.code,
        name=purpose.name_en if english else purpose.name_th,
        text=notice.text_en if english else notice.text_th,
        version=notice.version,
        basis=Basis(purpose.basis),
        asks_consent=purpose.asks_consent,
        keep_days=purpose.keep_days,
        given=ends is not None and not has_run_out,
        since=consent.at if consent else None,
        until=ends,
        has_run_out=has_run_out,
        is_on_paper=consent is not None and consent.channel == PAPER,
        received_by=consent.received_by if consent else "",
        scan_of=consent.pk if consent is not None and consent.scan_id is not None else None,
    )


def _age(person: Person, on: date | None = None) -> int | None:
    return age(person.birth_date, person.birth_year, on or timezone.localdate())
