"""Digests of private values."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from sanphalang.ledger.digests import private_digest


@pytest.mark.parametrize("empty", [None, ""])
def test_nothing_stays_nothing(empty: str | None) -> None:
    assert private_digest(empty) == ""


@given(st.text(min_size=1))
def test_a_digest_has_one_shape_and_does_not_hold_the_value(value: str) -> None:
    digest = private_digest(value)
    assert re.fullmatch(r"private:[0-9a-f]{24}", digest)
    assert private_digest(value) == digest


@given(st.text(min_size=1), st.text(min_size=1))
def test_different_values_differ(one: str, other: str) -> None:
    assert (private_digest(one) == private_digest(other)) == (one == other)


def test_another_key_gives_another_digest(settings: Settings) -> None:
    here = private_digest("0812345678")
    settings.SECRET_KEY = "another installation"
    assert private_digest("0812345678") != here
