"""The reference data of the country is complete, and loading it again changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from sanphalang.places.models import AbolishedPlace, Area, Place
from sanphalang.places.reference import Loaded, load
from sanphalang.places.rules import Level

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> Loaded:
    return load()


def test_counts_of_the_tree(loaded: Loaded) -> None:
    assert (loaded.provinces, loaded.districts, loaded.subdistricts, loaded.abolished) == (77, 928, 7_436, 1_583)
    for level, count in ((Level.PROVINCE, 77), (Level.DISTRICT, 928), (Level.SUBDISTRICT, 7_436), (Level.VILLAGE, 0)):
        assert Place.objects.filter(level=level).count() == count
    assert AbolishedPlace.objects.count() == 1_583


def test_every_child_lies_in_its_parent() -> None:
    for place in Place.objects.exclude(parent=None).select_related("parent"):
        assert place.parent is not None
        assert place.code[:-2] == place.parent.code


@pytest.mark.parametrize(
    ("scheme", "areas", "places"),
    [(Area.Scheme.REGION, 6, 77), (Area.Scheme.CLUSTER, 18, 76), (Area.Scheme.BANGKOK_ZONE, 6, 50)],
)
def test_every_place_of_a_scheme_is_in_one_area(scheme: Area.Scheme, areas: int, places: int) -> None:
    members = list(Area.objects.filter(scheme=scheme).values_list("places__code", flat=True))
    assert Area.objects.filter(scheme=scheme).count() == areas
    assert len(members) == len(set(members)) == places


def test_only_bangkok_is_in_no_cluster() -> None:
    clustered = Area.objects.filter(scheme=Area.Scheme.CLUSTER).values("places__code")
    outside = Place.objects.filter(level=Level.PROVINCE).exclude(code__in=clustered)
    assert [place.name_th for place in outside] == ["กรุงเทพมหานคร"]


def test_districts_of_bangkok_are_named_without_their_prefix() -> None:
    assert Place.objects.get(code="1001").name_th == "พระนคร"
    assert not Place.objects.filter(level=Level.DISTRICT, name_th__startswith="เขต").exists()
    assert Place.objects.get(code="2408").name_th == "สนามชัยเขต"


def test_one_successor_is_stored_with_the_notice_that_names_it() -> None:
    phra_khanong = AbolishedPlace.objects.get(code="100997")
    assert phra_khanong.successor_id == 10_330_300
    assert (phra_khanong.reason, phra_khanong.in_force_on) == ("notice", date(1989, 11, 9))
    assert "ราชกิจจานุเบกษา" in phra_khanong.notice
    assert phra_khanong.abolished_on == date(2012, 4, 19)


def test_several_successors_are_answered_by_the_place_around_them() -> None:
    bang_na = AbolishedPlace.objects.get(code="104701")
    assert bang_na.successor_codes == "104702 104703"
    assert bang_na.successor_id == 10_470_000


def test_a_branch_of_a_registration_office_has_no_successor() -> None:
    branch = AbolishedPlace.objects.get(code="1297")
    assert (branch.successor_id, branch.successor_codes, branch.reason) == (None, "", "")


def test_loading_again_writes_nothing() -> None:
    assert load().written == 0


def test_loading_again_mends_what_was_changed() -> None:
    Place.objects.filter(code="3001").update(name_th="อื่น")
    Area.objects.filter(code="north").update(name_en="Elsewhere")
    Area.objects.get(code="south").places.clear()
    assert load().written == 3
    assert Place.objects.get(code="3001").name_th == "เมืองนครราชสีมา"
    assert Area.objects.get(code="south").places.count() == 14
