"""Rows of sessions: who opens none, and those that have ended."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from sanphalang.access.ended_sessions import clear_ended_sessions
from sanphalang.access.invitations import invite
from sanphalang.access.models import Centre
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account
from sanphalang.access.viewer import OPERATOR

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/invitations/", "/accounts/new-password/"])
def test_guesses_at_links_leave_nothing_behind(client: Client, address: str) -> None:
    for number in range(6):
        for guess in (f"guess{number}", secrets.token_urlsafe(24)):
            opened = Client().get(f"{address}{guess}/")
            assert (opened.status_code, opened["Location"], len(opened.cookies)) == (302, address, 0)
    assert not Session.objects.exists()
    made = invite(OPERATOR, role=Role.MEMBER, centre=Centre.objects.get(code="30"), name="นายสมมติ", role_ends_at=None)
    client.get(f"/invitations/{made.token}/")
    assert client.get("/invitations/").status_code == 200
    client.get("/invitations/guess/")  # the newest one counts, as before
    assert client.get("/invitations/").status_code == 410


def test_sessions_that_have_ended_are_cleared_away(client: Client) -> None:
    client.force_login(make_account())
    kept = client.session.session_key
    other = Client()
    other.force_login(make_account())
    Session.objects.filter(pk=other.session.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    clear_ended_sessions()
    assert list(Session.objects.values_list("pk", flat=True)) == [kept]
