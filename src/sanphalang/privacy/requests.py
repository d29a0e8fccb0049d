"""Requests about the own data: opened by the person or by the centre for it, served from a queue with a deadline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.people.actions import ChangedMeanwhileError, NoSuchPersonError
from sanphalang.people.models import Person
from sanphalang.people.own_record import actor_of, holding, own_record
from sanphalang.people.seen import SeenPerson, person_seen, persons_seen
from sanphalang.places.queries import within
from sanphalang.privacy.consents import withdraw_all
from sanphalang.privacy.erasing import erase
from sanphalang.privacy.lists import Left
from sanphalang.privacy.models import Request
from sanphalang.privacy.rules import REQUEST, Ground, Kind, State, due_on
from sanphalang.privacy.texts import ToRead, decide, to_read
from sanphalang.privacy.waiting import decide_again, to_read_again


class NoSuchRequestError(Exception):
    """There is no request with this number that the viewer may know of."""


class AskedBy(StrEnum):
    """Who put a request into the queue."""

    PERSON = "person"
    COLLEAGUE = "colleague"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a viewer may see it; ``name`` is empty where the person is erased."""

    id: int
    kind: Kind
    number: int
    name: str
    has_person: bool
    asked: str
    opened_at: datetime
    due_on: date
    state: State
    closed_at: datetime | None
    ground: str
    answer: str
    may_serve: bool
    waits_again: bool
    """Whether something of somebody erased already waits for a decision."""
    asked_by: AskedBy
    needs_another: bool
    """Whether a colleague has to erase who did not note the request: a second pair of eyes."""

    @property
    def days_left(self) -> int:
        """How many days there still are for an answer; negative when the day has passed."""
        return (self.due_on - timezone.localdate()).days

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state is State.OPEN


def open_own(person: Person, kind: Kind, *, actor: str, asked: str = "") -> Request:
    """Open a request of a person who is here; one of the same kind that waits is returned instead of a second one."""
    with transaction.atomic():
        holding(person.pk)
        waiting = Request.objects.filter(person=person, kind=kind, state=State.OPEN).first()
        if waiting is not None:
            if asked:
                waiting.asked = f"{waiting.asked}\n{asked}".strip()
            if actor == actor_of(person.pk):  # asked for by the person now, whoever noted it before
                waiting.opened_by = actor
            waiting.save(update_fields=["asked", "opened_by"])
            return waiting
        request = Request.objects.create(
            kind=kind,
            person=person,
            number=person.pk,
            place=person.place,
            asked=asked,
            opened_by=actor,
            due_on=due_on(kind, timezone.localdate()),
        )
        _record(actor, "privacy.open_request", request)
    return request


def person_to_serve(viewer: Viewer, person_id: int) -> SeenPerson:
    """Return somebody whose requests the viewer serves; raise where there is nobody, or the viewer may not."""
    person = person_seen(viewer, person_id)
    if person is None:
        raise NoSuchPersonError(person_id)
    if not policy.may(viewer, Act.REQUESTS_SERVE, person.place):
        raise Refused(_("Requests are served by the person's own centre."))
    return person


def open_for(viewer: Viewer, person_id: int, *, kind: Kind, asked: str) -> Request:
    """Open a request of somebody who came, called or wrote."""
    person_to_serve(viewer, person_id)
    return open_own(own_record(person_id), kind, actor=viewer.actor, asked=asked)


def take_back(person: Person, request_id: int, *, actor: str) -> None:
    """Take an own request back that still waits."""
    with transaction.atomic():
        request = Request.objects.select_for_update().filter(pk=request_id, person=person, state=State.OPEN).first()
        if request is not None:
            _close(request, State.TAKEN_BACK, actor)
            _record(actor, "privacy.take_request_back", request)


def own_requests(person_id: int) -> list[Asked]:
    """Return what a person asked for, the latest first."""
    rows = Request.objects.filter(person=person_id).order_by("-id")
    return [_asked(row, "", may_serve=False) for row in rows]


def may_read_requests(viewer: Viewer) -> bool:
    """Say whether the viewer reads the requests of any place."""
    return policy.may_anywhere(viewer, Act.REQUESTS_READ)


