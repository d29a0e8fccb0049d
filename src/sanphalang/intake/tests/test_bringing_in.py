"""A list becomes records; again it changes nothing; withdrawn, it leaves what was there before."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import OPERATOR
from sanphalang.files import claims, originals
from sanphalang.intake import queries, summary
from sanphalang.intake.actions import check_again, decide_rows
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import BAKERS, HEADER, TABLE, WEAVERS, brought_in, checked, outcomes, withdrawn
from sanphalang.ledger.models import Entry
from sanphalang.organisations.models import Claim, Organisation
from sanphalang.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def registry() -> list[dict[str, Any]]:
    """The organisations in every column but two: a withdrawal is a change like any, with a revision and a moment."""
    rows = Organisation.objects.order_by("id").values()
    return [{**row, "revision": None, "updated_at": None} for row in rows]


def all_claims() -> list[dict[str, Any]]:
    return [{**row, "revision": None} for row in Claim.objects.order_by("id").values()]


def test_a_new_list_makes_records_with_place_kind_and_source() -> None:
    batch = brought_in(checked(TABLE))
    weavers = Organisation.objects.get(name=WEAVERS[0])
    assert batch.counts["created"] == 2
    assert (weavers.place, weavers.place_level) == (30010100, "subdistrict")
    assert (weavers.members, weavers.activity, weavers.telephone) == (35, "ผ้าไหม", "0000-123-456")
    claim = weavers.claims.get()
    assert (claim.source.name, claim.batch, claim.row, claim.created) == ("พัฒนาชุมชน", batch.pk, 2, True)


def test_the_same_list_again_changes_nothing() -> None:
    brought_in(checked(TABLE))
    before, claims = registry(), all_claims()
    again = brought_in(checked(TABLE))
    assert again.counts["unchanged"] == 2
    assert registry() == before
    assert all_claims() == claims


def test_another_list_changes_what_differs_and_adds_activities() -> None:
    brought_in(checked(TABLE))
    more = (*WEAVERS[:5], "40", "ผ้าฝ้าย")
    batch = brought_in(checked([more], source="เกษตรจังหวัด"))
    weavers = Organisation.objects.get(name=WEAVERS[0])
    assert batch.counts["updated"] == 1
    assert (weavers.members, weavers.activity, weavers.revision) == (40, "ผ้าไหม\nผ้าฝ้าย", 2)


def test_a_correction_by_hand_outlives_the_same_list() -> None:
    brought_in(checked(TABLE))
    Organisation.objects.filter(name=WEAVERS[0]).update(members=99, revision=2)
    batch = brought_in(checked(TABLE))
    assert batch.counts["unchanged"] == 2
    assert Organisation.objects.get(name=WEAVERS[0]).members == 99


def test_a_second_product_of_a_group_is_a_double_whose_activity_is_kept() -> None:
    batch = brought_in(checked([WEAVERS, (*WEAVERS[:6], "กระเป๋าผ้า"), BAKERS]))
    assert outcomes(batch) == {2: "created", 3: "double", 4: "created"}
    assert Organisation.objects.get(name=WEAVERS[0]).activity == "ผ้าไหม\nกระเป๋าผ้า"


def test_a_second_product_in_a_later_list_is_news() -> None:
    brought_in(checked([WEAVERS]))
    batch = checked([WEAVERS, (*WEAVERS[:6], "กระเป๋าผ้า")])
    assert outcomes(batch) == {2: "updated", 3: "double"}


def test_a_row_without_a_name_is_rejected_and_one_without_a_place_waits() -> None:
    batch = checked([("-", *WEAVERS[1:6], ""), (WEAVERS[0], "", "", "", "", "", ""), BAKERS])
    assert outcomes(batch) == {2: "rejected", 3: "doubtful", 4: "created"}


def test_a_similar_name_in_the_same_place_waits_for_a_person() -> None:
    brought_in(checked(TABLE))
    batch = checked([("กลุ่มทอผ้าไหมบ้านหนองบั่ว", *WEAVERS[1:])])
    row = batch.rows.get()
    assert (row.outcome, row.record) == ("doubtful", Organisation.objects.get(name=WEAVERS[0]).pk)
    assert "similar_name" in row.why


def test_withdrawing_leaves_the_registry_as_it_was() -> None:
    brought_in(checked([WEAVERS]))
    before, claims = registry(), all_claims()
    batch = brought_in(checked([(*WEAVERS[:5], "40", "ผ้าฝ้าย"), BAKERS], source="เกษตรจังหวัด"))
    assert registry() != before
    batch = withdrawn(batch)
    assert registry() == before
    assert all_claims() == claims
    assert batch.report["withdrawn"] == {"removed": 1, "restored": 1, "kept": 0}


def test_a_withdrawal_is_a_change_that_a_list_checked_before_it_learns_of() -> None:
    number = make_organisation("กลุ่มผ้าไหมหนึ่งเดียว", place="300101", kind="occupation_group").pk
    renaming = checked([(str(number), "กลุ่มเปลี่ยนชื่อแล้ว", *WEAVERS[1:])], header=("รหัสในสานพลัง", *HEADER))
    decide_rows(OPERATOR, renaming.pk, rows=[2], decision="same")
    brought_in(renaming)
    make_organisation("กลุ่มอื่นใด", place="300101")
    named_so = checked([("กลุ่มผ้าไหมหนึ่งเดียว", *WEAVERS[1:])], source="เกษตรจังหวัด")
    assert outcomes(named_so) == {2: "created"}
    withdrawn(renaming)
    brought_in(named_so)
    assert Organisation.objects.filter(name="กลุ่มผ้าไหมหนึ่งเดียว").count() == 1


def test_a_change_is_not_taken_back_when_what_was_before_is_no_longer_kept() -> None:
    brought_in(checked([WEAVERS], source="เกษตรจังหวัด"))
    batch = brought_in(checked([(*WEAVERS[:5], "40", "ผ้าฝ้าย"), BAKERS]))
    originals.forget_words(batch.pk)
    before = registry()
    batch = withdrawn(batch)
    assert batch.report["withdrawn"] == {"removed": 1, "restored": 0, "kept": 1, "too_old": 1}
    assert registry() == [row for row in before if row["name"] == WEAVERS[0]]
    assert list(Claim.objects.filter(batch=batch.pk).values_list("row", "kept")) == [(2, "too_old")]
    with override("en"):
        assert summary.withdrawn(batch) == [
            "1 new record was removed.",
            "1 record stays as the list left it: what it was before is no longer kept.",
        ]


def test_withdrawing_keeps_what_somebody_edited_since_and_says_so() -> None:
    batch = brought_in(checked(TABLE))
    edited = Organisation.objects.get(name=WEAVERS[0])
    Organisation.objects.filter(pk=edited.pk).update(members=99, revision=2)
    batch = withdrawn(batch)
    assert [organisation.pk for organisation in Organisation.objects.all()] == [edited.pk]
    assert batch.report["withdrawn"]["kept"] == 1
    assert list(Claim.objects.filter(batch=batch.pk).values_list("organisation", "kept")) == [(edited.pk, "edited")]


def test_withdrawing_keeps_a_record_that_another_source_knows() -> None:
    first = brought_in(checked([WEAVERS]))
    brought_in(checked([WEAVERS], source="เกษตรจังหวัด"))
    first = withdrawn(first)
    assert Organisation.objects.count() == 1
    assert Claim.objects.get(batch=first.pk).kept == "known"


def test_withdrawing_a_later_list_makes_the_earlier_one_restorable_again() -> None:
    first = brought_in(checked([WEAVERS]))
    second = brought_in(checked([(*WEAVERS[:5], "40", "")], source="เกษตรจังหวัด"))
    withdrawn(second)
    withdrawn(first)
    assert not Organisation.objects.exists()


def test_each_act_is_in_the_ledger_and_nothing_private_is() -> None:
    withdrawn(brought_in(checked(TABLE)))
    verbs = set(Entry.objects.filter(subject_kind="import").values_list("verb", flat=True))
    assert {"intake.start", "intake.bring_in", "intake.withdraw"} <= verbs
    assert "0000" not in str(list(Entry.objects.values_list("changes", flat=True)))


def test_the_cells_are_kept_as_they_came() -> None:
    batch = checked([("กลุ่ม  ทอผ้า  เเม่บ้าน", *WEAVERS[1:])])
    assert dict(originals.read(originals.Kind.CELLS, batch.pk))[2][0] == "กลุ่ม  ทอผ้า  เเม่บ้าน"
    assert dict(originals.read(originals.Kind.VALUES, batch.pk))[2]["name"] == "กลุ่ม ทอผ้า แม่บ้าน"


def test_an_export_brought_in_again_is_recognised_by_its_number() -> None:
    brought_in(checked(TABLE))
    weavers = Organisation.objects.get(name=WEAVERS[0])
    row = (str(weavers.pk), "กลุ่มทอผ้าไหมและผ้าฝ้ายบ้านหนองบัว", *WEAVERS[1:])
    batch = checked([row], header=("รหัสในสานพลัง", *HEADER), source="ส่งออก")
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="same")
    assert brought_in(batch).counts["updated"] == 1
    weavers.refresh_from_db()
    assert weavers.name == "กลุ่มทอผ้าไหมและผ้าฝ้ายบ้านหนองบัว"


def test_a_number_of_somebody_elses_is_not_taken_for_ours() -> None:
    brought_in(checked(TABLE))
    weavers = Organisation.objects.get(name=WEAVERS[0])
    row = (str(weavers.pk), "กลุ่มเลี้ยงปลาบ้านใหม่", "สีคิ้ว", "สีคิ้ว", "นครราชสีมา", "", "9", "")
    batch = checked([row], header=("รหัสในสานพลัง", *HEADER), viewer=OPERATOR)
    assert batch.counts["created"] == 1


def test_a_list_brought_in_over_two_rounds_is_taken_back_whole() -> None:
    brought_in(checked([WEAVERS]))
    before = registry()
    first = (*WEAVERS[:5], "41", "")
    less_exact = (WEAVERS[0], "", *WEAVERS[2:4], "", "42", "")
    batch = checked([less_exact, first], source="เกษตรจังหวัด")
    assert outcomes(batch) == {2: "doubtful", 3: "updated"}
    brought_in(batch)
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="same")
    batch = brought_in(batch)
    batch = withdrawn(batch)
    assert registry() == before
    assert batch.report["withdrawn"]["kept"] == 0


def test_the_record_that_a_person_named_is_changed_even_when_others_wrote_meanwhile() -> None:
    brought_in(checked([WEAVERS]))
    batch = checked([("กลุ่มทอผ้าไหมบ้านหนองบั่ว", *WEAVERS[1:5], "42", "")], source="เกษตรจังหวัด")
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="same")
    brought_in(checked([BAKERS], source="อบต."))
    brought_in(batch)
    assert Organisation.objects.count() == 2
    assert Organisation.objects.filter(members=42).count() == 1


def test_rows_that_were_brought_in_stay_with_their_records_when_checked_again() -> None:
    batch = brought_in(checked([WEAVERS, BAKERS]))
    made = dict(Claim.objects.values_list("row", "organisation"))
    check_again(OPERATOR, batch.pk)
    batch.refresh_from_db()
    read_and_check(batch)
    assert dict(batch.rows.values_list("number", "record")) == made
    assert outcomes(batch) == {2: "unchanged", 3: "unchanged"}


def test_a_row_that_was_brought_in_is_not_decided_any_more() -> None:
    batch = brought_in(checked([WEAVERS]))
    with pytest.raises(Refused):
        decide_rows(OPERATOR, batch.pk, rows=[2], decision="skip")


def test_counts_tell_what_stands_however_often_a_list_is_brought_in() -> None:
    batch = brought_in(withdrawn(brought_in(checked(TABLE))))
    assert batch.report["brought"] == {"created": 2, "updated": 0, "unchanged": 0}
    again = brought_in(brought_in(checked(TABLE)))
    assert again.report["brought"] == {"created": 0, "updated": 0, "unchanged": 2}


def test_a_record_that_a_withdrawal_left_is_not_counted_as_made_once_more() -> None:
    batch = brought_in(checked(TABLE))
    Organisation.objects.filter(name=WEAVERS[0]).update(members=99, revision=2)
    withdrawn(batch)
    read_and_check(check_again(OPERATOR, batch.pk))
    batch.refresh_from_db()
    batch = brought_in(batch)
    assert batch.report["brought"] == {"created": 1, "updated": 0, "unchanged": 1}
    with override("en"):
        notes = [each["note"] for each in summary.numbers(batch, queries.doubts(batch))]
    assert notes[:2] == ["new 1", "known already 1"]


def test_rows_that_a_list_brought_in_before_are_told_from_what_others_said() -> None:
    brought_in(checked([WEAVERS], source="เกษตรจังหวัด"))
    batch = brought_in(checked(TABLE))
    read_and_check(check_again(OPERATOR, batch.pk))
    batch.refresh_from_db()
    batch = brought_in(batch)
    assert batch.report["brought"] == {"created": 1, "updated": 0, "unchanged": 1}
    with override("en"):
        notes = [each["note"] for each in summary.numbers(batch, queries.doubts(batch))]
    assert notes[:2] == ["none", "brought in by this list before 1 · known already 1"]


def test_an_update_can_be_withdrawn_and_brought_in_once_more() -> None:
    brought_in(checked([WEAVERS]))
    batch = brought_in(checked([(*WEAVERS[:5], "41", "")], source="เกษตรจังหวัด"))
    brought_in(withdrawn(batch))
    assert Organisation.objects.get().members == 41


def test_a_form_left_open_over_a_withdrawal_cannot_overwrite_a_later_edit() -> None:
    brought_in(checked([WEAVERS]))
    batch = brought_in(checked([(*WEAVERS[:5], "41", "")], source="เกษตรจังหวัด"))
    open_form = Organisation.objects.get().revision
    withdrawn(batch)
    assert Organisation.objects.get().revision > open_form


def test_a_list_wakes_the_projections_of_what_it_made_and_took_back(monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(claims, "mark", lambda subjects: woken.extend(subject_id for _kind, subject_id in subjects))
    monkeypatch.setattr(claims, "mark_new", lambda _kind, ids: woken.extend(map(str, ids)))
    batch = brought_in(checked(TABLE))
    made = [str(organisation) for organisation in Claim.objects.values_list("organisation", flat=True)]
    assert sorted(woken) == sorted(made)
    withdrawn(batch)
    assert sorted(woken) == sorted(made * 2)
