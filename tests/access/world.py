"""A small country with private values of its own at every distance, and somebody of every role."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sanphalang.access.actions import close_account
from sanphalang.access.invitations import invite
from sanphalang.access.models import Centre
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.staff_sessions import open_staff_session
from sanphalang.access.viewer import OPERATOR
from sanphalang.committees.models import Post
from sanphalang.committees.tests.factories import (
    PDF,
    days_ago,
    make_committee,
    make_meeting,
    make_member,
    make_order,
    make_resolution,
)
from sanphalang.files.storage import keep_file
from sanphalang.intake.tests.lists import HEADER, checked
from sanphalang.issues.queries import scheme_coded
from sanphalang.organisations.tests.factories import make_account, make_organisation
from sanphalang.people.models import Person, Training
from sanphalang.people.tests.factories import make_person
from sanphalang.privacy import reference
from sanphalang.privacy.models import Consent, Notice
from sanphalang.privacy.requests import open_own
from sanphalang.privacy.rules import PAPER, Kind
from sanphalang.reports.models import PrintRun
from sanphalang.stewardship.actions import merge_records
from sanphalang.stewardship.models import Pair
from tests.access.authorities import add_authority
from tests.access.knowledge import add_knowledge, add_themes
from tests.access.nowhere import add_what_lies_nowhere
from tests.access.oracle import ROLES, may, needs_second_step
from tests.access.rounds import add_round

CENTRE, NEIGHBOUR = "30", "31"
PLACES = {"own": "30", "inside": "300101", "neighbour": "310101", "around": "", "nowhere": ""}
"""For centre 30: what is around a province is the nation, whose records lie nowhere. See ``zone`` for Bangkok."""


class Persona(NamedTuple):
    """Somebody with one role at centre 30, or in the national team."""

    role: str
    session: bool = False
    second_step: bool = True

    def may(self, acts: str, relation: str) -> bool:
        """Say what the page ``docs/access.md`` says of this person; all the acts have to be allowed."""
        return all(
            (self.second_step or not needs_second_step(self.role, act))
            and may(self.role, act, relation, session=self.session)
            for act in acts.split(" and ")
        )

    def __str__(self) -> str:
        return self.role + (" in a session" if self.session else "") + ("" if self.second_step else " by password")


NATIONAL = ("national_administrator", "data_protection_officer")
PERSONAS = (
    *(Persona(role) for role in ROLES),
    *(Persona(role, session=True) for role in NATIONAL),
    *(Persona(role, second_step=False) for role in ("data_manager", "coordinator", "national_administrator")),
)


def asked_here() -> tuple[Persona, ...]:
    """Return who asks on this database: everybody on SQLite; on PostgreSQL the four who reach different things."""
    if "TEST_POSTGRES_URL" not in os.environ:
        return PERSONAS
    few = {"public", "member", "data_manager", "national_administrator in a session"}
    return tuple(persona for persona in PERSONAS if str(persona) in few)


class Secret(NamedTuple):
    """A private value: where it lies, what one must be allowed to see it, and how it may be written."""

    relation: str
    asks_for: str
    spellings: tuple[str, ...]


@dataclass
class World:
    """Records by kind and relation, with what addresses call them, and all private values."""

    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    values: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)

    def add(self, kind: str, relation: str, record: Any, **values: Any) -> None:
        """Remember a record, and the parts of addresses that lead to it."""
        self.records.setdefault(kind, {})[relation] = record
        self.values.setdefault(kind, {})[relation] = values

    def hide(self, relation: str, asks_for: str, *values: str) -> None:
        """Remember private values."""
        for value in values:
            digits = value.replace("-", "")
            self.secrets.append(Secret(relation, asks_for, (value, digits) if digits.isdecimal() else (value,)))


def make_world() -> World:
    """Make the country."""
    world = World()
    for number, (relation, place) in enumerate(PLACES.items(), 1):
        _organisation(world, relation, place, number)
        _person(world, relation, place, number)
        _two_of_one(world, relation, place, number)
        if place:
            _committee(world, relation, place, number)
            add_authority(world, relation, place, number)
        add_knowledge(world, relation, place, number)
        add_themes(world, relation, place, number)
    world.add("scheme", "nowhere", scheme_coded("policy_issues"), code="policy_issues")
    for number, (relation, centre) in enumerate({"own": CENTRE, "neighbour": NEIGHBOUR}.items(), 1):
        _centre(world, relation, centre, number)
        add_round(world, relation, centre, number)
    for number, (relation, centre) in enumerate({"own": CENTRE, "neighbour": NEIGHBOUR, "nowhere": ""}.items(), 1):
        _import(world, relation, centre, number)
    add_what_lies_nowhere(world)
    return world


def _organisation(world: World, relation: str, place: str, number: int) -> None:
    contact = {
        "contact_name": f"นกขมิ้นองค์กร{number}",
        "telephone": f"0000-811-00{number}",
        "email": f"canary-organisation{number}@private.example",
    }
    record = make_organisation(f"กลุ่มทดลอง{relation}", place=place, **contact)
    world.add("organisation", relation, record, organisation_id=record.pk)
    world.hide(relation, "organisations.see_contact", *contact.values())


def _person(world: World, relation: str, place: str, number: int) -> None:
    name = f"นกกระจอกคน{number}"
    private = {
        "telephone": f"0000-833-00{number}",
        "email": f"canary-kept{number}@private.example",
        "line_id": f"canaryline{number}",
        "home_address": f"บ้านนกกระจาบ{number} ลับเฉพาะ",
        "health_or_belief": f"นกกระเต็น{number}",
    }
    record = make_person(name, place=place, citizen_id_tail=f"77{number}7", **private)
    training = Training.objects.create(person=record, name=f"อบรมนกเอี้ยง{number}")
    signed = _consent_on_paper(record, number)
    world.add("person", relation, record, person_id=record.pk, training_id=training.pk, consent_id=signed.pk)
    request = open_own(record, Kind.CORRECTION, actor=f"person:{record.pk}", asked=f"ขอแก้นกเค้า{number}")
    world.add("request", relation, request, request_id=request.pk, person_id=record.pk)
    world.hide(relation, "people.see", name, training.name)
    world.hide(relation, "people.edit", signed.received_by)
    world.hide(relation, "people.read_requests", request.asked)
    world.hide(relation, "people.see_private", *private.values())


def _two_of_one(world: World, relation: str, place: str, number: int) -> None:
    """Make a likely pair of organisations, two records to be merged of each register, and a merge to be undone."""
    hidden = [f"0000-844-0{number}{each}" for each in range(4)]
    groups = [make_organisation(f"กลุ่มซ้ำ{relation}{each}", place=place, telephone=hidden[each]) for each in range(4)]
    people = [make_person(f"นกคู่{number}{each}", place=place) for each in range(2)]
    one, other, kept, absorbed = (each.pk for each in groups)
    pair = Pair.objects.create(register="organisations", one=one, other=other, score=0.9, **_places_of(groups[0]))
    merge = merge_records(OPERATOR, "organisations", keep=kept, absorb=absorbed, seen={kept: 1, absorbed: 1})
    world.add("pair", relation, pair, pair_id=pair.pk)
    world.add("merge of organisations", relation, groups[0], keep=one, absorb=other)
    world.add("merge of people", relation, people[0], keep=people[0].pk, absorb=people[1].pk)
    world.add("merge", relation, merge, merge_id=merge)
    world.hide(relation, "organisations.see_contact", *hidden)
    world.hide(relation, "people.see", *(each.given_name for each in people))


def _places_of(record: Any) -> dict[str, Any]:
    return {"one_place": record.place, "other_place": record.place, "signs": ["same_telephone"]}


def _consent_on_paper(person: Person, number: int) -> Consent:
    reference.load()
    return Consent.objects.create(
        person=person,
        notice=Notice.objects.filter(purpose__asks_consent=True)[0],
        given=True,
        channel=PAPER,
        actor="operator",
        received_by=f"นกแซงแซวผู้รับ{number}",
        scan=keep_file([PDF + str(number).encode()]),
        scan_type="pdf",
    )


def _committee(world: World, relation: str, place: str, number: int) -> None:
    person = world.records["person"][relation]
    record = make_committee(f"คณะกรรมการทดลอง{relation}", place=place)
    paper: dict[str, Any] = {"file": keep_file([PDF]), "file_type": "pdf"}
    order = make_order(record, number=f"{number}/2569", **paper)
    draft = make_order(record, signed=False, number=f"ร่างนกแก้ว{number}")
    member = make_member(record, person, order=order)
    meeting = make_meeting(record, "เรื่องเพื่อทราบ", minutes=paper["file"], minutes_type="pdf")
    make_resolution(meeting, person=person)
    where = {"committee_id": record.pk, "membership_id": member.pk, "number": meeting.number, "resolution": 1}
    world.add("committee", relation, record, order_id=order.pk, **where)
    world.add("draft", relation, draft, order_id=draft.pk, **where)
    organisation = world.records["organisation"][relation]
    post = Post.objects.create(person=person, organisation=organisation, position="ประธาน", starts_on=days_ago(9))
    world.add("post", relation, post, post_id=post.pk)
    world.hide(relation, "organisations.edit_committees", draft.number)


def _centre(world: World, relation: str, code: str, number: int) -> None:
    account = make_account(Role.MEMBER, centre=code, name=f"นกยูงร่วมงาน{number}")
    centre = Centre.objects.get(code=code)
    name, email = f"นกฮูกรับเชิญ{number}", f"canary-invited{number}@private.example"
    invited = invite(OPERATOR, role=Role.MEMBER, centre=centre, name=name, email=email, role_ends_at=None)
    grant = account.grants.get()
    run = PrintRun.objects.create(centre=centre, level="district", language="th", address="https://sanphalang.example")
    numbers = {"grant_id": grant.pk, "invitation_id": invited.invitation.pk, "run_id": run.pk}
    world.add("centre", relation, centre, code=code, **numbers)
    TOTP.activate(account, generate_totp_secret())
    closed = make_account(Role.MEMBER, centre=code, name=f"นกอินทรีลาออก{number}")
    world.add("closed account", relation, closed, code=code, grant_id=closed.grants.get().pk)
    close_account(OPERATOR, email=closed.email)
    world.hide(relation, "access.see_team", account.name)
    world.hide(relation, "access.give_grants", account.email, name, email, closed.name, closed.email)


def _import(world: World, relation: str, centre: str, number: int) -> None:
    private = f"0000-822-00{number}", f"นกขมิ้นรายชื่อ{number}"
    where = ("", "", "") if not centre else ("ในเมือง", "", "")
    row = (f"กลุ่มนำเข้า{relation}", *where, private[0], "12", "ผ้า", private[1])
    batch = checked([row], header=(*HEADER, "ผู้ประสานงาน"), centre=centre, source=f"ที่มา{relation}")
    world.add("import", relation, batch, batch_id=batch.pk, number=2)
    world.hide(relation, "organisations.see_contact", *private)


def client_of(persona: Persona) -> Client:
    """Return a browser in which the person is signed in."""
    client = Client(raise_request_exception=False)
    if persona.role == "public":
        return client
    role = Role(persona.role)
    account = make_account(role, centre="" if role.is_national else CENTRE)
    account.is_demo = persona.second_step  # accounts of the demo need no second step
    account.save()
    client.force_login(account)
    if persona.session:
        session = client.session
        open_staff_session(viewer_of(account), session, reason="ตรวจสอบตามคำร้องเลขที่ ก-12 ของศูนย์")
        session.save()
    return client


class Answer(NamedTuple):
    """What a request was answered with."""

    status: int
    target: str
    text: str
    kept: str

    @property
    def is_refusal(self) -> bool:
        """Whether the person was turned away: to the sign-in, to the second step, or with a refusal."""
        turned = self.status in (200, 301, 302) and self.target.startswith(("/accounts/",))
        return turned or self.status in (401, 403, 404)


def ask(
    client: Client,
    method: str,
    path: str,
    data: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    """Ask, read the whole answer, and undo what it did, a sign-out too."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        if method == "GET":
            response = client.get(path, data, headers=headers)
        else:
            response = client.post(path, data or {}, headers=headers)
        target = response.headers.get("Location", "") or response.headers.get("HX-Redirect", "")
        kept = response.headers.get("Cache-Control", "")
        answer = Answer(response.status_code, target, text_of(response), kept)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def text_of(response: HttpResponseBase) -> str:
    """Return everything that an answer holds, headers and packed workbooks included."""
    streamed = isinstance(response, StreamingHttpResponse)
    content = b"".join(response.streaming_content) if streamed else response.content  # type: ignore[attr-defined]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    return f"{response.headers}\n{content.decode('utf-8', 'replace')}"


