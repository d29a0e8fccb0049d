"""The same answer arrives several times at the same moment: it is taken once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.verification.models import VerificationAnswer
from sanphalang.verification.tests.factories import answer_to, give, make_checker, make_round, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]
TIMES = 4


def _all_at_once(number: Callable[[], str]) -> list[Any]:
    make_organisation(place="300101")
    checker = make_checker()
    (task,) = give(make_round(), checker)
    said, start = answer_to(task), Barrier(TIMES)

    def once(instance: str) -> Any:
        try:
            start.wait(timeout=20)
            return send(checker, said | {"instance": instance}).json()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TIMES) as telephones:
        return list(telephones.map(once, [number() for _time in range(TIMES)]))


def test_one_answer_is_kept_and_all_are_told_the_same() -> None:
    same = str(uuid.uuid4())
    told = _all_at_once(lambda: same)
    assert all(each == told[0] for each in told)
    assert told[0]["state"] == "applied"
    assert VerificationAnswer.objects.count() == 1


def test_with_a_number_for_each_sending_every_one_is_kept() -> None:
    """The negative control: the same race, without what makes the answers one."""
    _all_at_once(lambda: str(uuid.uuid4()))
    assert VerificationAnswer.objects.count() == TIMES
