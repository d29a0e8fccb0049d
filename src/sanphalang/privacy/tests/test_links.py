"""A personal link: who makes it, what it opens, and when it opens nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer
from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.ledger.models import Entry
from sanphalang.people.actions import NoSuchPersonError
from sanphalang.people.tests.factories import TELEPHONE
from sanphalang.privacy import code_tries, links
from sanphalang.privacy.code_tries import TRIES_AN_HOUR, TooManyCodes
from sanphalang.privacy.models import PersonalLink
from sanphalang.privacy.rules import TRIES
from sanphalang.privacy.tests.walking import browser, linked, manager, somebody

pytestmark = pytest.mark.django_db


def test_who_makes_a_link_to_somebodys_record() -> None:
    person = somebody()
    may = {"data manager": manager(), "coordinator": make_viewer(Role.COORDINATOR, "30")}
    may_not: dict[str, Viewer] = {
        "public": PUBLIC,
        "neighbour": manager("31"),
        "member": make_viewer(Role.MEMBER, "30"),
        "inspector": make_viewer(Role.INSPECTOR, "30"),
        "administrator": make_viewer(Role.NATIONAL_ADMINISTRATOR),
        "officer": make_viewer(Role.DATA_PROTECTION_OFFICER),
        "data manager with a password alone": viewer_of(make_account(Role.DATA_MANAGER, "30")),
    }
    for who, viewer in may.items():
        assert links.make_link(viewer, person.pk).token, who
    for viewer in may_not.values():
        with pytest.raises((Refused, NoSuchPersonError)):
            links.make_link(viewer, person.pk)
    assert Entry.objects.filter(verb="privacy.make_link").count() == len(may)


def test_neither_link_nor_code_is_kept() -> None:
    made = linked(somebody())
    kept = str(PersonalLink.objects.values_list().get())
    assert made.token not in kept
    assert made.code not in kept
    assert made.code.replace("-", "") not in kept
    assert not [entry for entry in Entry.objects.all() if made.token in str(entry.changes)]


def test_the_link_opens_the_record_at_an_address_without_a_secret_and_no_copy_is_kept() -> None:
    client = browser(somebody())
    page = client.get("/me/")
    assert TELEPHONE in page.content.decode()
    assert page.headers["Cache-Control"].startswith("no-store, private")
    assert Entry.objects.filter(verb="privacy.open_link").count() == 1


def test_the_code_opens_it_too_however_it_is_typed() -> None:
    made = linked(somebody())
    client = Client()
    answer = client.post("/me/", {"code": f" {made.code.lower().replace('-', ' ')} "})
    assert answer.status_code == 302
    assert TELEPHONE in client.get("/me/").content.decode()


def test_a_code_is_dead_after_ten_wrong_ones_that_begin_like_it_and_the_link_still_works(
    in_english: None,
) -> None:
    made = linked(somebody())
    wrong = made.code[:8] + ("AAAA" if made.code[8:] != "AAAA" else "BBBB")
    for _ in range(TRIES):
        with pytest.raises(Refused):
            links.link_with_code(wrong)
    with pytest.raises(TooManyCodes):
        links.link_with_code(made.code)
    cache.clear()  # an hour later
    with pytest.raises(Refused, match="not known"):
        links.link_with_code(made.code)
    assert links.link_with_token(made.token).pk == made.link.pk


def test_wrong_codes_lock_nobody_but_those_that_begin_so(monkeypatch: pytest.MonkeyPatch) -> None:
    made = linked(somebody())
    for letter in "ABCDEFGHJKLMNPQRSTUVWXYZ":
        if not made.code.startswith(letter):
            for _ in range(TRIES_AN_HOUR):
                with pytest.raises(Refused):
                    links.link_with_code(f"{letter}AA-AAA-AAAA")
    for _ in range(3 * TRIES_AN_HOUR):  # right ones are given back
        assert links.link_with_code(made.code).pk == made.link.pk
    monkeypatch.setattr(code_tries, "TRIES_A_MINUTE", 0)
    with pytest.raises(TooManyCodes):
        links.link_with_code(made.code)
    assert Client().post("/me/", {"code": made.code}).status_code == 429


def test_tries_at_the_same_time_take_no_more_than_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """All read the cache before any has written to it: what only ``add`` can take is taken once."""
    monkeypatch.setattr(cache, "get_many", lambda _keys: {})
    monkeypatch.setattr(cache, "get", lambda _key, default=None: default)
    refused = 0
    for number in range(TRIES_AN_HOUR + 5):
        try:
            links.link_with_code(f"ABC-DEF-{number + 2222:04d}".replace("0", "X").replace("1", "Y"))
        except TooManyCodes:
            refused += 1
        except Refused:
            continue
    assert refused == 5


def test_a_link_that_ran_out_was_revoked_or_replaced_says_so_kindly(in_english: None) -> None:
    person = somebody()
    replaced, current = linked(person), linked(person)
    assert "newer" in _answer(replaced.token)
    links.revoke_links(manager(), person.pk)
    assert "newer" in _answer(current.token)
    old = linked(person)
    PersonalLink.objects.filter(pk=old.link.pk).update(expires_at=timezone.now() - timedelta(days=1))
    assert "run out" in _answer(old.token)
    assert "not known" in _answer("anything")


def _answer(token: str) -> str:
    answer = Client().get(f"/me/open/{token}/?lang=en", follow=True)
    assert answer.status_code == 403
    return answer.content.decode()


def test_an_open_page_is_closed_when_the_link_is_taken_back() -> None:
    person = somebody()
    client = browser(person)
    links.revoke_links(manager(), person.pk)
    assert client.get("/me/").status_code == 403
    assert TELEPHONE not in client.get("/me/").content.decode()


@pytest.mark.parametrize("end", ["/", "", ")", "/)", ".", "/x/y", "%0A"])
@pytest.mark.parametrize("method", ["get", "head", "post", "options", "put", "delete", "patch"])
def test_however_a_link_is_asked_for_the_log_does_not_tell_it(
    method: str, end: str, caplog: pytest.LogCaptureFixture
) -> None:
    made, client = linked(somebody()), Client(enforce_csrf_checks=True)
    answer = getattr(client, method)(f"/me/open/{made.token}{end}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert made.token not in caplog.text
    assert made.token not in str(dict(client.session))
    assert TELEPHONE in client.get("/me/").content.decode()
    assert client.get("/me/open/").headers["Location"] == "/me/?link=unknown"


def test_a_guess_at_a_link_makes_no_session() -> None:
    client = Client()
    assert client.get("/me/open/a-guess/").headers["Location"] == "/me/?link=unknown"
    assert "sessionid" not in client.cookies


def test_leaving_closes_the_page() -> None:
    client = browser(somebody())
    client.post("/me/leave/")
    assert TELEPHONE not in client.get("/me/").content.decode()
    assert client.get("/me/copy/json/").headers["Location"] == "/me/"
