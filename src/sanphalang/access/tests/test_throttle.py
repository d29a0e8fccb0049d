"""A thousand guesses at one sign-in, and the colleagues beside it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from unittest.mock import Mock, patch

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sanphalang.access import throttle
from sanphalang.access.models import User
from sanphalang.access.tests.factories import PASSWORD, make_account

pytestmark = pytest.mark.django_db

GUESS = "a guess"
ADDRESS, OURS, COLLEAGUE = "/accounts/login/", "rattana@example.org", "saman@example.org"
CHECK = "django.contrib.auth.base_user.check_password"


@pytest.fixture(autouse=True)
def nobody_has_tried() -> Iterator[None]:
    """Tests that commit leave the shared cache as they found it."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def accounts() -> None:
    make_account(email=OURS)
    make_account(email=COLLEAGUE)


def _try(email: str = OURS, password: str = GUESS, *, forged: str = "", client: Client | None = None) -> Any:
    headers = {"X-Forwarded-For": forged, "X-Real-IP": forged, "Forwarded": f"for={forged}"} if forged else {}
    return (client or Client()).post(ADDRESS, {"email": email, "password": password}, headers=headers)


def _signs_in(email: str, password: str = PASSWORD) -> bool:
    return bool(_try(email, password).status_code == 302)


@pytest.mark.usefixtures("accounts")
def test_of_a_thousand_guesses_from_forged_addresses_ten_are_tried() -> None:
    with patch(CHECK, wraps=Mock(return_value=False)) as check:
        answers = [_try(password=f"guess {n}", forged=f"10.{n // 250}.{n % 250}.7") for n in range(1_000)]
    assert check.call_count == throttle.TRIES == 10
    assert {answer.status_code for answer in answers[:10]} == {200}
    assert {answer.status_code for answer in answers[10:]} == {429}


@pytest.mark.usefixtures("accounts")
def test_an_office_behind_one_address_is_not_locked_out_by_a_colleague() -> None:
    for _n in range(30):
        _try()
        assert _signs_in(COLLEAGUE)
    assert not _signs_in(OURS)


@pytest.mark.usefixtures("accounts")
def test_the_right_password_waits_until_the_time_is_over() -> None:
    for _n in range(12):
        _try()
    refused = _try(password=PASSWORD)
    page = refused.content.decode()
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= throttle.SECONDS
    assert "กรุณาลองใหม่หลังเวลา" in page
    with patch("django.core.cache.backends.db.tz_now") as now:
        now.return_value = timezone.now() + timedelta(seconds=throttle.SECONDS + 1)
        assert _signs_in(OURS)


@pytest.mark.usefixtures("accounts")
def test_signing_in_gives_back_its_own_try_and_no_other() -> None:
    for _n in range(9):
        _try()
    assert _signs_in(OURS)
    assert _signs_in(OURS)
    assert _try().status_code == 200  # the tenth wrong one
    assert _try(password=PASSWORD).status_code == 429


def test_an_address_without_an_account_is_locked_just_the_same() -> None:
    known = make_account(email=OURS)
    pages = []
    for email in (known.email, "nobody@example.org"):
        statuses = [_try(email).status_code for _n in range(12)]
        pages.append(statuses)
    assert pages[0] == pages[1] == [200] * 10 + [429] * 2


@pytest.mark.usefixtures("accounts")
def test_writing_the_address_otherwise_is_the_same_account() -> None:
    for spelling in (OURS, OURS.upper(), f" {OURS} ", "Rattana@Example.Org"):
        for _n in range(3):
            _try(spelling)
    assert _try(OURS).status_code == 429


@pytest.mark.usefixtures("accounts")
def test_the_shared_cache_holds_no_address() -> None:
    _try()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM shared_cache")
        rows = cursor.fetchall()
    assert rows
    assert "rattana" not in str(rows)


def test_what_is_over_leaves_the_shared_cache() -> None:
    cache.set("over", 1, timeout=-60)
    cache.set("holds", 1, timeout=60)
    throttle.clear_what_is_over()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache WHERE cache_key LIKE '%over' OR cache_key LIKE '%holds'")
        assert [key.rsplit(":", 1)[1] for (key,) in cursor.fetchall()] == ["holds"]


@pytest.mark.usefixtures("accounts")
def test_a_guess_costs_the_same_however_many_came_before(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _n in range(11):
        with django_assert_max_num_queries(16):
            _try()


def test_somebody_signed_in_cannot_guess_the_present_password_either(client: Client) -> None:
    client.force_login(make_account(email=OURS))
    wrong = {"password": "a guess", "new": "กบเขียวกระโดดข้ามคันนา", "again": "กบเขียวกระโดดข้ามคันนา"}
    with patch(CHECK, wraps=Mock(return_value=False)) as check:
        for _n in range(15):
            client.post("/accounts/security/password/", wrong)
        for _n in range(15):
            client.post("/accounts/again/", {"password": "a guess"})
    assert check.call_count == throttle.TRIES
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_counted_one_by_one() -> None:
    """Each thread has a connection of its own, as each web process has."""

    def take(_number: int) -> bool:
        try:
            throttle.take_a_try(OURS)
        except throttle.TooManyTries:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(take, range(40)))
    assert taken.count(True) == throttle.TRIES
