"""A list of the network's authorities tells of known ones; again it changes nothing; withdrawn, all is as before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.viewer import OPERATOR
from sanphalang.intake.actions import correct_cells, decide_rows
from sanphalang.intake.models import Finding, ImportRow
from sanphalang.intake.queries import not_brought_in
from sanphalang.intake.rows_of_a_person import forget_list, lists_older_than
from sanphalang.intake.tests.lists import brought_in, outcomes, withdrawn
from sanphalang.intake.tests.membership_lists import (
    CITY,
    PHO,
    TABLE,
    again,
    changed,
    listed,
    make_authorities,
    members,
    number_of,
    trained,
    why,
)
from sanphalang.ledger.models import Entry
from sanphalang.organisations import network
from sanphalang.organisations.models import LocalAuthority, NetworkMembership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _authorities() -> None:
    make_authorities()


def test_a_list_tells_who_joined_and_who_was_trained_and_makes_no_authority() -> None:
    before = set(LocalAuthority.objects.values_list("pk", flat=True))
    batch = listed(*TABLE)
    assert outcomes(batch) == {2: "created", 3: "created"}
    assert not NetworkMembership.objects.exists()
    assert brought_in(batch).report["brought"] == {"created": 2}
    assert members() == {"6300101": (None, 2014, None), "4300101": (2014, 2017, None)}
    assert trained() == {("6300101", "camp", 2019, 12)}
    assert set(LocalAuthority.objects.values_list("pk", flat=True)) == before
    entry = Entry.objects.get(verb="intake.bring_in", subject_id=str(batch.pk))
    assert entry.changes == {"rows": {"created": 2}}


def test_the_same_list_again_and_the_same_row_twice_change_nothing() -> None:
    brought_in(listed(*TABLE))
    second = listed(*TABLE, PHO, source="อีกแหล่ง")
    assert outcomes(second) == {2: "unchanged", 3: "unchanged", 4: "double"}
    assert brought_in(second).report["brought"] == {"unchanged": 2}
    assert withdrawn(second).report["withdrawn"] == {"removed": 0, "restored": 0, "kept": 0}
    assert len(members()) == 2


def test_several_rows_of_one_authority_tell_of_several_trainings() -> None:
    batch = listed(PHO, changed(PHO, c7="2563", c8="5"), changed(PHO, c6="สุดยอดผู้นำ", c8=""))
    assert outcomes(batch) == {2: "created", 3: "created", 4: "created"}
    brought_in(batch)
    assert trained() == {
        ("6300101", "camp", 2019, 12),
        ("6300101", "camp", 2020, 5),
        ("6300101", "top_leader", 2019, None),
    }
    withdrawn(batch)
    assert (members(), trained()) == ({}, set())


@pytest.mark.parametrize(
    ("name", "district", "province", "reason"),
    [
        ("อบต.ไม่มีอยู่", "เมืองนครราชสีมา", "นครราชสีมา", "authority_not_found"),
        ("หมูสี", "ปากช่อง", "นครราชสีมา", "authority_ambiguous"),
        ("อบต.โคกสูง", "", "", "authority_ambiguous"),
        ("เทศบาลตำบลโพธิ์กลาง", "", "นครราชสีมา", "authority_not_found"),
        ("โพธิ์กลาง", "", "", "authority_not_found"),
        ("อบต.โพธิ์กลาง", "ไม่มีจริง", "", "place_unknown"),
        ("อบต.โพธิ์กลาง (อ.ไม่มีจริง)", "", "", "authority_not_found"),
        ("อบต.โพธิ์กลาง อ.เมืองขอนแก่น", "", "นครราชสีมา", "authority_not_found"),
        ("อบต.โพธิ์กลาง จ.ขอนแก่น", "", "", "authority_not_found"),
    ],
)
def test_a_row_that_means_no_authority_for_certain_waits(name: str, district: str, province: str, reason: str) -> None:
    batch = listed(PHO, changed(PHO, c1=name, c2=district, c3=province))
    assert outcomes(batch)[3] == "doubtful"
    assert why(batch) == {3: [reason]}
    field = "place" if reason == "place_unknown" else "name"
    assert batch.found[f"{field}.{reason}"] == {"rows": 1, "example": 3}
    decide_rows(OPERATOR, batch.pk, rows=[3], decision="skip")
    with pytest.raises(Refused):
        decide_rows(OPERATOR, batch.pk, rows=[3], decision="as_is")
    brought_in(batch)
    assert list(members()) == ["6300101"]


@pytest.mark.parametrize(
    ("name", "district", "code"),
    [
        ("เทศบาลตำบลหมูสี", "ปากช่อง", "5302101"),
        ("ทต. หมูสี", "อ.ปากช่อง", "5302101"),
        ("องค์การบริหารส่วนตำบลหมูสี", "", "6302101"),
        ("เทศบาลหมูสี", "ปากช่อง", "5302101"),
        ("อบจ.นครราชสีมา", "", "2300001"),
        ("องค์การบริหารส่วนจังหวัดนครราชสีมา", "", "2300001"),
        ("อบต.โคกสูง อ.เมืองนครราชสีมา จ.นครราชสีมา", "", "6300102"),
        ("อบต.โคกสูง (อ.เมือง จ.ขอนแก่น)", "ไม่มีจริง", "6400101"),
        ("อบต.โพธิ์กลาง", "ไม่มีจริง", "6300101"),
        ("อบต.โพธิ์กลาง (อ.ไม่มีจริง)", "", "6300101"),
    ],
)
def test_an_authority_is_known_by_kind_name_and_place_however_they_are_written(
    name: str, district: str, code: str
) -> None:
    province = "" if "จ." in name else "นครราชสีมา"
    brought_in(listed(changed(PHO, c1=name, c2=district, c3=province)))
    assert list(members()) == [code]


def test_the_kind_may_stand_in_a_column_of_its_own_and_the_province_in_the_title() -> None:
    header = ("ประเภท", "อปท.", "ปี พ.ศ.")
    rows = [("อบต.", "โพธิ์กลาง", "2557"), ("ทต.", "หมูสี", "2558"), ("อบจ.", "นครราชสีมา", "2559")]
    batch = listed(*rows, header=header, centre="30")
    assert set(outcomes(batch).values()) == {"created"}
    brought_in(batch)
    assert set(members()) == {"6300101", "5302101", "2300001"}


def test_a_column_of_kinds_that_says_no_more_than_municipality_or_nothing_known_is_not_passed_over() -> None:
    header = ("ประเภท", "อปท.", "จังหวัด", "ปีที่เข้าร่วม")
    rows = [
        ("เทศบาล", "โพธิ์กลาง", "นครราชสีมา", "2557"),
        ("เทศบาล", "หมูสี", "นครราชสีมา", "2558"),
        ("เทศบาล", "อบต.หมูสี", "นครราชสีมา", "2558"),
        ("หน่วยงาน", "โพธิ์กลาง", "นครราชสีมา", "2557"),
        ("อบต.", "หมูสี", "นครราชสีมา", "2559"),
    ]
    batch = listed(*rows, header=header)
    assert outcomes(batch) == {2: "doubtful", 3: "created", 4: "doubtful", 5: "doubtful", 6: "created"}
    assert why(batch) == {number: ["authority_not_found"] for number in (2, 4, 5)}
    brought_in(batch)
    assert members() == {"5302101": (None, 2015, None), "6302101": (None, 2016, None)}


def test_a_row_is_settled_by_correcting_its_name() -> None:
    batch = listed(PHO, changed(CITY, c1="เทศบาลนครโคราช"))
    assert why(batch) == {3: ["authority_not_found"]}
    correct_cells(OPERATOR, batch.pk, row=3, values={"name": "เทศบาลนครนครราชสีมา"})
    brought_in(again(batch))
    assert set(members()) == {"6300101", "4300101"}


def test_what_the_registry_says_otherwise_is_shown_and_stays_until_a_person_takes_the_list_s_word() -> None:
    network.join_network(OPERATOR, number_of("6300101"), year=2012)
    batch = listed(*TABLE)
    assert outcomes(batch) == {2: "doubtful", 3: "created"}
    assert why(batch) == {2: ["membership_otherwise"]}
    assert ImportRow.objects.get(batch=batch, number=2).record == number_of("6300101")
    brought_in(batch)
    assert members()["6300101"] == (None, 2012, None)
    assert not trained()
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="same")
    assert brought_in(batch).report["brought"] == {"created": 1, "updated": 1}
    assert members()["6300101"] == (None, 2014, None)
    assert withdrawn(batch).report["withdrawn"] == {"removed": 1, "restored": 1, "kept": 0}
    assert members() == {"6300101": (None, 2012, None)}
    assert not trained()


def test_what_is_known_stays_where_a_person_says_so_and_the_check_remembers_it() -> None:
    network.join_network(OPERATOR, number_of("6300101"), year=2012)
    batch = listed(*TABLE)
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="skip")
    batch.refresh_from_db()
    assert (outcomes(batch), batch.counts["doubtful"]) == ({2: "unchanged", 3: "created"}, 0)
    for _time in range(2):
        assert outcomes(again(batch)) == {2: "unchanged", 3: "created"}
    assert brought_in(batch).report["brought"] == {"created": 1}
    assert outcomes(batch) == {2: "unchanged", 3: "created"}
    assert (members()["6300101"], trained()) == ((None, 2012, None), set())


def test_who_left_what_is_known_may_still_take_the_word_of_the_list() -> None:
    network.join_network(OPERATOR, number_of("6300101"), year=2012)
    batch = listed(*TABLE)
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="skip")
    decide_rows(OPERATOR, again(batch).pk, rows=[2], decision="same")
    assert brought_in(batch).report["brought"] == {"created": 1, "updated": 1}
    assert members()["6300101"] == (None, 2014, None)


def test_a_row_that_was_put_off_for_another_reason_is_not_settled_by_the_check() -> None:
    network.join_network(OPERATOR, number_of("6300101"), year=2012)
    batch = listed(changed(PHO, c1="อบต.ไม่มีอยู่"), CITY)
    decide_rows(OPERATOR, batch.pk, rows=[2], decision="skip")
    assert outcomes(batch)[2] == "doubtful"
    correct_cells(OPERATOR, batch.pk, row=2, values={"name": "อบต.โพธิ์กลาง"})
    assert outcomes(again(batch))[2] == "doubtful"
    assert why(batch) == {2: ["membership_otherwise"]}


def test_a_row_that_turns_out_to_be_no_news_is_not_offered_again() -> None:
    batch = listed(*TABLE)
    network.join_network(OPERATOR, number_of("4300101"), year=2015)
    assert brought_in(batch).report["brought"] == {"created": 1, "unchanged": 1}
    assert outcomes(batch) == {2: "created", 3: "unchanged"}
    assert not_brought_in(batch) == 0


def test_a_span_that_holds_the_known_year_says_nothing_new_and_a_year_out_of_a_span_does() -> None:
    network.join_network(OPERATOR, number_of("4300101"), year=2015)
    network.join_network(OPERATOR, number_of("6300101"), year=2017, year_from=2013)
    batch = listed(*TABLE)
    assert outcomes(batch) == {2: "updated", 3: "unchanged"}
    brought_in(batch)
    assert members() == {"6300101": (None, 2014, None), "4300101": (None, 2015, None)}
    withdrawn(batch)
    assert members()["6300101"] == (2013, 2017, None)


def test_an_authority_leaves_and_its_leaving_is_taken_back() -> None:
    network.join_network(OPERATOR, number_of("6300101"), year=2014)
    batch = listed(changed(PHO, c5="2563", c6="", c7="", c8=""))
    assert outcomes(batch) == {2: "updated"}
    brought_in(batch)
    assert members() == {"6300101": (None, 2014, 2020)}
    withdrawn(batch)
    assert members() == {"6300101": (None, 2014, None)}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"c4": "", "c6": "", "c7": "", "c8": ""}, "membership_says_nothing"),
        ({"c4": "นานแล้ว"}, "membership_year_unread"),
        ({"c5": "2550"}, "left_before_joined"),
        ({"c4": "", "c5": "2563"}, "left_never_joined"),
    ],
)
def test_a_row_that_cannot_be_waits(cells: dict[str, str], reason: str) -> None:
    batch = listed(changed(PHO, **cells), CITY)
    assert why(batch) == {2: [reason]}
    brought_in(batch)
    assert list(members()) == ["4300101"]


def test_rows_that_contradict_each_other_wait_from_the_second_on() -> None:
    batch = listed(PHO, changed(PHO, c4="2559"))
    assert outcomes(batch) == {2: "created", 3: "doubtful"}
    assert (why(batch), batch.rows.get(number=3).leader) == ({3: ["row_says_otherwise"]}, 2)


ONLY_JOINED = {"c6": "", "c7": "", "c8": ""}


def test_a_row_that_waits_is_no_leader_of_rows_that_say_the_same() -> None:
    batch = listed(changed(PHO, c4=""), changed(PHO, c8="13"), changed(PHO, **ONLY_JOINED))
    assert outcomes(batch) == {2: "created", 3: "doubtful", 4: "created"}
    assert why(batch) == {3: ["row_says_otherwise"]}
    brought_in(batch)
    assert (members(), trained()) == ({"6300101": (None, 2014, None)}, {("6300101", "camp", 2019, 12)})


def test_what_nobody_disputes_goes_in_beside_a_row_that_waits_for_a_decision() -> None:
    network.join_network(OPERATOR, number_of("6300101"), year=2012)
    batch = listed(PHO, changed(PHO, c4=""))
    assert outcomes(batch) == {2: "doubtful", 3: "created"}
    brought_in(batch)
    assert (members(), trained()) == ({"6300101": (None, 2012, None)}, {("6300101", "camp", 2019, 12)})


def test_of_rows_that_say_ever_more_the_most_exact_is_compared_with_what_follows() -> None:
    spans = [changed(PHO, c4=years, **ONLY_JOINED) for years in ("2557-2560", "2558", "2559", "2557-2560")]
    batch = listed(*spans)
    assert outcomes(batch) == {2: "created", 3: "created", 4: "doubtful", 5: "double"}
    assert dict(batch.rows.exclude(leader=None).values_list("number", "leader")) == {4: 3, 5: 3}


def test_people_trained_in_no_year_are_told_and_not_taken() -> None:
    batch = listed(changed(PHO, c7=""))
    assert outcomes(batch) == {2: "created"}
    assert Finding.objects.get(batch=batch).kind == "training_without_year"
    brought_in(batch)
    assert (len(members()), trained()) == (1, set())


def test_the_year_of_a_training_may_stand_in_the_heading() -> None:
    header = ("ชื่อ อปท.", "จังหวัด", "ปีที่เข้าร่วม", "อบรมค่ายผู้นำ ปี ๒๕๖๒ (คน)", "สุดยอดผู้นำ ปี 2563")
    brought_in(
        listed(
            ("อบต.โพธิ์กลาง", "นครราชสีมา", "2557", "12", "0"),
            ("ทน.นครราชสีมา", "นครราชสีมา", "2558", "", "3"),
            header=header,
        )
    )
    assert trained() == {("6300101", "camp", 2019, 12), ("4300101", "top_leader", 2020, 3)}


def test_who_wrote_otherwise_since_the_check_is_not_overwritten() -> None:
    batch = listed(*TABLE)
    network.join_network(OPERATOR, number_of("6300101"), year=2010)
    assert brought_in(batch).report["brought"] == {"created": 1}
    assert members()["6300101"] == (None, 2010, None)
    assert (outcomes(batch)[2], batch.counts["doubtful"], why(batch)) == ("doubtful", 1, {2: ["membership_otherwise"]})


def test_an_authority_that_is_gone_since_the_check_waits() -> None:
    batch = listed(*TABLE)
    LocalAuthority.objects.filter(code="6300101").delete()
    assert brought_in(batch).report["brought"] == {"created": 1}
    assert why(batch) == {2: ["authority_not_found"]}


def test_what_somebody_wrote_since_is_kept_by_a_withdrawal() -> None:
    batch = listed(*TABLE)
    brought_in(batch)
    network.leave_network(OPERATOR, number_of("6300101"), year=2021)
    network.join_network(OPERATOR, number_of("4300101"), year=2016)
    assert withdrawn(batch).report["withdrawn"] == {"removed": 0, "restored": 0, "kept": 2}
    assert members() == {"6300101": (None, 2014, 2021), "4300101": (None, 2016, None)}
    assert not trained()


def test_the_first_is_withdrawn_and_the_second_answers_for_what_both_say() -> None:
    first, second = listed(*TABLE), listed(changed(PHO, c6="", c7="", c8=""), source="จังหวัด")
    brought_in(first)
    brought_in(second)
    assert withdrawn(first).report["withdrawn"] == {"removed": 1, "restored": 0, "kept": 1}
    assert (members(), trained()) == ({"6300101": (None, 2014, None)}, set())
    assert withdrawn(second).report["withdrawn"] == {"removed": 1, "restored": 0, "kept": 0}
    assert members() == {}


def test_a_withdrawn_list_can_be_brought_in_again() -> None:
    batch = withdrawn(brought_in(listed(*TABLE)))
    assert members() == {}
    assert brought_in(batch).report["brought"] == {"created": 2}
    assert len(members()) == 2


def test_what_an_old_list_said_is_forgotten_and_what_it_wrote_stays() -> None:
    batch = listed(*TABLE)
    brought_in(batch)
    later = timezone.now() + timedelta(days=1)
    assert [each.pk for each in lists_older_than(later)] == [batch.pk]
    forget_list(batch, later)
    assert not lists_older_than(later)
    assert withdrawn(batch).report["withdrawn"] == {"removed": 0, "restored": 0, "kept": 2, "too_old": 2}
    assert len(members()) == 2


def test_many_rows_take_no_more_queries(django_assert_max_num_queries: object) -> None:
    assert Centre.objects.exists()
    few, many = listed(*TABLE), listed(*TABLE, *(changed(PHO, c7=str(2550 + n)) for n in range(12)))
    counts = []
    for batch in (few, many):
        with django_assert_max_num_queries(60) as found:  # type: ignore[operator]
            brought_in(batch)
        counts.append(len(found))
        withdrawn(batch)
    assert counts[1] <= counts[0]
