"""What happens between the check of a list and its bringing in is seen, and never overwritten blindly."""

from __future__ import annotations

import pytest

from sanphalang.access.viewer import OPERATOR
from sanphalang.intake.actions import decide_rows
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import BAKERS, TABLE, WEAVERS, brought_in, checked, outcomes, withdrawn
from sanphalang.organisations.actions import create_organisation, edit_organisation
from sanphalang.organisations.models import Claim, Organisation

pytestmark = pytest.mark.django_db

MORE_WEAVERS = (*WEAVERS[:5], "40", "ผ้าฝ้าย")


def _weavers() -> Organisation:
    return Organisation.objects.get(name=WEAVERS[0])


def _edit(**values: object) -> None:
    weavers = _weavers()
    edit_organisation(OPERATOR, weavers.pk, expected_revision=weavers.revision, values=values)


@pytest.fixture
def later() -> ImportBatch:
    """A list that changes members and activity of a group that is known, checked and not brought in."""
    brought_in(checked(TABLE))
    return checked([MORE_WEAVERS], source="เกษตรจังหวัด")


def test_an_edit_of_something_else_makes_a_person_look_and_is_kept(later: ImportBatch) -> None:
    _edit(address="12 ถนนมิตรภาพ")
    later = brought_in(later)
    row = later.rows.get()
    assert (row.outcome, "edited_since_check" in row.why) == ("doubtful", True)
    assert later.counts == {**dict.fromkeys(later.counts, 0), "doubtful": 1}
    assert (_weavers().members, _weavers().address) == (35, "12 ถนนมิตรภาพ")
    decide_rows(OPERATOR, later.pk, rows=[2], decision="same")
    brought_in(later)
    assert (_weavers().members, _weavers().address, _weavers().revision) == (40, "12 ถนนมิตรภาพ", 3)


def test_an_edit_that_says_the_same_leaves_nothing_to_bring_in(later: ImportBatch) -> None:
    _edit(members=40, activity="ผ้าไหม\nผ้าฝ้าย")
    later = brought_in(later)
    assert later.counts["unchanged"] == 1
    assert _weavers().revision == 2


def test_another_list_in_between_is_no_edit_by_hand(later: ImportBatch) -> None:
    brought_in(checked([(*WEAVERS[:5], "38", "")], source="สำรวจ"))
    later = brought_in(later)
    assert (later.counts["updated"], _weavers().members) == (1, 40)


def test_an_organisation_made_by_hand_in_between_is_not_made_again() -> None:
    batch = checked(TABLE)
    values = {"name": WEAVERS[0], "kind_id": "occupation_group", "place": 30010100, "place_level": "subdistrict"}
    create_organisation(OPERATOR, values=values)
    batch = brought_in(batch)
    assert outcomes(batch) == {2: "doubtful", 3: "created"}
    assert Organisation.objects.count() == 2


def test_two_lists_of_the_same_groups_checked_before_either_is_brought_in() -> None:
    first, second = checked(TABLE), checked(TABLE, source="เกษตรจังหวัด")
    brought_in(first)
    second = brought_in(second)
    assert second.counts["unchanged"] == 2
    assert Organisation.objects.count() == 2
    assert Claim.objects.filter(batch=second.pk).count() == 2


def test_a_record_whose_list_was_withdrawn_in_between_is_made_anew() -> None:
    first = brought_in(checked(TABLE))
    second = checked([MORE_WEAVERS, BAKERS], source="เกษตรจังหวัด")
    assert second.counts["updated"] == second.counts["unchanged"] == 1
    withdrawn(first)
    second = brought_in(second)
    assert second.counts["created"] == 2
    assert _weavers().members == 40


def test_rows_of_one_list_are_not_compared_with_each_other_when_looked_at_again() -> None:
    """Two names that differ by a letter are two rows of the list; what was brought in of it is no reason to doubt."""
    twins = [WEAVERS, (f"{WEAVERS[0]}ว", *WEAVERS[1:])]
    batch = checked(twins)
    create_organisation(OPERATOR, values={"name": "กลุ่มอื่น", "kind_id": "other"})
    assert brought_in(batch).counts["created"] == 2


def test_a_row_that_resembles_a_record_made_meanwhile_is_another_where_its_list_names_that_record_too() -> None:
    twins = [WEAVERS, (f"{WEAVERS[0]}ว", *WEAVERS[1:])]
    first, second = checked([WEAVERS]), checked(twins[::-1], source="เกษตรจังหวัด")
    brought_in(first)
    assert outcomes(brought_in(second)) == {2: "created", 3: "unchanged"}
