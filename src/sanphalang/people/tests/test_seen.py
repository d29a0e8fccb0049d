"""Names of persons for the rooms above: numbers that no record can have, and texts that nobody is called."""

from __future__ import annotations

import pytest
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import PUBLIC
from sanphalang.people import seen
from sanphalang.people.seen import person_seen, persons_seen, search_persons
from sanphalang.people.tests.factories import make_person
from sanphalang.thai.key import clean_text

pytestmark = pytest.mark.django_db

TOO_LARGE = (2**63, 2**64, 10**30)


def test_numbers_beyond_those_of_records_are_nobody() -> None:
    viewer, there = make_viewer(Role.DATA_MANAGER, "30"), make_person("สมหญิง", place="302105")
    assert set(persons_seen(viewer, [there.pk, *TOO_LARGE, -(2**63) - 1, 2**63 - 1])) == {there.pk}
    assert [person_seen(viewer, number) for number in TOO_LARGE] == [None, None, None]


@pytest.mark.parametrize("number", [2**63, 10**30])
def test_their_pages_are_missing_like_any_other(client: Client, number: int) -> None:
    sign_in(client, make_account(Role.DATA_MANAGER, "30"))
    for address in ("/links/%d/", "/links/%d/revoke/", "/requests/new/%d/"):
        for ask in (client.get, client.post):
            absent = ask(address % 999_999).status_code
            assert absent in {404, 405}  # which no number changes, so that the way of asking may be refused first
            assert ask(address % number).status_code == 404, address


def test_who_may_see_nobody_is_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "match_key", lambda text: pytest.fail("read all the same"))
    assert search_persons(PUBLIC, "สม" * 400_000) == []


def test_what_is_looked_for_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    viewer, there = make_viewer(Role.DATA_MANAGER, "30"), make_person("สมหญิง", place="302105")
    read: list[int] = []

    def clean(text: str) -> str:
        read.append(len(text))
        return clean_text(text)

    monkeypatch.setattr(seen, "clean_text", clean)
    assert search_persons(viewer, "ก" * 2_400_000) == []
    assert [found.id for found in search_persons(viewer, "สมหญิง")] == [there.pk]
    assert read == [200, 6]
