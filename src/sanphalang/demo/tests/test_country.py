"""Making the demo and removing it: who may, where it refuses, what it leaves."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import translation

from sanphalang.access.models import Centre, User
from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of, viewer_with_email
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.demo import country, people_invention, people_words
from sanphalang.demo.accounts import PASSWORD, SIGN_INS, in_words
from sanphalang.demo.actions import make_country, remove_country
from sanphalang.demo.beginning import how_to_begin
from sanphalang.demo.country import Scale
from sanphalang.files.models import KeptFile, Original, Source
from sanphalang.files.sources import source_named
from sanphalang.ledger.models import Entry, Mark
from sanphalang.organisations.actions import edit_organisation
from sanphalang.organisations.models import Claim, Organisation, OrganisationKind
from sanphalang.organisations.rules import derived_from_name
from sanphalang.places.models import Place

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reduce both scales to 180 and 1,500 organisations, besides academic partners: the rules are the same."""
    monkeypatch.setattr(country, "_SMALL_ORGANISATIONS", {"30": 120, "10": 60})
    monkeypatch.setattr(country, "_NATIONAL_ORGANISATIONS", 1_500)
    few_people = tuple(kind._replace(national=1_000, small={"30": 12, "10": 8}) for kind in people_words.KINDS)
    monkeypatch.setattr(people_invention, "KINDS", few_people)


def _make(viewer: Viewer = OPERATOR, scale: Scale = Scale.SMALL, seed: int = 1) -> int:
    return make_country(viewer, scale=scale, seed=seed, today=TODAY).organisations


def _somebodys_organisation() -> Organisation:
    derived = derived_from_name("กลุ่มทอผ้าบ้านจริง")
    return Organisation.objects.create(
        name="กลุ่มทอผ้าบ้านจริง",
        name_key=derived.name_key,
        name_sort=derived.name_sort,
        identity=derived.identity,
        kind=OrganisationKind.objects.get(code="occupation_group"),
        place=30010100,
        place_level="subdistrict",
    )


def _counts() -> dict[str, int]:
    """Count the rows of all tables but the ledger, and the marks that the worker takes away; files that are kept."""
    models = (model for model in apps.get_models() if model not in {Entry, Mark, KeptFile})
    counts = {model._meta.label: model._default_manager.count() for model in models}
    return counts | {"kept files": KeptFile.objects.filter(removed_at=None).count()}


