"""Of a list that was kept long enough nothing can be read any more, and what people corrected since stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sanphalang.access.viewer import OPERATOR
from sanphalang.files import originals
from sanphalang.files.models import Original
from sanphalang.intake.models import ImportBatch, ImportRow
from sanphalang.intake.tests.lists import TABLE, WEAVERS, brought_in, checked, outcomes, withdrawn
from sanphalang.intake.tests.people_lists import HEADER, SOMSRI
from sanphalang.intake.tests.people_lists import TABLE as PEOPLE
from sanphalang.organisations.actions import edit_organisation
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.actions import edit_person
from sanphalang.people.models import Person
from sanphalang.privacy.erasing import erase
from sanphalang.privacy.retention import remove_what_is_over

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_home")]


def _years_pass() -> None:
    remove_what_is_over("operator", timezone.now() + timedelta(days=740))


def _weavers() -> Organisation:
    return Organisation.objects.get(pk=Organisation.objects.order_by("pk").values("pk")[:1])


def _edit(**values: object) -> None:
    there = _weavers()
    edit_organisation(OPERATOR, there.pk, expected_revision=there.revision, values=values)


@pytest.mark.parametrize("correct_first", [True, False])
def test_a_correction_by_hand_outlives_the_list_and_its_retention(correct_first: bool) -> None:
    brought_in(checked(TABLE))
    if correct_first:
        _edit(members=99)
    _years_pass()
    if not correct_first:
        _edit(members=99)
    assert not Original.objects.exclude(kind=Original.Kind.DIGESTS).exists()
    batch = brought_in(checked(TABLE))
    assert batch.counts["unchanged"] == 2
    assert _weavers().members == 99
    assert not _weavers().claims.filter(batch=batch.pk).exists()


def test_what_the_old_list_did_not_say_is_news() -> None:
    brought_in(checked(TABLE))
    _edit(members=99)
    _years_pass()
    brought_in(checked([(*WEAVERS[:5], "41", WEAVERS[6])]))
    assert _weavers().members == 41


def test_a_record_renamed_and_moved_by_hand_is_known_again_by_what_the_old_list_said() -> None:
    brought_in(checked(TABLE))
    _edit(name="กลุ่มผ้าทอมือ", place=30210100, place_level="subdistrict")
    _years_pass()
    assert outcomes(checked(TABLE)) == {2: "unchanged", 3: "unchanged"}
    assert outcomes(checked(TABLE, source="อีกหน่วยงาน"))[2] == "created"


def test_a_row_that_says_something_else_is_not_known_by_digests() -> None:
    """The negative control: of digests nothing can be asked but whether they are the same."""
    brought_in(checked([WEAVERS]))
    _edit(name="กลุ่มผ้าทอมือ", place=30210100, place_level="subdistrict")
    other_spelling = ("กลุ่มทอผ้าไหม บ้านหนองบัว", *WEAVERS[1:])
    assert outcomes(checked([other_spelling])) == {2: "updated"}
    _years_pass()
    assert outcomes(checked([other_spelling])) == {2: "created"}


def test_nothing_that_the_list_said_can_be_read() -> None:
    brought_in(checked([*PEOPLE, PEOPLE[0]], header=HEADER, kind="people", centre="30"))
    _years_pass()
    contents = list(Original.objects.values_list("content", flat=True))
    assert len(contents) == len(PEOPLE)  # a double is no claim
    digests = [said for _row, said in originals.read(originals.Kind.DIGESTS, _batch())]
    assert all(digest.startswith("private:") for said in digests for digest in said.values())
    named = ImportRow.objects.exclude(identity="").values_list("identity", flat=True)
    assert [identity.partition(":")[0] for identity in named] == ["private"] * len(PEOPLE)


def _batch() -> int:
    return ImportBatch.objects.order_by("pk").values_list("pk", flat=True)[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("reference_data")
def test_a_person_corrected_by_hand_stays_so_and_an_erased_one_leaves_no_digest() -> None:
    brought_in(checked(PEOPLE, header=HEADER, kind="people", centre="30"))
    somsri = Person.objects.get(given_name="สมศรี")
    edit_person(OPERATOR, somsri.pk, expected_revision=somsri.revision, values={"telephone": "0000-999-999"})
    _years_pass()
    assert brought_in(checked(PEOPLE, header=HEADER, kind="people", centre="30")).counts["unchanged"] == len(PEOPLE)
    somsri.refresh_from_db()
    assert somsri.telephone == "0000-999-999"
    ImportBatch.objects.exclude(pk=_batch()).delete()
    row = PEOPLE.index(SOMSRI) + 2
    digested = set(Original.objects.filter(owner=_batch()).values_list("number", flat=True))
    erase(OPERATOR, somsri.pk)
    assert set(Original.objects.filter(owner=_batch()).values_list("number", flat=True)) == digested - {row}
    assert ImportRow.objects.get(batch=_batch(), number=row).identity == ""


def test_a_list_withdrawn_later_takes_its_digests_along_and_restores_nothing_it_does_not_know() -> None:
    there = make_organisation(WEAVERS[0], place="300101", members=10)
    batch = brought_in(checked(TABLE))
    if Organisation.objects.get(pk=there.pk).members != 35:
        pytest.fail("the list was to change what was there")
    _years_pass()
    batch = withdrawn(batch)
    assert batch.report["withdrawn"] == {"removed": 1, "restored": 0, "kept": 1, "too_old": 1}
    assert list(Organisation.objects.values_list("pk", "members")) == [(there.pk, 35)]
    assert list(Original.objects.values_list("kind", "number")) == [(Original.Kind.DIGESTS, 2)]


def test_retention_twice_leaves_the_digests() -> None:
    brought_in(checked(TABLE))
    _years_pass()
    before = list(Original.objects.order_by("pk").values())
    ImportBatch.objects.update(created_at=timezone.now() - timedelta(days=800))
    _years_pass()
    assert list(Original.objects.order_by("pk").values()) == before
    assert ImportRow.objects.exclude(identity="").count() == len(TABLE)