def queue(viewer: Viewer, *, waiting: bool) -> QuerySet[Request]:
    """Return the requests of the viewer's territory: those that wait by their day, or those that were answered."""
    found = Request.objects.filter(_in(viewer)).select_related("person")
    if waiting:
        return found.filter(state=State.OPEN).order_by("due_on", "id")
    return found.exclude(state=State.OPEN).order_by("-closed_at", "-id")


def waiting_by_places() -> dict[int | None, int]:
    """Return how many requests wait, by place; for who sees how centres do."""
    rows = Request.objects.filter(state=State.OPEN).order_by().values_list("place")
    return dict(rows.annotate(n=Count("id")))


def shown(viewer: Viewer, rows: Iterable[Request]) -> list[Asked]:
    """Return requests with the names that the viewer may read; one query."""
    rows = list(rows)
    names = persons_seen(viewer, (row.person_id for row in rows if row.person_id))
    return [
        _asked(
            row,
            names[row.person_id].name if row.person_id in names else "",
            may_serve=policy.may(viewer, Act.REQUESTS_SERVE, _place(row)),
            needs_another=_needs_another(viewer, row),
        )
        for row in rows
    ]


def one(viewer: Viewer, request_id: int) -> Asked:
    """Return one request, or raise :class:`NoSuchRequestError`."""
    found = Request.objects.filter(_in(viewer), pk=request_id).select_related("person").first()
    if found is None:
        raise NoSuchRequestError(request_id)
    return shown(viewer, [found])[0]


def mark_served(viewer: Viewer, request_id: int, *, answer: str = "") -> None:
    """Say that a copy was handed over, or that the record was corrected."""
    with transaction.atomic():
        request = _to_serve(viewer, request_id)
        if request.kind == Kind.ERASURE and (request.person_id is not None or request.found):
            raise Refused(_("An erasure is done when the person is erased."))
        _serve(viewer, request, answer)


def withdraw_for(viewer: Viewer, request_id: int) -> None:
    """Withdraw all consents, as the person asked."""
    with transaction.atomic():
        request = _to_serve(viewer, request_id, Kind.WITHDRAWAL)
        if request.person is not None:
            withdraw_all(request.person, actor=viewer.actor, channel="centre")
        _serve(viewer, request, "")


def erase_person(
    viewer: Viewer, request_id: int, *, decided: Mapping[str, str] | None = None, seen: str | None = None
) -> None:
    """Erase the person who asked for it; this cannot be undone.

    ``seen`` is :func:`seen_of` the request when the question was asked: whoever has read one record does not erase
    another with which it was merged meanwhile. Raises :class:`ChangedMeanwhileError`.

    ``decided`` says by key what becomes of each text and paper that may tell of the person. Raises
    :class:`~.texts.UndecidedError` as long as it leaves one out: nobody is told that all is gone while it is not.
    """
    with transaction.atomic():
        request = _to_serve(viewer, request_id, Kind.ERASURE)
        check_may_erase(viewer, _shown_to(viewer, request))
        if seen not in (None, _seen(request)):
            raise ChangedMeanwhileError(request_id)
        person, left = request.person_id, None
        elsewhere: list[Left] = []
        if request.found:
            left = decide_again(viewer, request, decided or {})
        elif person is not None:
            elsewhere = decide(viewer, person, decided or {})
        _serve(viewer, request, "", left)
        if person is not None:
            erase(viewer, person, elsewhere=elsewhere)


def seen_of(request_id: int) -> str:
    """Return what stands for the record that a request is about, as it is now."""
    return _seen(Request.objects.select_related("person").get(pk=request_id))


def _seen(request: Request) -> str:
    return "" if request.person is None else f"{request.person.pk}.{request.person.revision}"


def check_may_erase(viewer: Viewer, asked: Asked) -> None:
    """Raise :class:`Refused` unless the viewer may erase: by a second step, and not alone.

    Whoever notes that somebody wants to be erased is not who erases, unless the person asked through the own page.
    """
    request = Request.objects.select_related("person").get(pk=asked.id)
    if not asked.may_serve or not policy.may(viewer, Act.PEOPLE_EDIT, _place(request)):
        raise Refused(_("Requests are served by the person's own centre."))
    if not policy.may(viewer, Act.PEOPLE_SEE_PRIVATE, _place(request)):
        raise Refused(_("Erasing a person needs a second step at sign-in."))
    if asked.needs_another:
        raise Refused(
            _(
                "A second pair of eyes: you noted this request, so a colleague of your centre erases. "
                "Or the person asks on the own page, with a personal link."
            )
        )


