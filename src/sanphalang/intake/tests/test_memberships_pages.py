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
    assert "1 new record was made. 1 known record was changed." in done
    assert NetworkMembership.objects.count() == 2
    rows = client.get(f"/imports/{batch.pk}/rows/").content.decode()
    assert f"/authorities/{number_of('6300101')}/" in rows
    assert "This row has been brought in." in _act(client, batch, "rows/2", name="อบต.โคกสูง")
    assert "The list has been brought in." in _act(client, batch, "columns", **{"column-1": "name"})
    _act(client, batch, "withdraw")
    worked(batch)
    assert "1 new record was removed. 1 record is as before." in words(client.get(f"/imports/{batch.pk}/"))
    assert NetworkMembership.objects.get().joined_year == 2012


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
