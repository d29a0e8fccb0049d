"""Fixtures of the room's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, sign_in


@pytest.fixture
def in_english() -> Iterator[None]:
    """Have sentences in the language of the source, so that tests can be read beside it."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> None:
    """Keep files in a folder of the test."""
    settings.FILES_ROOT = tmp_path / "files"


def _signed_in(client: Client, role: Role) -> Client:
    sign_in(client, make_account(role, centre="30", name="สมหญิง จัดการ"))
    client.get("/knowledge/", {"lang": "en"})
    return client


@pytest.fixture
def manager(client: Client) -> Client:
    """The data manager of Nakhon Ratchasima, signed in and reading English."""
    return _signed_in(client, Role.DATA_MANAGER)


@pytest.fixture
def coordinator() -> Client:
    """The coordinator of Nakhon Ratchasima, signed in and reading English."""
    return _signed_in(Client(), Role.COORDINATOR)
