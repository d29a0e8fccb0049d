"""Lists of villages and local authorities are withdrawn by what they really wrote, whatever came before or after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from sanphalang.access.models import Centre
from sanphalang.committees.models import Post
from sanphalang.committees.tests.factories import make_committee
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import HEADER, WEAVERS, brought_in, outcomes, withdrawn
from sanphalang.intake.tests.lists import checked as checked_list
from sanphalang.organisations.local_authorities import put_authorities
from sanphalang.organisations.models import LocalAuthority, Organisation
from sanphalang.people.tests.factories import make_person
from sanphalang.places.models import Place
from sanphalang.places.villages import put_villages

pytestmark = pytest.mark.django_db

ONE, TWO = ("30010101", "บ้านหนึ่ง"), ("30010102", "บ้านสอง")
AUTHORITY = ("6300101", "อบต.", "โพธิ์กลาง", "300107", "30")


def villages_list(*rows: Sequence[str], source: str = "กรมการปกครอง") -> ImportBatch:
    return checked_list(rows, header=("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), kind="villages", source=source)


def authorities_list(*rows: Sequence[str], source: str = "สถ.") -> ImportBatch:
    header = ("dola_code", "type", "name_th", "geocode", "province_code")
    return checked_list(rows, header=header, kind="local-authorities", source=source)


def villages() -> dict[str, str]:
    return dict(Place.objects.filter(level="village").values_list("code", "name_th"))


def brought(batch: ImportBatch) -> dict[str, int]:
    counts: dict[str, int] = brought_in(batch).report["brought"]
    return counts


def taken(batch: ImportBatch) -> dict[str, int]:
    counts: dict[str, int] = withdrawn(batch).report["withdrawn"]
    return counts


def test_two_lists_of_the_same_are_checked_and_the_second_is_withdrawn() -> None:
    first, second = villages_list(ONE, TWO), villages_list(ONE, TWO, source="อำเภอ")
    assert outcomes(first) == outcomes(second) == {2: "created", 3: "created"}
    assert brought(first) == {"created": 2}
    assert brought(second) == {"unchanged": 2}
    assert taken(second) == {"removed": 0, "restored": 0, "kept": 0}
    assert villages() == dict([ONE, TWO])


def test_the_first_is_withdrawn_and_the_second_answers_for_what_both_say() -> None:
    first, second = villages_list(ONE, TWO), villages_list(ONE, source="อำเภอ")
    brought_in(first)
    brought_in(second)
    assert taken(first) == {"removed": 1, "restored": 0, "kept": 1}
    assert villages() == dict([ONE])
    assert taken(second) == {"removed": 1, "restored": 0, "kept": 0}
    assert villages() == {}


def test_names_of_a_list_that_was_withdrawn_do_not_come_back_with_the_next() -> None:
    put_villages(dict([ONE]))
    first = villages_list((ONE[0], "บ้านหนึ่งเหนือ"))
    brought_in(first)
    second = villages_list((ONE[0], "บ้านหนึ่งใต้"), source="อำเภอ")
    assert brought(second) == {"updated": 1}
    assert taken(first) == {"removed": 0, "restored": 0, "kept": 1}
    assert villages() == {ONE[0]: "บ้านหนึ่งใต้"}
    assert taken(second) == {"removed": 0, "restored": 1, "kept": 0}
    assert villages() == dict([ONE])


def test_what_was_renamed_since_is_kept() -> None:
    batch = villages_list(ONE, TWO)
    brought_in(batch)
    put_villages({ONE[0]: "บ้านใหม่"})
    assert taken(batch) == {"removed": 1, "restored": 0, "kept": 1}
    assert villages() == {ONE[0]: "บ้านใหม่"}


def test_a_village_with_an_organisation_is_kept() -> None:
    batch = villages_list(ONE, TWO)
    brought_in(batch)
    brought_in(checked_list([(WEAVERS[0], *WEAVERS[1:])], header=HEADER))
    Organisation.objects.update(place=int(ONE[0]), place_level="village")
    assert taken(batch) == {"removed": 1, "restored": 0, "kept": 1}
    assert villages() == dict([ONE])


@pytest.mark.parametrize("make", [make_person, make_committee], ids=["person", "committee"])
def test_a_village_where_anybody_or_a_committee_is_is_kept(make: Callable[..., object]) -> None:
    batch = villages_list(ONE, TWO)
    brought_in(batch)
    make(place=ONE[0])
    assert taken(batch) == {"removed": 1, "restored": 0, "kept": 1}
    assert villages() == dict([ONE])


def test_a_village_in_a_territory_is_kept() -> None:
    batch = villages_list(ONE, TWO)
    brought_in(batch)
    Centre.objects.get(code="30").territory.add(Place.objects.get(code=ONE[0]))
    assert taken(batch) == {"removed": 1, "restored": 0, "kept": 1}
    assert villages() == dict([ONE])


def test_an_authority_in_which_somebody_holds_a_post_is_kept_with_the_post() -> None:
    batch = authorities_list(AUTHORITY, ("6300102", "อบต.", "โคกสูง", "300107", "30"))
    brought_in(batch)
    authority = LocalAuthority.objects.get(code=AUTHORITY[0])
    post = Post.objects.create(
        person=make_person(), local_authority=authority, position="นายก", starts_on=date(2020, 1, 1)
    )
    assert taken(batch) == {"removed": 1, "restored": 0, "kept": 1}
    assert Post.objects.get() == post
    assert LocalAuthority.objects.get() == authority


def test_a_row_that_became_new_since_the_check_is_taken_out_again() -> None:
    put_villages(dict([ONE]))
    batch = villages_list(ONE)
    assert outcomes(batch) == {2: "unchanged"}
    Place.objects.filter(code=ONE[0]).delete()
    assert brought(batch) == {"created": 1}
    assert taken(batch) == {"removed": 1, "restored": 0, "kept": 0}


def test_an_authority_is_put_back_with_its_source() -> None:
    brought_in(authorities_list(AUTHORITY))
    before = LocalAuthority.objects.values().get()
    second = authorities_list((*AUTHORITY[:2], "โพธิ์กลางใหม่", *AUTHORITY[3:]), source="จังหวัด")
    assert brought(second) == {"updated": 1}
    assert LocalAuthority.objects.get().source_id == second.source_id
    assert taken(second) == {"removed": 0, "restored": 1, "kept": 0}
    assert LocalAuthority.objects.values().get() == before


def test_an_authority_that_was_corrected_since_is_kept() -> None:
    batch = authorities_list(AUTHORITY)
    brought_in(batch)
    columns = LocalAuthority.objects.values("name", "kind", "place", "place_level").get()
    put_authorities({AUTHORITY[0]: columns | {"name": "โพธิ์กลางใหม่"}}, source=batch.source_id)
    assert taken(batch) == {"removed": 0, "restored": 0, "kept": 1}


def test_a_list_of_many_rows_is_written_in_chunks_and_again_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for module in ("reference_lists", "reference_bringing"):
        monkeypatch.setattr(f"sanphalang.intake.{module}.CHUNK", 7)
    rows = [(f"3001{sub:02d}{number:02d}", f"บ้าน {number}") for sub in (1, 2, 3) for number in range(1, 11)]
    batch = villages_list(*rows, rows[0])
    assert outcomes(batch)[32] == "double"
    assert batch.done == 31
    assert brought(batch) == {"created": 30}
    again = villages_list(*rows)
    assert again.counts["unchanged"] == 30
    assert brought(again) == {"unchanged": 30}
    assert taken(again)["removed"] == 0
    assert taken(batch)["removed"] == 30
    assert villages() == {}
