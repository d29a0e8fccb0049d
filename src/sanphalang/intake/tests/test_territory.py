"""A centre's list stays inside its territory: nothing outside is made, changed, named as a doubt, or taken back."""

from __future__ import annotations

import pytest

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.intake import queries
from sanphalang.intake.actions import answer_questions, begin_bringing_in, begin_withdrawing, decide_rows
from sanphalang.intake.bringing import bring_in_batch, withdraw_batch
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.queries import NoSuchBatchError
from sanphalang.intake.review import place_questions
from sanphalang.intake.sight import Sight
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import BAKERS, HEADER, TABLE, WEAVERS, brought_in, checked, outcomes, withdrawn
from sanphalang.organisations.actions import edit_organisation
from sanphalang.organisations.models import Organisation

pytestmark = pytest.mark.django_db

KHON_KAEN = (WEAVERS[0], "ในเมือง", "เมืองขอนแก่น", "ขอนแก่น", WEAVERS[4], "77", "")
NUMBERED = ("เลขทะเบียน", *HEADER)


@pytest.fixture
def korat() -> Viewer:
    """A data manager of Nakhon Ratchasima."""
    return make_viewer(Role.DATA_MANAGER, "30")


def _everything() -> list[dict[str, object]]:
    return [dict(row) for row in Organisation.objects.order_by("id").values()]


