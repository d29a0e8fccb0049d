"""The log: who reads what of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

import sanphalang
from sanphalang.access.models import User
from sanphalang.access.roles import Role
from sanphalang.access.viewer import PUBLIC
from sanphalang.intake.tests.pages import signed_in
from sanphalang.ledger.actions import record
from sanphalang.organisations.tests.factories import make_account, make_viewer
from sanphalang.portal.log import SUBJECTS, Asked, asked_for, visible
from sanphalang.privacy.consents import purposes

pytestmark = pytest.mark.django_db

OWN, INSIDE, NEIGHBOUR = 30000000, 30010100, 31000000


def _done(verb: str, place: int | None, *, actor: str = "operator", **changes: object) -> int:
    with transaction.atomic():
        return record(actor, verb, ("person", "7"), place=place, changes=changes).pk


def _country() -> dict[str, int]:
    return {
        "own": _done("organisations.edit", OWN),
        "inside": _done("people.see_private", INSIDE),
        "neighbour": _done("people.see_private", NEIGHBOUR),
        "nowhere": _done("access.grant_role", None),
    }


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.DATA_MANAGER, {"own", "inside"}),
        (Role.COORDINATOR, {"own", "inside"}),
        (Role.MEMBER, set()),
        (Role.PROVINCIAL_OFFICE, set()),
        (Role.INSPECTOR, set()),
        (Role.NATIONAL_ANALYST, {"own", "inside", "neighbour", "nowhere"}),
        (Role.DATA_PROTECTION_OFFICER, {"own", "inside", "neighbour", "nowhere"}),
    ],
)
def test_who_reads_what(role: Role, seen: set[str]) -> None:
    entries = _country()
    viewer = make_viewer(role, centre="" if role.is_national else "30")
    found = set(visible(viewer).filter(pk__in=entries.values()).values_list("pk", flat=True))
    assert found == {entries[name] for name in seen}


def test_the_public_reads_nothing(client: Client) -> None:
    _country()
    assert not visible(PUBLIC).exists()
    assert client.get("/log/").status_code in (302, 403)


@pytest.mark.parametrize(
    ("kind", "verbs"),
    [
        ("looks", {"people.see_private", "access.open_staff_session"}),
        ("exports", {"people.export"}),
        ("access", {"access.grant_role"}),
        ("lists", {"intake.bring_in"}),
        ("changes", {"organisations.edit"}),
    ],
)
def test_kinds_take_the_log_apart(kind: str, verbs: set[str]) -> None:
    all_verbs = {
        "people.see_private",
        "access.open_staff_session",
        "people.export",
        "access.grant_role",
        "intake.bring_in",
        "organisations.edit",
    }
    for verb in sorted(all_verbs):
        _done(verb, OWN)
    viewer = make_viewer(Role.DATA_PROTECTION_OFFICER)
    found = asked_for(viewer, Asked(kind=kind)).filter(verb__in=all_verbs)
    assert set(found.values_list("verb", flat=True)) == verbs


def test_one_account_on_one_day(client: Client) -> None:
    signed_in(client, Role.DATA_PROTECTION_OFFICER)
    other = make_account(Role.DATA_MANAGER, centre="30", name="สมศรี ผู้ดู")
    _done("people.see_private", OWN, actor=f"user:{other.pk}")
    _done("organisations.edit", OWN)
    page = client.get("/log/", {"who": f"user:{other.pk}", "kind": "looks", "first": "1 ม.ค. 2569"}).content.decode()
    assert "สมศรี ผู้ดู" in page
    assert "Looked at private details" in page
    assert "1 entry" in page
    assert "Nothing fits" in client.get("/log/", {"who": f"user:{other.pk}", "last": "1/1/2569"}).content.decode()
    assert "0 entries" in client.get("/log/", {"who": "user:999999"}).content.decode()


def test_a_day_that_is_none_is_named_and_nothing_shown(client: Client) -> None:
    signed_in(client, Role.DATA_PROTECTION_OFFICER)
    _done("organisations.edit", OWN)
    page = client.get("/log/", {"first": "เมื่อวานซืน"}).content.decode()
    assert "Please write the day like this" in page
    assert "0 entries" in page


def test_the_reason_stands_beside_the_look(client: Client) -> None:
    signed_in(client, Role.DATA_PROTECTION_OFFICER)
    _done("access.open_staff_session", None, reason=["", "ตรวจสอบตามคำร้อง"])
    assert "ตรวจสอบตามคำร้อง" in client.get("/log/").content.decode()


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    signed_in(client, Role.DATA_PROTECTION_OFFICER)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/log/").status_code == 200
        return len(queries)

    _done("organisations.edit", OWN, actor="user:1")
    few = asked()
    for number in range(30):
        _done("organisations.edit", INSIDE + number, actor=f"user:{number}")
    assert asked() == few


@pytest.mark.parametrize("role", [Role.DATA_MANAGER, Role.DATA_PROTECTION_OFFICER])
def test_nobody_s_address_is_told_where_the_name_is_missing(client: Client, role: Role) -> None:
    nameless = [make_account(Role.DATA_MANAGER, centre="30") for _number in range(2)]
    for account in nameless:
        User.objects.filter(pk=account.pk).update(name="")
        _done("organisations.edit", OWN, actor=f"user:{account.pk}")
    signed_in(client, role)
    page = client.get("/log/").content.decode()
    if role.is_national:
        page += client.get("/log/incident/").content.decode()
    assert page.count("A colleague without a name") > 2
    for account in nameless:
        assert account.email not in page
        assert f"A colleague without a name (Account {account.pk})" in page  # whose it was can still be chosen


def _kinds_of_subjects() -> Iterator[str]:
    """Yield the kinds of what the code records about, wherever a call of ``record`` spells one out."""
    for path in Path(sanphalang.__file__).parent.glob("*/*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "record" and len(call.args) > 2:
                subject = call.args[2]
                kind = subject.elts[0] if isinstance(subject, ast.Tuple) else None
                if isinstance(kind, ast.Constant):
                    yield str(kind.value)
                elif isinstance(kind, ast.Name) and kind.id.isupper():
                    yield getattr(import_module(f"sanphalang.{path.parent.name}.{path.stem}"), kind.id)


def test_whatever_is_recorded_about_has_a_name() -> None:
    kinds = set(_kinds_of_subjects())
    assert {"person", "organisation", "committee_order", "export"} <= kinds
    assert kinds - set(SUBJECTS) == set()


def test_a_consent_and_a_download_are_told_by_name(client: Client) -> None:
    with transaction.atomic():
        record("operator", "privacy.give_consent", ("consent", purposes()[0].code), place=None)
        record("operator", "people.export", ("export", "people"), place=None)
    signed_in(client, Role.DATA_PROTECTION_OFFICER)
    html = client.get("/log/", {"lang": "en"}).content.decode()
    assert f"Consent: {purposes()[0].name}" in html
    assert "Download: people of the network" in html