def _checksum() -> str:
    # What the demo's checkers confirmed was changed just now.
    untold = {"id", "updated_at"}
    columns = [field.attname for field in Organisation._meta.concrete_fields if field.name not in untold]
    rows = [
        [bytes(value) if isinstance(value, memoryview) else value for value in row]
        for row in Organisation.objects.order_by("id").values_list(*columns)
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_small_demo_has_records_claims_originals_and_one_ledger_entry() -> None:
    assert _make() == 182
    assert Organisation.objects.count() == Claim.objects.count() == Original.objects.count() == 182
    entry = Entry.objects.get(verb="demo.make")
    assert entry.actor == "operator"
    assert entry.changes["organisations"] == [None, 182]
    assert {claim.source.name.endswith("(ตัวอย่าง)") for claim in Claim.objects.select_related("source")} == {True}


def test_national_demo_reaches_every_district() -> None:
    assert _make(scale=Scale.NATIONAL) == 1_509
    exact = Organisation.objects.exclude(place_level="province").values_list("place", flat=True)
    places = [place for place in exact if place is not None]
    assert len({place // 10_000 for place in places}) > 880
    assert len({place // 1_000_000 for place in places}) == 77


def test_same_seed_same_rows_in_the_database() -> None:
    _make(seed=3)
    first = _checksum()
    remove_country(OPERATOR)
    _make(seed=3)
    assert _checksum() == first
    remove_country(OPERATOR)
    _make(seed=4)
    assert _checksum() != first


def test_what_is_stored_beside_a_name_is_what_the_registry_would_store() -> None:
    _make()
    for organisation in Organisation.objects.all()[:40]:
        derived = derived_from_name(organisation.name)
        assert (organisation.name_key, organisation.identity) == (derived.name_key, derived.identity)
        assert bytes(organisation.name_sort) == derived.name_sort
        assert organisation.place_code is not None
        assert Place.objects.filter(code=organisation.place_code.text, level=organisation.place_level).exists()
        assert organisation.created_at.date() <= TODAY


def test_every_private_value_in_the_database_is_marked() -> None:
    _make()
    with_contact = Organisation.objects.exclude(contact_name="")
    assert with_contact.exists()
    assert not Organisation.objects.exclude(telephone="").exclude(telephone__startswith="0000").exists()
    assert not Organisation.objects.exclude(email="").exclude(email__endswith="@private.example").exists()
    assert not with_contact.exclude(contact_name__regex="สมมติ|จำลอง|ตัวอย่าง").exists()
    assert with_contact.filter(contact_published=True).exists()
    assert not User.objects.exclude(email__endswith="@private.example").exists()


def test_removal_leaves_what_was_there_before() -> None:
    before = _counts()
    _make()
    assert _counts() != before
    removed = remove_country(OPERATOR)
    assert (removed.organisations, removed.accounts, removed.left) == (182, len(SIGN_INS), 0)
    assert _counts() == before
    told = Entry.objects.filter(verb__startswith="demo.").order_by("id")
    assert list(told.values_list("verb", flat=True)) == ["demo.make", "demo.remove"]


def test_removal_takes_edited_records_and_leaves_those_of_others() -> None:
    _make()
    Organisation.objects.filter(pk=Organisation.objects.values("pk")[:1]).update(revision=2, name="แก้แล้ว")
    real = _somebodys_organisation()
    used = Source.objects.first()
    assert used is not None
    Claim.objects.create(organisation=real, source=used, batch=7, row=1, created=True, revision=1, set_fields=["*"])
    removed = remove_country(OPERATOR)
    assert (removed.left, removed.organisations_left, removed.people_left) == (1, 1, 0)
    assert list(Organisation.objects.all()) == [real]
    assert list(Source.objects.all()) == [used]


def test_removal_takes_what_was_tried_out_with_a_demo_account() -> None:
    _make()
    _edited_by(viewer_with_email("administrator@private.example"))
    assert remove_country(OPERATOR).organisations == 182


def test_removal_waits_while_a_real_account_has_edited_demo_records() -> None:
    _make()
    _edited_by(viewer_of(make_account(Role.NATIONAL_ADMINISTRATOR, email="somchai@example.org")))
    before = _counts()
    with pytest.raises(Refused, match="1 "):
        remove_country(OPERATOR)
    assert _counts() == before


def test_removal_waits_while_a_list_that_was_brought_in_tells_of_demo_records() -> None:
    """A row of a real list was recognised as an organisation of the demo: its claim would go with the record."""
    _make()
    ours = source_named("ทะเบียนของหน่วยงาน")
    for row, organisation in enumerate(Organisation.objects.order_by("pk")[:2]):
        claim = Claim(
            organisation=organisation, source=ours, batch=7, row=row, created=False, revision=1, set_fields=[]
        )
        claim.save()
    before = _counts()
    with pytest.raises(Refused, match="2 "):
        remove_country(OPERATOR)
    assert _counts() == before
    Claim.objects.filter(batch=7).delete()  # as a withdrawal does
    assert remove_country(OPERATOR).organisations == 182


def _edited_by(viewer: Viewer | None) -> None:
    assert viewer is not None
    organisation = Organisation.objects.order_by("pk")[0]
    edit_organisation(viewer, organisation.pk, expected_revision=organisation.revision, values={"members": 77})


def test_removing_nothing_is_no_event() -> None:
    assert remove_country(OPERATOR).organisations == 0
    assert not Entry.objects.exists()
    assert not Source.objects.exists()


def test_a_database_with_a_real_record_is_refused_and_left_alone() -> None:
    _somebodys_organisation()
    before = _counts()
    with pytest.raises(Refused, match="1"):
        _make()
    assert _counts() == before


def test_a_second_demo_is_refused_until_the_first_is_removed() -> None:
    _make()
    with pytest.raises(Refused, match="182"):
        _make()
    remove_country(OPERATOR)
    assert _make() == 182


def test_before_init_it_says_so() -> None:
    Centre.objects.all().delete()
    with pytest.raises(Refused, match="init"):
        _make()


def test_an_account_that_is_taken_leaves_nothing_half_made() -> None:
    User.objects.create_user(SIGN_INS[-1].email)
    before = _counts()
    with pytest.raises(Refused, match=SIGN_INS[-1].email):
        _make()
    assert _counts() == before


def test_production_refuses_the_demo_and_its_accounts() -> None:
    _make()
    account = SIGN_INS[0].email
    assert authenticate(username=account, password=PASSWORD) is not None
    assert viewer_with_email(account) is not None
    with override_settings(PRODUCTION=True):
        assert authenticate(username=account, password=PASSWORD) is None
        assert viewer_with_email(account) is None
        remove_country(OPERATOR)
        with pytest.raises(Refused):
            _make()


def test_only_the_operator_may() -> None:
    _make()
    administrator = viewer_with_email("administrator@private.example")
    assert administrator is not None
    for viewer in (administrator, PUBLIC):
        with pytest.raises(Refused):
            remove_country(viewer)
        with pytest.raises(Refused):
            _make(viewer)


def test_each_account_has_its_role_at_its_centre() -> None:
    _make()
    for each in SIGN_INS:
        viewer = viewer_with_email(each.email)
        assert viewer is not None
        assert [(grant.role, grant.centre_code) for grant in viewer.grants] == [(each.role, each.centre_code)]


def _command(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("demo", *arguments, "--json", stdout=out, stderr=StringIO())
    answer: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return answer


def test_the_command_makes_and_removes() -> None:
    made = _command("--scale", "small", "--seed", "5")
    assert (made["organisations"], made["people"]) == (182, 60)
    assert {account["password"] for account in made["accounts"]} == {PASSWORD}
    nothing = {"left": 0, "organisations_left": 0, "people_left": 0}
    assert _command("--remove") == {"organisations": 182, "people": 60, "accounts": len(SIGN_INS), **nothing}


def test_the_command_prints_the_sign_ins_for_people() -> None:
    out = StringIO()
    call_command("demo", "--scale", "small", stdout=out, stderr=StringIO())
    assert all(each.email in out.getvalue() for each in SIGN_INS)
    assert PASSWORD in out.getvalue()


def test_the_command_wants_one_thing() -> None:
    for arguments in ((), ("--scale", "small", "--remove"), ("--scale", "huge")):
        with pytest.raises(CommandError):
            call_command("demo", *arguments, stdout=StringIO(), stderr=StringIO())


def test_sources_said_to_be_examples_come_back_by_name() -> None:
    _make()
    assert source_named("ทะเบียนกลุ่มอาชีพและวิสาหกิจชุมชน (ตัวอย่าง)").pk in set(Claim.objects.values_list("source", flat=True))


def _removed_by_command(**options: Any) -> str:
    said = StringIO()
    with translation.override("th"):
        call_command("demo", "--remove", stdout=said, **options)
    return said.getvalue()


def test_the_command_names_what_is_left_and_how_to_begin() -> None:
    _make()
    _somebodys_organisation()
    said = _removed_by_command()
    assert "ไม่ได้มาจากข้อมูลตัวอย่าง: องค์กร 1 องค์กร\n" in said
    assert "user add EMAIL --role national_administrator" in said
    assert "demo --scale small" in said


def test_the_command_says_no_more_where_nothing_is_left_and_somebody_can_sign_in() -> None:
    _make()
    make_account(Role.NATIONAL_ADMINISTRATOR, email="somchai@example.org")
    assert len(_removed_by_command().splitlines()) == 1
    assert len(_removed_by_command(as_json=True).splitlines()) == 1


@override_settings(PRODUCTION=True)
def test_production_is_told_of_the_first_account_only() -> None:
    (line,) = how_to_begin()
    assert "user add" in line


def test_who_can_sign_in_is_told_in_words() -> None:
    with translation.override("th"):
        told = {account.email.partition("@")[0]: in_words(account) for account in SIGN_INS}
    assert told["manager30"] == "นักจัดการข้อมูล (ศูนย์ 30)"
    assert told["analyst"] == "นักวิเคราะห์ส่วนกลาง"