def test_a_row_outside_waits_and_cannot_be_decided(korat: Viewer) -> None:
    batch = checked([*TABLE, KHON_KAEN], viewer=korat, centre="30")
    assert outcomes(batch) == {2: "created", 3: "created", 4: "doubtful"}
    for decision in ("as_is", "different", "same"):
        with pytest.raises(Refused):
            decide_rows(korat, batch.pk, rows=[4], decision=decision)
    assert brought_in(batch, korat).report["brought"]["created"] == 2
    assert {row.place // 1_000_000 for row in Organisation.objects.all() if row.place} == {30}


def test_a_list_for_a_centre_stays_there_whoever_brings_it_in() -> None:
    batch = brought_in(checked([*TABLE, KHON_KAEN], centre="30"))
    assert outcomes(batch)[4] == "doubtful"
    assert Organisation.objects.count() == 2


def test_a_record_outside_with_the_same_number_is_not_touched(korat: Viewer) -> None:
    brought_in(checked([("0405558000310", *KHON_KAEN)], header=NUMBERED))
    before = _everything()
    batch = brought_in(checked([("0405558000310", *WEAVERS)], header=NUMBERED, viewer=korat, centre="30"), korat)
    assert (outcomes(batch), batch.rows.get().why) == ({2: "doubtful"}, [queries.OUTSIDE])
    assert _everything() == before


def test_a_record_elsewhere_that_is_only_like_it_is_not_named(korat: Viewer) -> None:
    brought_in(checked([KHON_KAEN]))
    batch = checked([WEAVERS], viewer=korat, centre="30")
    assert outcomes(batch) == {2: "created"}
    assert outcomes(checked([WEAVERS])) == {2: "doubtful"}  # the nation sees both


def test_a_record_without_a_place_belongs_to_the_nation(korat: Viewer) -> None:
    nowhere = checked([(WEAVERS[0], "", "", "", "", "", "")])
    decide_rows(OPERATOR, nowhere.pk, rows=[2], decision="as_is")
    brought_in(nowhere)
    before = _everything()
    assert outcomes(brought_in(checked([WEAVERS], viewer=korat, centre="30"), korat)) == {2: "created"}
    assert _everything()[:1] == before


def test_a_place_that_nobody_knows_is_in_the_province_of_the_centre(korat: Viewer) -> None:
    batch = checked([(WEAVERS[0], "ตำบลไม่มีจริง", "อำเภอไม่มีจริง", "", "", "", "")], viewer=korat, centre="30")
    assert outcomes(batch) == {2: "doubtful"}
    decide_rows(korat, batch.pk, rows=[2], decision="as_is")
    brought_in(batch, korat)
    assert Organisation.objects.get().place == 30000000


ZONE = "10-1"
IN_BANGKOK = ("กลุ่มแม่บ้านริมคลอง", "", "", "กรุงเทพมหานคร", "", "", "")
NOWHERE = ("กลุ่มขนมไทยริมทาง", "", "", "", "", "", "")


def test_a_row_without_a_district_waits_for_one_at_a_zone_of_bangkok() -> None:
    manager = make_viewer(Role.DATA_MANAGER, ZONE)
    batch = checked([NOWHERE, IN_BANGKOK], viewer=manager, centre=ZONE)
    assert outcomes(batch) == {2: "doubtful", 3: "doubtful"}
    assert {row.number: row.why for row in batch.rows.all()} == {n: ["district_needed"] for n in (2, 3)}
    assert queries.doubts(batch) == (0, 2, 0, 0)
    for decision in ("as_is", "different"):
        with pytest.raises(Refused, match="เขต"):
            decide_rows(manager, batch.pk, rows=[2, 3], decision=decision)
    decide_rows(manager, batch.pk, rows=[2], decision="skip")


def test_a_district_chosen_for_all_rows_brings_them_into_the_zone() -> None:
    manager = make_viewer(Role.DATA_MANAGER, ZONE)
    batch = checked([NOWHERE, IN_BANGKOK], viewer=manager, centre=ZONE)
    answers = {
        question.spelling: "1002" for question in place_questions(batch, Sight(of_file=True, of_corrections=True))
    }
    answer_questions(manager, batch.pk, field="place", answers=answers)
    batch.refresh_from_db()
    read_and_check(batch)
    assert outcomes(batch) == {2: "created", 3: "created"}
    brought_in(batch, manager)
    assert set(Organisation.objects.values_list("place", flat=True)) == {10_020_000}


def test_a_district_of_another_zone_lies_outside() -> None:
    elsewhere = (IN_BANGKOK[0], "", "บางแค", *IN_BANGKOK[3:])
    batch = checked([elsewhere], viewer=make_viewer(Role.DATA_MANAGER, ZONE), centre=ZONE)
    assert batch.rows.get().why == [queries.OUTSIDE]


def test_a_record_that_moved_away_after_the_check_is_left_alone(korat: Viewer) -> None:
    brought_in(checked([WEAVERS]))
    batch = checked([(*WEAVERS[:5], "40", "")], viewer=korat, centre="30", source="เกษตรจังหวัด")
    weavers = Organisation.objects.get()
    edit_organisation(
        OPERATOR, weavers.pk, expected_revision=1, values={"place": 40010100, "place_level": "subdistrict"}
    )
    before = _everything()
    batch = brought_in(batch, korat)
    assert outcomes(batch) == {2: "created"}  # a group of that name in that place, as far as this centre knows
    assert _everything()[:1] == before


def test_a_record_that_moved_away_is_not_taken_back(korat: Viewer) -> None:
    batch = brought_in(checked(TABLE, viewer=korat, centre="30"), korat)
    weavers = Organisation.objects.get(name=WEAVERS[0])
    moved = {"place": 40010100, "place_level": "subdistrict"}
    edit_organisation(OPERATOR, weavers.pk, expected_revision=1, values=moved)
    batch = withdrawn(batch, korat)
    assert batch.report["withdrawn"] == {"removed": 1, "restored": 0, "kept": 1}
    assert Organisation.objects.get().pk == weavers.pk


def test_work_of_somebody_who_may_no_longer_stops_and_waits(korat: Viewer) -> None:
    batch = checked(TABLE, viewer=korat, centre="30")
    begin_bringing_in(korat, batch.pk)
    with pytest.raises(Refused):
        bring_in_batch(PUBLIC, batch.pk)
    batch.refresh_from_db()
    assert (batch.stage, Organisation.objects.count()) == ("review", 0)
    begin_withdrawing(korat, brought_in(batch, korat).pk)
    with pytest.raises(Refused):
        withdraw_batch(PUBLIC, batch.pk)
    batch.refresh_from_db()
    assert (batch.stage, Organisation.objects.count()) == ("done", 2)


@pytest.mark.parametrize(
    ("role", "centre", "may"),
    [
        (Role.DATA_MANAGER, "30", True),
        (Role.COORDINATOR, "30", True),
        (Role.NATIONAL_ADMINISTRATOR, "", True),
        (Role.DATA_MANAGER, "40", False),
        (Role.NATIONAL_ANALYST, "", False),
        (None, "", False),
    ],
)
def test_who_may_begin_and_go_on(korat: Viewer, role: Role | None, centre: str, may: bool) -> None:
    somebody = make_viewer(role, centre)
    theirs: ImportBatch = checked([BAKERS], viewer=korat, centre="30")
    if may:
        assert outcomes(checked(TABLE, viewer=somebody, centre="30")) == {2: "created", 3: "created"}
        begin_bringing_in(somebody, theirs.pk)
        return
    with pytest.raises(Refused):
        checked(TABLE, viewer=somebody, centre="30")
    with pytest.raises(NoSuchBatchError):
        begin_bringing_in(somebody, theirs.pk)


def test_a_centre_does_not_begin_a_list_of_the_nation(korat: Viewer) -> None:
    with pytest.raises(Refused):
        checked(TABLE, viewer=korat)
