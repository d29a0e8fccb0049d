"""Fixtures of the room's tests."""

from __future__ import annotations

import pytest
from django.test import Client

from sanphalang.access.models import User
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, sign_in


@pytest.fixture
def coordinator(client: Client) -> Client:
    """The coordinator of Nakhon Ratchasima, signed in with a second step, reading English."""
    sign_in(client, make_account(Role.COORDINATOR, "30", name="นางสมมติ ประสานงาน"))
    client.get("/help/", {"lang": "en"})
    return client


@pytest.fixture
def colleague() -> User:
    """A data manager of the same centre."""
    return make_account(Role.DATA_MANAGER, "30", email="rattana@example.org", name="นางสาวสมมติ ทำงาน")