def route_names() -> dict[str, URLPattern]:
    """Return every address of the platform by the name of its route."""

    def walk(resolver: URLResolver, space: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
            else:
                yield f"{space}{pattern.name}", pattern

    return dict(walk(get_resolver(), ""))


def address(world: World, route: str, pattern: URLPattern, of: str, relation: str) -> str | None:
    """Return the address of a route for the record of this relation; None when there is no such record."""
    if of in world.values and relation not in world.values[of]:
        return None
    known = FIXED | world.values.get(of, {}).get(relation, {})
    names = pattern.pattern.converters or pattern.pattern.regex.groupindex
    if any(name not in known for name in names):
        return None
    return reverse(route, kwargs={name: known[name] for name in names})


POSTED: dict[str, dict[str, str]] = {
    "people:export": {"reason": "ติดต่อวิทยากรเพื่อเตรียมเวที", "file_format": "csv"},
}
"""What is written into a form that answers with records; the other forms are sent empty."""

FIXED: dict[str, Any] = {
    **dict.fromkeys(("pk", "request_id", "number", "task_id"), 1),
    "file_format": "xlsx",
    "code": "30",
    "provider_id": "thaid",
    "task": "lists",
    "token": "x",
    "indicator": "KPI2",
    "activity": "1.1",
    "month": 2,
    "language": "th",
}
