"""Who is told what of a record's history: private columns, looks at them, and the person's own acts."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import Viewer
from sanphalang.files.models import Source
from sanphalang.ledger.actions import record
from sanphalang.people import actions
from sanphalang.people.history import history
from sanphalang.people.models import Person, PersonClaim
from sanphalang.people.own_record import correct_own_record, forget_private
from sanphalang.people.queries import person
from sanphalang.people.rules import PRIVATE_FIELDS, SUBJECT, VALUE_FIELDS
from sanphalang.people.tests.factories import with_private_details
from sanphalang.people.tests.test_who_sees import EDIT, SEE_PRIVATE, viewers

pytestmark = pytest.mark.django_db

READ_THE_LEDGER = SEE_PRIVATE | EDIT | {"analyst", "analyst in a session", "administrator", "officer"}
MEMBERS = {"member", "provincial office", "inspector"}


@pytest.fixture
def there() -> Person:
    """Somebody to whom everything has happened that a history may tell of."""
    somebody = with_private_details("สมหญิง", place="302105")
    manager = make_viewer(Role.DATA_MANAGER, "30")
    actions.edit_person(manager, somebody.pk, expected_revision=1, values={"telephone": "0000-999-999"})
    actions.edit_person(
        manager, somebody.pk, expected_revision=2, values={"line_id": "other-example", "occupation": "ครู"}
    )
    correct_own_record(somebody.pk, expected_revision=3, values={"email": "new@private.example"})
    correct_own_record(somebody.pk, expected_revision=4, values={"nickname": "หญิง", "home_address": "ที่ใหม่"})
    actions.see_private(manager, somebody.pk)
    source = Source.objects.create(name="พัฒนาชุมชน")
    for row, columns in enumerate((["*"], ["telephone", "citizen_id_digest"], ["surname", "health_or_belief"]), 1):
        PersonClaim.objects.create(
            person=somebody, source=source, batch=1, row=row, created=row == 1, revision=row, set_fields=columns
        )
    with transaction.atomic():
        record(f"person:{somebody.pk}", "privacy.take_copy", (SUBJECT, str(somebody.pk)), place=somebody.place)
        record("user:1", "privacy.serve_copy", (SUBJECT, str(somebody.pk)), place=somebody.place)
    forget_private("operator", somebody.pk)
    return somebody


def _told(viewer: Viewer, there: Person) -> list[tuple[str, set[str]]]:
    shown = person(viewer, there.pk)
    assert shown is not None
    return [(event.verb, {*event.touched, *event.looked_at}) for event in reversed(history(viewer, shown))]


PUBLIC_FIELDS = set(VALUE_FIELDS) - set(PRIVATE_FIELDS) - {"place_level"}
FOR_MEMBERS: list[tuple[str, set[str]]] = [
    ("people.edit", {"occupation"}),
    ("people.edit", {"nickname"}),  # not that it was the person
    ("people.import_create", PUBLIC_FIELDS),
    ("people.import_update", {"surname"}),
]
FOR_READERS: list[tuple[str, set[str]]] = [
    ("people.edit", {"occupation"}),
    ("people.correct_own", {"nickname"}),
    ("people.see_private", set()),
    ("people.import_create", PUBLIC_FIELDS),
    ("people.import_update", {"surname"}),
    ("privacy.take_copy", set()),
    ("privacy.serve_copy", set()),
]
LOOKED_AT = {"telephone", "email", "line_id", "home_address", "birth_year", "citizen_id_tail"}
FOR_KEEPERS: list[tuple[str, set[str]]] = [
    ("people.edit", {"telephone"}),
    ("people.edit", {"line_id", "occupation"}),
    ("people.correct_own", {"email"}),
    ("people.correct_own", {"nickname", "home_address"}),
    ("people.see_private", LOOKED_AT),
    ("people.import_create", PUBLIC_FIELDS | set(PRIVATE_FIELDS) - {"citizen_id_tail"}),
    ("people.import_update", {"telephone", "citizen_id_digest"}),
    ("people.import_update", {"surname", "health_or_belief"}),
    ("privacy.take_copy", set()),
    ("privacy.serve_copy", set()),
    ("people.forget_private", LOOKED_AT - {"citizen_id_tail"} | {"citizen_id_digest"}),
]


@pytest.mark.parametrize("who", sorted(READ_THE_LEDGER | MEMBERS))
def test_who_is_told_what(there: Person, who: str) -> None:
    told = FOR_KEEPERS if who in SEE_PRIVATE else FOR_READERS if who in READ_THE_LEDGER else FOR_MEMBERS
    assert _told(viewers()[who], there) == told


@pytest.mark.parametrize("role", [Role.MEMBER, Role.INSPECTOR, Role.PROVINCIAL_OFFICE, Role.NATIONAL_ANALYST])
def test_the_page_says_nothing_of_it(client: Client, there: Person, role: Role) -> None:
    sign_in(client, make_account(role, "" if role.is_national else "30"))
    page = client.get(f"/people/{there.pk}/", {"lang": "en"}).content.decode()
    page = page[page.index("Occupation or position: changed") - 2_000 :]
    for word in ("Telephone", "E-mail", "LINE ID", "Home address", "Birth year", "Citizen ID", "were removed"):
        assert word not in page, word
    own_acts = ("Corrected by the person", "The person took a copy along")
    assert [word in page for word in own_acts] == [role.is_national] * 2
