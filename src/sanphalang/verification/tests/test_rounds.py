"""A round is started, shared, followed and ended by the people of its centre; its records stay as they were taken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries as MaxQueries

from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR
from sanphalang.ledger.models import Entry
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_account, make_organisation, make_viewer
from sanphalang.verification import taking
from sanphalang.verification.assigning import Part, assign
from sanphalang.verification.models import VerificationRound, VerificationTask
from sanphalang.verification.round_rules import even_split, is_behind, pace_of
from sanphalang.verification.rounds import Wish
from sanphalang.verification.starting import close_round, close_rounds_that_are_over, start_round
from sanphalang.verification.taking import take_records
from sanphalang.verification.tests.factories import answer_to, give, make_checker, make_round, send

pytestmark = pytest.mark.django_db


def _coordinator(centre: str = "30") -> Client:
    account = make_account(Role.COORDINATOR, centre=centre)
    account.is_demo = True  # which needs no second step
    account.save()
    client = Client()
    client.force_login(account)
    return client


def _wanted(**said: Any) -> dict[str, Any]:
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {"centre": "30", "name": "รอบทดลอง", "which": "all", "until": until, "policy": "confirm"} | said


def test_a_coordinator_sees_how_many_records_and_starts_the_round() -> None:
    today = timezone.localdate()
    make_organisation(place="300101", confirmed_on=today)
    make_organisation(place="300101", confirmed_on=today - timedelta(days=500))
    make_organisation(place="300102")
    make_organisation(place="300102", status="closed")
    make_organisation(place="310101")
    client = _coordinator()
    assert "would hold 2 records" in client.get("/verification/new/", {"lang": "en"}).content.decode()
    look = client.post("/verification/new/", _wanted(look="1"), headers={"HX-Target": "count"})
    assert "would hold 3 records" in look.content.decode()
    assert not VerificationRound.objects.exists()
    client.post("/verification/new/", _wanted(which="never", place="300102"))
    found = VerificationRound.objects.get()
    assert (found.state, found.total) == ("running", 1)
    assert found.source.name.startswith("รอบทดลอง (ศูนย์")
    assert Entry.objects.get(verb="verification.start_round").changes["records"] == [None, 1]


def test_two_rounds_that_run_have_different_names() -> None:
    make_organisation(place="300101")
    client = _coordinator()
    usual = client.get("/verification/new/").context["form"].initial["name"]
    client.post("/verification/new/", _wanted(name=usual))
    assert client.get("/verification/new/").context["form"].initial["name"] == f"{usual} (2)"
    again = client.post("/verification/new/", _wanted(name=f"  {usual} "))
    assert "มีรอบชื่อนี้ที่ยังดำเนินการอยู่แล้ว" in again.content.decode()
    close_round(OPERATOR, VerificationRound.objects.get().pk)
    assert client.post("/verification/new/", _wanted(name=usual)).status_code == 302


@pytest.mark.parametrize(
    ("said", "field"),
    [({"until": "1/1/2560"}, "until"), ({"place": "310101"}, "place"), ({"which": "since", "since": ""}, "since")],
)
def test_what_makes_no_round_is_told_at_its_field(said: dict[str, str], field: str) -> None:
    make_organisation(place="300101")
    answered = _coordinator().post("/verification/new/", _wanted(**said))
    assert field in answered.context["form"].errors
    assert not VerificationRound.objects.exists()


def test_a_neighbour_cannot_start_look_or_share() -> None:
    make_organisation(place="300101")
    with pytest.raises(Refused):
        make_round(make_viewer(Role.COORDINATOR, centre="31"))
    found = make_round()
    neighbour = _coordinator("31")
    for part in ("", "share/", "records/", "report.csv", "end/"):
        assert neighbour.get(f"/verification/{found.pk}/{part}").status_code == 403
    with pytest.raises(Refused):
        assign(OPERATOR, found.pk, {Part.parse("300101"): make_checker("31").pk})


def test_a_killed_job_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        make_organisation(place=f"3001{number % 3 + 1:02}")
    monkeypatch.setattr(taking, "CHUNK", 3)
    monkeypatch.setattr("sanphalang.verification.starting.AT_ONCE", 0)
    found = make_round()
    assert taking._take_chunk(found.pk) == 3  # and the worker dies
    found.refresh_from_db()
    assert (found.state, found.total) == ("preparing", 3)
    take_records(found.pk)
    take_records(found.pk)
    found.refresh_from_db()
    assert (found.state, found.total, found.tasks.count()) == ("running", 7, 7)
    assert Entry.objects.filter(verb="verification.start_round").count() == 1
    assert set(found.tasks.values_list("organisation", flat=True)) == set(
        Organisation.objects.values_list("pk", flat=True)
    )


def test_only_open_records_change_hands() -> None:
    for number in range(4):
        make_organisation(place="300101", village_no=str(number % 2 + 1))
    first, second = make_checker(), make_checker()
    found = make_round()
    tasks = give(found, first)
    send(first, answer_to(tasks[0]))
    assert assign(OPERATOR, found.pk, {Part.parse("300101:1"): second.pk}) == 1
    assert found.tasks.filter(assignee=second.pk).count() == 1
    assert assign(OPERATOR, found.pk, {Part.parse("3001"): None}) == 3
    assert found.tasks.get(assignee__isnull=False).pk == tasks[0].pk
    entries = Entry.objects.filter(verb="verification.assign").order_by("pk")
    assert entries.last().changes["records"] == [None, {"nobody": 3}]  # type: ignore[union-attr]


def test_the_pages_of_a_round_ask_no_more_for_many_records(django_assert_max_num_queries: MaxQueries) -> None:
    for number in range(60):
        make_organisation(place=f"30{number % 20 + 1:02}01")
    checker = make_checker()
    found = make_round()
    tasks = give(found, checker)
    for task in tasks[:2]:
        send(checker, answer_to(task))
    client = _coordinator()
    for part in ("", "share/", "share/?in=3001", "share/?in=300101", "records/?state=done"):
        with django_assert_max_num_queries(18):
            assert client.get(f"/verification/{found.pk}/{part}").status_code == 200
    told = client.get(f"/verification/{found.pk}/", {"lang": "en"}).context["board"].all
    assert (told.total, told.done, told.open) == (60, 2, 58)
    csv = b"".join(client.get(f"/verification/{found.pk}/report.csv").streaming_content)  # type: ignore[attr-defined]
    assert csv.count(b"\n") == 62
    assert client.get(f"/verification/{found.pk}/records/{tasks[0].pk}/").status_code == 200


def test_an_even_split_is_proposed_first() -> None:
    for place in ("300101", "300102", "300103", "300104"):
        make_organisation(place=place)
    one, other = make_checker(), make_checker()
    found = make_round()
    client, url = _coordinator(), f"/verification/{found.pk}/share/split/"
    client.post(url, {"person": [one.pk, other.pk], "only": "new"})
    assert not VerificationTask.objects.filter(assignee__isnull=False).exists()
    client.post(url, {"person": [one.pk, other.pk], "only": "new", "give": "1"})
    assert [found.tasks.filter(assignee=person.pk).count() for person in (one, other)] == [2, 2]


def test_a_round_ends_with_its_last_day_and_what_is_left_stays_visible() -> None:
    make_organisation(place="300101")
    found = make_round()
    assert close_rounds_that_are_over() == 0
    assert close_rounds_that_are_over(found.until + timedelta(days=1)) == 1
    page = _coordinator().get(f"/verification/{found.pk}/records/", {"lang": "en"}).content.decode()
    assert "Not checked yet" in page


def test_there_has_to_be_something_to_check() -> None:
    with pytest.raises(Refused):
        start_round(
            OPERATOR,
            centre=Centre.objects.get(code="30"),
            name="รอบ",
            until=timezone.localdate(),
            rule="apply",
            wish=Wish(only_never=True),
        )


def test_pace_and_parts() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 10)
    pace = pace_of(done=10, left=30, started=first, until=last, today=date(2026, 11, 5))
    assert (pace.kept, pace.needed, pace.days_left) == (2.0, 5.0, 6)
    assert is_behind(10, 40, started=first, until=last, today=date(2026, 11, 5))
    assert not is_behind(20, 40, started=first, until=last, today=date(2026, 11, 5))
    assert even_split({1: 10, 2: 10, 3: 1, 4: 19}, [7, 8]) == {1: 7, 2: 7, 3: 8, 4: 8}
    assert [Part.of(place).text for place in (30010100, 30010000, 30000000)] == ["300101", "3001-", "30-"]


def test_a_task_whose_record_was_merged_within_the_round_comes_back_with_the_undo() -> None:
    kept, absorbed = (make_organisation(place="300101").pk for _each in range(2))
    found = make_round()
    Organisation.objects.filter(pk=absorbed).update(merged_into=kept)
    close_rounds_that_are_over()
    task = found.tasks.get(organisation=absorbed)
    assert (task.state, task.outcome) == ("done", "merged")
    Organisation.with_merged.update(merged_into=None)
    close_rounds_that_are_over()
    task.refresh_from_db()
    assert (task.state, task.outcome, task.done_on) == ("open", "", None)


def test_a_round_that_is_closed_is_left_as_it_was_when_a_record_is_merged() -> None:
    kept, absorbed = (make_organisation(place="300101").pk for _each in range(2))
    found = make_round()
    close_round(OPERATOR, found.pk)
    Organisation.objects.filter(pk=absorbed).update(merged_into=kept)
    close_rounds_that_are_over()
    assert found.tasks.get(organisation=absorbed).state == "open"
