"""The pages of a list of the network: what it says beside what is known, and buttons that fit."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sanphalang.access.models import Centre
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR
from sanphalang.intake.actions import answer_questions
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.review import place_questions
from sanphalang.intake.sight import Sight
from sanphalang.intake.tests.lists import csv_file
from sanphalang.intake.tests.membership_lists import CITY, HEADER, PHO, changed, make_authorities, number_of
from sanphalang.intake.tests.pages import signed_in, upload, words, worked
from sanphalang.organisations import network
from sanphalang.organisations.models import NetworkMembership

pytestmark = pytest.mark.django_db
UNKNOWN = changed(CITY, c1="อบต.ไม่มีอยู่")


@pytest.fixture
def batch(client: Client) -> ImportBatch:
    """A list of three rows: one contradicts what is known, one is new, one tells of nobody known."""
    make_authorities()
    network.join_network(OPERATOR, number_of("6300101"), year=2012)
    signed_in(client)
    centre = str(Centre.objects.get(code="30").pk)
    upload(client, csv_file([PHO, CITY, UNKNOWN], HEADER), kind="memberships", centre=centre)
    return worked(ImportBatch.objects.get())


def _act(client: Client, batch: ImportBatch, act: str, **fields: Any) -> str:
    response = client.post(f"/imports/{batch.pk}/{act}/", fields, follow=True)
    assert response.status_code == 200
    batch.refresh_from_db()
    return words(response)


def test_the_review_shows_what_differs_beside_what_is_known(client: Client, batch: ImportBatch) -> None:
    said = words(client.get(f"/imports/{batch.pk}/"))
    assert "The local authority is named in the column “ชื่อ อปท.”." in said
    assert "1 row to decide: it says something else than the registry" in said
    assert "Joined in 2014" in said
    assert "Joined in 2012" in said
    assert "Leaders' camp 2019 12 people" in said
    assert "Take what the list says" in said
    assert "Put all off" not in said
    assert "organisation" not in said.lower()
    assert "not as known 1 · row to be looked at 1" in said


def test_a_decision_a_correction_and_a_withdrawal_on_the_pages(client: Client, batch: ImportBatch) -> None:
    _act(client, batch, "decide", one="2:same")
    assert batch.counts["updated"] == 1
    row = words(client.get(f"/imports/{batch.pk}/rows/4/"))
    assert "No known local authority has this kind, name and place." in row
    assert "Bring in as it is" not in row
    assert "as_is" not in client.get(f"/imports/{batch.pk}/rows/?outcome=doubtful").content.decode()
    assert "correct it, or put it off" in _act(client, batch, "decide", one="4:as_is")
    _act(client, batch, "bring-in")
    worked(batch)
    done = words(client.get(f"/imports/{batch.pk}/"))
    assert "See the network" in done
    assert "1 row told something new. 1 row changed what was known." in done
    assert NetworkMembership.objects.count() == 2
    rows = client.get(f"/imports/{batch.pk}/rows/").content.decode()
    assert f"/authorities/{number_of('6300101')}/" in rows
    assert "This row has been brought in." in _act(client, batch, "rows/2", name="อบต.โคกสูง")
    assert "The list has been brought in." in _act(client, batch, "columns", **{"column-1": "name"})
    _act(client, batch, "withdraw")
    worked(batch)
    left = words(client.get(f"/imports/{batch.pk}/"))
    assert "What 1 row added was removed. What 1 row changed is as before." in left
    assert NetworkMembership.objects.get().joined_year == 2012


def test_what_is_known_is_left_on_the_page_and_waits_for_nobody(client: Client, batch: ImportBatch) -> None:
    _act(client, batch, "decide", one="2:skip")
    assert (batch.counts["unchanged"], batch.counts["doubtful"]) == (1, 1)
    row = words(client.get(f"/imports/{batch.pk}/rows/2/"))
    assert "What is known stays Decided: what is known stays" in row
    assert "Same as known" not in row
    assert "Compare the two" not in row
    assert "Leave what is known" not in words(client.get(f"/imports/{batch.pk}/"))
    _act(client, batch, "decide", one="4:skip")
    assert "Put off" in words(client.get(f"/imports/{batch.pk}/rows/4/"))
    _act(client, batch, "bring-in")
    worked(batch)
    done = words(client.get(f"/imports/{batch.pk}/"))
    assert "1 row told something new." in done
    assert "changed nothing" not in done
    assert "1 row waits for a decision." in done


def test_what_a_withdrawal_leaves_is_listed(client: Client, batch: ImportBatch) -> None:
    _act(client, batch, "decide", one="2:same")
    _act(client, batch, "bring-in")
    worked(batch)
    network.join_network(OPERATOR, number_of("6300101"), year=2016)
    asked = words(client.get(f"/imports/{batch.pk}/withdraw/"))
    assert "What 1 row added is removed. What 1 row changed gets back what was known before." in asked
    assert "What somebody changed since, or another list tells of too, stays and is listed afterwards." in asked
    assert "record" not in asked
    _act(client, batch, "withdraw")
    worked(batch)
    left = words(client.get(f"/imports/{batch.pk}/"))
    assert "What 1 row wrote stays, all of it or a part." in left
    assert "What stays in the registry 1 row" in left
    assert "โพธิ์กลาง 2 Joined in 2016" in left
    assert "เทศบาลนครนครราชสีมา" not in left
    assert "What it wrote stays" in words(client.get(f"/imports/{batch.pk}/rows/2/"))
    _act(client, batch, "bring-in")
    worked(batch)
    assert "What it wrote stays" not in words(client.get(f"/imports/{batch.pk}/rows/2/"))


def test_the_list_of_what_stays_takes_no_more_queries_for_more_rows(
    client: Client, django_assert_max_num_queries: object
) -> None:
    make_authorities()
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    counts = []
    for source, rows in (("หนึ่ง", [PHO]), ("สอง", [PHO, CITY, changed(PHO, c1="อบต.โคกสูง")])):
        NetworkMembership.objects.all().delete()
        upload(client, csv_file(rows, HEADER), kind="memberships", source=source)
        batch = worked(ImportBatch.objects.latest("pk"))
        _act(client, batch, "bring-in")
        worked(batch)
        for member in NetworkMembership.objects.all():
            network.join_network(OPERATOR, member.authority_id, year=2020)
        _act(client, batch, "withdraw")
        worked(batch)
        client.get(f"/imports/{batch.pk}/")
        with django_assert_max_num_queries(60) as found:  # type: ignore[operator]
            shown = words(client.get(f"/imports/{batch.pk}/"))
        assert shown.count("Joined in 2020") == len(rows)
        counts.append(len(found))
    assert counts[1] <= counts[0]


def test_sentences_say_what_holds_for_rows_of_the_network(client: Client) -> None:
    make_authorities()
    signed_in(client)
    centre = str(Centre.objects.get(code="30").pk)
    nowhere = changed(PHO, c1="อบต.โคกสูง", c2="ไม่มีจริง", c3="")
    upload(client, csv_file([PHO, PHO, nowhere], HEADER), kind="memberships", centre=centre)
    batch = worked(ImportBatch.objects.get())
    for page in ("rows/3/", "rows/"):
        said = words(client.get(f"/imports/{batch.pk}/{page}"))
        assert "An earlier row of the file tells the same; this one adds nothing." in said
        assert "activities" not in said
    unplaced = words(client.get(f"/imports/{batch.pk}/rows/4/"))
    assert "Choose the place, or correct the cell." in unplaced
    assert "without a place" not in unplaced


def test_every_page_opens_in_both_languages(client: Client, batch: ImportBatch) -> None:
    for language in ("th", "en"):
        client.cookies["django_language"] = language
        for page in ("", "columns/", "rows/", "rows/2/", "rows/3/", "rows/4/", "annotated.xlsx", "to-fix.xlsx"):
            response = client.get(f"/imports/{batch.pk}/{page}")
            assert response.status_code == 200, page
            b"".join(response)


def test_an_unknown_place_is_answered_and_never_left_out(client: Client) -> None:
    make_authorities()
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    upload(client, csv_file([changed(PHO, c1="อบต.โคกสูง", c2="ไม่มีจริง", c3="")], HEADER), kind="memberships")
    batch = worked(ImportBatch.objects.get())
    said = client.get(f"/imports/{batch.pk}/").content.decode()
    assert "Places that are not sure" in said
    assert "Bring in without a place" not in said
    _act(client, batch, "places", **{"place-2_0": "", "choice-2": "as_is"})
    assert batch.counts["doubtful"] == 1
    (question,) = place_questions(batch, Sight(of_file=True, of_corrections=True))
    answer_questions(OPERATOR, batch.pk, field="place", answers={question.spelling: "30"})
    assert worked(batch).counts["created"] == 1
