"""Reporting a problem from any page, and working through the reports."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.ledger.models import Entry
from sanphalang.manual.actions import empty_words, forget_words_before, mark_report, report_problem
from sanphalang.manual.models import ProblemReport
from sanphalang.manual.queries import counts, reports
from sanphalang.manual.rules import OF_A_VISITOR, OF_AN_ACCOUNT, OF_VISITORS, State

pytestmark = pytest.mark.django_db
FORM = "/problems/new/"
WORDS = "กดแล้วไม่มีอะไรเกิดขึ้น"


def _send(client: Client, **values: str) -> str:
    response = client.post(FORM, {"happened": WORDS, **values}, follow=True, headers={"User-Agent": "Mozilla/5.0"})
    return response.content.decode()


def _report(viewer: Viewer = PUBLIC) -> int:
    return report_problem(viewer, values={"page": "/places/", "language": "th", "happened": WORDS})


def test_a_visitor_reports_and_is_told_the_number(client: Client) -> None:
    client.get("/", {"lang": "en"})
    page = _send(client, page="/places/30/", window="360 × 740", expected="แผนที่")
    kept = ProblemReport.objects.get()
    assert f"Your report has the number {kept.pk}" in page
    assert (kept.actor, kept.page, kept.window, kept.browser) == ("public", "/places/30/", "360 × 740", "Mozilla/5.0")
    assert (kept.happened, kept.expected, kept.language, kept.state) == (WORDS, "แผนที่", "en", State.NEW)


def test_the_ledger_tells_the_page_and_never_the_words(client: Client) -> None:
    _send(client, page="/places/30/")
    entry = Entry.objects.get(verb="manual.report_problem")
    assert (entry.actor, entry.subject_kind, entry.changes) == (
        "public",
        "problem_report",
        {"page": ["", "/places/30/"]},
    )


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("/people/?name=ทองก้อน", "/people/"),
        ("/me/open/KMNP-2345/", "/me/open/…/"),
        ("/me/open/…/", "/me/open/…/"),
        ("/organisations/7/#contact", "/organisations/7/"),
        ("https://elsewhere.example/places/30/", "/places/30/"),
        ("/no/such/page/นางทองก้อน/", ""),
        ("//[", ""),
        ("", ""),
    ],
)
def test_of_the_page_nothing_private_is_kept(client: Client, sent: str, kept: str) -> None:
    _send(client, page=sent)
    assert ProblemReport.objects.get().page == kept


@pytest.mark.parametrize(
    ("address", "kept"), [("/people/?name=ทองก้อน", "/people/"), ("/me/open/KMNP-2345/", "/me/open/…/")]
)
def test_the_form_shows_the_page_as_it_will_be_kept(client: Client, address: str, kept: str) -> None:
    page = client.get(FORM, {"page": address}).content.decode()
    assert f"<code>{kept}</code>" in page
    assert f'name="page" value="{kept}"' in page


def test_every_page_leads_to_the_form_with_its_own_address(client: Client) -> None:
    assert 'href="/problems/new/?page=/places/30/"' in client.get("/places/30/", {"from": "x"}).content.decode()
    assert 'href="/problems/new/"' in client.get("/nothing/").content.decode()


@pytest.mark.parametrize("happened", ["", "   \n ", "ก" * 2001, "\0"])
def test_what_cannot_be_kept_comes_back_with_what_was_typed(client: Client, happened: str) -> None:
    response = client.post(FORM, {"happened": happened, "expected": "คงอยู่", "page": "/places/"})
    assert response.status_code == 200
    assert "คงอยู่" in response.content.decode()
    assert 'value="/places/"' in response.content.decode()
    assert not ProblemReport.objects.exists()


def test_an_account_is_known_and_no_contact_is_asked_for(client: Client) -> None:
    account = make_account(Role.MEMBER, "30")
    sign_in(client, account)
    form = client.get(FORM).content.decode()
    assert 'type="email"' not in form
    _send(client)
    assert ProblemReport.objects.get().actor == f"user:{account.pk}"


def test_visitors_together_and_each_account_have_a_limit() -> None:
    member = make_viewer(Role.MEMBER, "30")
    for viewer, limit in ((PUBLIC, OF_VISITORS), (member, OF_AN_ACCOUNT)):
        for _number in range(limit):
            _report(viewer)
        with pytest.raises(CannotBeError):
            _report(viewer)
    ProblemReport.objects.update(at=timezone.now() - timedelta(hours=2))
    assert _report()


def test_one_visitor_does_not_use_up_what_is_there_for_all(client: Client) -> None:
    client.defaults["REMOTE_ADDR"] = "9.9.9.9"
    client.get("/", {"lang": "en"})
    for _number in range(OF_A_VISITOR):
        assert "Many problems" not in _send(client)
    assert "Many problems have been reported within this hour." in _send(client)
    client.defaults["REMOTE_ADDR"] = "1.1.1.1"
    assert "Many problems" not in _send(client)
    account = make_account(Role.MEMBER, "30")
    client.defaults["REMOTE_ADDR"] = "9.9.9.9"
    sign_in(client, account)
    assert "Many problems" not in _send(client)
    assert ProblemReport.objects.count() == OF_A_VISITOR + 2


def test_beyond_the_limit_the_form_says_so_and_keeps_what_was_typed(client: Client) -> None:
    client.get("/", {"lang": "en"})
    for _number in range(OF_VISITORS):
        _report()
    page = _send(client)
    assert "Many problems have been reported within this hour." in page
    assert WORDS in page


def test_reports_are_worked_through() -> None:
    admin, number = make_viewer(Role.NATIONAL_ADMINISTRATOR), _report()
    for state in (State.SEEN, State.SEEN, State.SOLVED, State.NEW):
        mark_report(admin, number, state=state)
    told = Entry.objects.filter(verb="manual.mark_report").order_by("id").values_list("changes", flat=True)
    assert [each["state"] for each in told] == [["new", "seen"], ["seen", "solved"], ["solved", "new"]]
    assert counts(admin) == {"new": 1, "seen": 0, "solved": 0}
    empty_words(admin, number)
    empty_words(admin, number)
    assert Entry.objects.filter(verb="manual.empty_words").count() == 1
    assert ProblemReport.objects.get().happened == ""
    with pytest.raises(NoSuchRecordError):
        mark_report(admin, number + 1, state=State.SEEN)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.NATIONAL_ADMINISTRATOR])
def test_nobody_else_reads_or_marks_them(role: Role) -> None:
    viewer, number = make_viewer(role, "" if role.is_national else "30"), _report()
    assert not reports(viewer).exists()
    with pytest.raises(Refused):
        mark_report(viewer, number, state=State.SOLVED)
    with pytest.raises(Refused):
        empty_words(viewer, number)


def test_the_pages_of_the_reports(client: Client) -> None:
    sign_in(client, make_account(Role.NATIONAL_ADMINISTRATOR))
    client.get("/", {"lang": "en"})
    assert "Nothing has been reported here" in client.get("/problems/").content.decode()
    number = _report()
    listed = client.get("/problems/", {"state": "new"}).content.decode()
    assert f'href="/problems/{number}/"' in listed
    assert f'href="/problems/{number}/"' not in client.get("/problems/", {"state": "solved"}).content.decode()
    assert WORDS in client.get(f"/problems/{number}/").content.decode()
    page = client.post(f"/problems/{number}/mark/solved/", follow=True).content.decode()
    assert "Solved" in page
    assert client.post(f"/problems/{number}/mark/lost/").status_code == 404
    assert WORDS not in client.post(f"/problems/{number}/empty/", follow=True).content.decode()


def test_queries_do_not_grow_with_reports(client: Client, django_assert_max_num_queries: object) -> None:
    sign_in(client, make_account(Role.NATIONAL_ADMINISTRATOR))
    client.get("/problems/")
    asked = []
    for more in (1, 12):
        for _number in range(more):
            _report(make_viewer(Role.MEMBER, "30"))
        with django_assert_max_num_queries(40) as counted:  # type: ignore[operator]
            client.get("/problems/")
        asked.append(len(counted))
    assert asked[0] == asked[1]


def test_words_are_kept_for_a_time_only() -> None:
    old, young = _report(), _report()
    ProblemReport.objects.filter(pk=old).update(at=timezone.now() - timedelta(days=366))
    assert forget_words_before(timezone.now() - timedelta(days=365)) == 1
    assert dict(ProblemReport.objects.values_list("pk", "happened")) == {old: "", young: WORDS}


def test_the_browser_goes_with_the_years_even_where_the_words_were_emptied_before() -> None:
    number = _report()
    ProblemReport.objects.update(browser="Mozilla/5.0 of somebody")
    empty_words(make_viewer(Role.NATIONAL_ADMINISTRATOR), number)
    ProblemReport.objects.update(at=timezone.now() - timedelta(days=366))
    assert forget_words_before(timezone.now() - timedelta(days=365)) == 1
    assert ProblemReport.objects.get().browser == ""