def to_decide(viewer: Viewer, asked: Asked) -> list[ToRead]:
    """Return what has to be decided before an erasure is done."""
    if asked.waits_again:
        return to_read_again(viewer, Request.objects.get(pk=asked.id))
    return to_read(viewer, asked.number) if asked.has_person else []


def refuse(viewer: Viewer, request_id: int, *, ground: Ground, answer: str) -> None:
    """Refuse a request for a reason that the law knows; the reason is told to the person."""
    with transaction.atomic():
        request = _to_serve(viewer, request_id)
        if request.found:
            raise Refused(_("The person is erased already. Please decide about what an older backup brought back."))
        _close(request, State.REFUSED, viewer.actor, ground=ground, answer=answer)
        _record(viewer.actor, "privacy.refuse_request", request)


def _to_serve(viewer: Viewer, request_id: int, kind: Kind | None = None) -> Request:
    person = Request.objects.filter(pk=request_id).values_list("person_id", flat=True).first()
    if person is not None:
        holding(person)  # before the request, as a merge does that would move it: else PostgreSQL breaks one off
    request = Request.objects.select_for_update(of=("self",)).filter(_in(viewer), pk=request_id).first()
    if request is not None and request.person_id != person:  # a merge moved it between the two reads
        raise Refused(_("The record was merged with another one meanwhile. Please look at the request again."))
    if request is None or (kind is not None and request.kind != kind):
        raise NoSuchRequestError(request_id)
    if not policy.may(viewer, Act.REQUESTS_SERVE, _place(request)):
        raise Refused(_("Requests are served by the person's own centre."))
    if request.state != State.OPEN:
        raise Refused(_("This request was answered already."))
    return request


def _serve(viewer: Viewer, request: Request, answer: str, left: list[str] | None = None) -> None:
    _close(request, State.SERVED, viewer.actor, answer=answer)
    _record(viewer.actor, "privacy.serve_request", request, left)


def _close(request: Request, state: State, actor: str, *, ground: str = "", answer: str = "") -> None:
    request.state, request.closed_at, request.served_by = state, timezone.now(), actor
    request.ground, request.answer = ground, answer
    request.save(update_fields=["state", "closed_at", "served_by", "ground", "answer"])


def _in(viewer: Viewer) -> Q:
    """A request goes with its person to another place; that of an erased person stays where it was."""
    allowed = policy.intervals(viewer, Act.REQUESTS_READ)
    if not allowed:
        return Q(pk__in=[])
    return (Q(person__isnull=False) & within("person__place", allowed)) | (
        Q(person__isnull=True) & within("place", allowed)
    )


def _place(request: Request) -> int | None:
    return request.place if request.person is None else request.person.place


def _needs_another(viewer: Viewer, request: Request) -> bool:
    own = request.opened_by == viewer.actor and not viewer.is_operator
    return own and request.kind == Kind.ERASURE and request.state == State.OPEN


def _shown_to(viewer: Viewer, request: Request) -> Asked:
    return shown(viewer, [request])[0]


def _asked(row: Request, name: str, *, may_serve: bool, needs_another: bool = False) -> Asked:
    return Asked(
        id=row.pk,
        kind=Kind(row.kind),
        number=row.number,
        name=name,
        has_person=row.person_id is not None,
        asked=row.asked,
        opened_at=row.opened_at,
        due_on=row.due_on,
        state=State(row.state),
        closed_at=row.closed_at,
        ground=row.ground,
        answer=row.answer,
        may_serve=may_serve,
        waits_again=bool(row.found),
        asked_by=_asked_by(row.opened_by),
        needs_another=needs_another,
    )


def _asked_by(actor: str) -> AskedBy:
    if actor.startswith("person:"):
        return AskedBy.PERSON
    return AskedBy.COLLEAGUE if actor.startswith("user:") else AskedBy.RESTORE


def _record(actor: str, verb: str, request: Request, left: list[str] | None = None) -> None:
    changes: dict[str, list[Any]] = {
        "person": [None, request.number],
        "kind": [None, request.kind],
        "due_on": [None, request.due_on.isoformat()],
        "ground": [None, request.ground],
    }
    if left:
        changes["left"] = [None, left]
    record(actor, verb, (REQUEST, str(request.pk)), place=_place(request), changes=changes, wakes=())
