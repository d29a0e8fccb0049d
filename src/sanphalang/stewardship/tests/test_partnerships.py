"""A partnership of the network goes where its organisation goes: merged, parted again, and with the list it came by."""

from __future__ import annotations

import pytest

from sanphalang.access.viewer import OPERATOR, PUBLIC
from sanphalang.intake.tests.lists import TABLE, brought_in, checked, withdrawn
from sanphalang.organisations.models import NetworkPartnership, Organisation
from sanphalang.organisations.partnership_queries import partners
from sanphalang.organisations.partnerships import note_partnership
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.stewardship.actions import merge_records, undo_merge

pytestmark = pytest.mark.django_db

YEAR = 2020


def _university(since: int | None = None) -> int:
    made = make_organisation("มหาวิทยาลัยทดลอง", place="300101", kind="academic")
    if since is not None:
        note_partnership(OPERATOR, made.pk, since_year=since)
    return made.pk


def _revision(record: int) -> int:
    return Organisation.with_merged.get(pk=record).revision


def _merge(keep: int, absorb: int) -> int:
    seen = {each: _revision(each) for each in (keep, absorb)}
    return merge_records(OPERATOR, "organisations", keep=keep, absorb=absorb, seen=seen)


def _undo(merge: int, kept: int) -> None:
    undo_merge(OPERATOR, merge, seen={kept: _revision(kept)})


def _known() -> list[tuple[int, int]]:
    return [(each.id, each.since) for each in partners(PUBLIC, "academic", YEAR)]


def test_it_moves_to_the_record_that_stays_and_back() -> None:
    kept, other = _university(), _university(since=2015)
    merge = _merge(kept, other)
    assert _known() == [(kept, 2015)]
    _undo(merge, kept)
    assert _known() == [(other, 2015)]


def test_of_two_that_of_the_kept_record_counts_and_both_are_there_again() -> None:
    kept, other = _university(since=2017), _university(since=2015)
    merge = _merge(kept, other)
    assert _known() == [(kept, 2017)]
    _undo(merge, kept)
    assert sorted(_known()) == [(kept, 2017), (other, 2015)]


def test_years_that_are_mended_after_a_merge_go_back_with_it() -> None:
    kept, other = _university(), _university(since=2015)
    merge = _merge(kept, other)
    note_partnership(OPERATOR, kept, since_year=2016)
    assert _known() == [(kept, 2016)]
    _undo(merge, kept)
    assert _known() == [(other, 2016)]


def test_a_list_is_not_withdrawn_from_an_organisation_that_became_a_partner() -> None:
    batch = brought_in(checked(TABLE, centre="30"))
    partner, gone = Organisation.objects.order_by("pk")
    NetworkPartnership.objects.create(organisation=partner, since_year=2015)
    withdrawn(batch)
    assert list(Organisation.objects.all()) == [partner]
    assert not Organisation.with_merged.filter(pk=gone.pk).exists()
