"""Committees, people and papers for tests."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sanphalang.committees.models import Committee, Meeting, Membership, Order, Resolution
from sanphalang.people.models import Person
from sanphalang.people.tests.factories import make_person
from sanphalang.places.rules import PlaceCode
from sanphalang.thai.key import match_key
from sanphalang.thai.sort import sort_key

_numbers = count(1)
PDF = b"%PDF-1.7\nsomething"


def today() -> date:
    """The day of the test."""
    return timezone.localdate()


def days_ago(number: int) -> date:
    """A day before today; a negative number lies ahead."""
    return today() - timedelta(days=number)


def make_someone(given_name: str = "", surname: str = "สมมติวงศ์", *, place: str = "3001") -> Person:
    """Make a person at a place, with a telephone that carries the mark of the demo."""
    return make_person(given_name, surname, place=place, telephone="0000-123-456")


def make_committee(name: str = "", *, place: str = "30", **fields: Any) -> Committee:
    """Make a committee that works for a place."""
    name = name or f"คณะกรรมการทดลองที่ {next(_numbers)}"
    code = PlaceCode.parse(place)
    values = {"kind": "committee", "place": code.padded, "place_level": str(code.level)} | fields
    return Committee.objects.create(name=name, name_key=match_key(name), name_sort=sort_key(name), **values)


def make_order(committee: Committee, *, signed: bool = True, **fields: Any) -> Order:
    """Make an order, signed or still a draft."""
    values: dict[str, Any] = {"number": "12/2569", "issued_on": days_ago(100)}
    return Order.objects.create(committee=committee, state="signed" if signed else "draft", **(values | fields))


def make_member(committee: Committee, person: Person | None = None, **fields: Any) -> Membership:
    """Seat somebody, by default as a member for the government since a hundred days."""
    values: dict[str, Any] = {"position": "member", "sector": "government", "starts_on": days_ago(100)}
    return Membership.objects.create(committee=committee, person=person or make_someone(), **(values | fields))


def make_meeting(committee: Committee, *agenda: str, **fields: Any) -> Meeting:
    """Make the next meeting of a committee with this agenda."""
    number = committee.meetings.count() + 1
    meeting = Meeting.objects.create(committee=committee, **({"number": number, "held_on": days_ago(30)} | fields))
    for position, title in enumerate(agenda, start=1):
        meeting.agenda.create(number=position, title=title)
    return meeting


def make_resolution(meeting: Meeting, text: str = "ให้ติดตามผล", **fields: Any) -> Resolution:
    """Make the next resolution of a meeting."""
    return Resolution.objects.create(meeting=meeting, number=meeting.resolutions.count() + 1, text=text, **fields)


def paper(name: str = "order.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """Return an upload."""
    return SimpleUploadedFile(name, content)
