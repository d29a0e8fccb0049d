"""An invitation from its form to the role, as two people see it in their browsers."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from sanphalang.access.models import Invitation, User
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import PASSWORD, make_account
from sanphalang.access.tests.test_team_pages import ENGLISH, TEAM, signed_in

pytestmark = pytest.mark.django_db

FORM = {"name": "นางสาวสมมติ ใจดี", "email": "", "role": "data_manager", "until": "12"}
ACCOUNT = {"email": "new@example.org", "name": "สมมติ ใจดี", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def coordinator(client: Client) -> Client:
    """The browser of the coordinator of Nakhon Ratchasima."""
    return signed_in(client, Role.COORDINATOR, "30")


@pytest.fixture
def phone() -> Client:
    """The browser of the invited person, reading English."""
    browser = Client()
    browser.get("/help/", ENGLISH)
    return browser


def link_from(coordinator: Client, **changes: str) -> str:
    """Invite and return the path of the link that the page shows."""
    page = coordinator.post(f"{TEAM}invite/", FORM | changes).content.decode()
    found = re.search(r"http://testserver(/invitations/[\w-]+/)", page)
    assert found, page
    return found[1]


def test_the_link_is_shown_once_with_its_letter(coordinator: Client) -> None:
    response = coordinator.post(f"{TEAM}invite/", FORM)
    page = response.content.decode()
    assert "<svg" in page
    assert "ขอเรียนเชิญท่าน" in page  # the letter is Thai
    assert re.search(r'letter-date">[๐-๙]{1,2} \S+(คม|ยน|พันธ์) ๒[๐-๙]{3}<', page)
    assert "no-store" in response.headers["Cache-Control"]
    token = re.search(r"/invitations/([\w-]+)/", page)
    assert token
    assert token[1] not in coordinator.get(TEAM).content.decode()


def test_from_the_link_to_the_role(coordinator: Client, phone: Client) -> None:
    link = link_from(coordinator)
    opened = phone.get(link)
    assert (opened.status_code, opened["Location"]) == (302, "/invitations/")
    assert opened["Referrer-Policy"] == "no-referrer"
    shown = phone.get("/invitations/")
    assert "Data manager" in shown.content.decode()
    # A browser that is told to send no referrer sends no origin either, and its form would be refused.
    assert shown["Referrer-Policy"] == "same-origin"
    response = phone.post("/invitations/", ACCOUNT)
    assert response["Location"] == TEAM
    user = User.objects.get(email="new@example.org")
    assert [grant.role for grant in viewer_of(user).grants] == ["data_manager"]
    assert "Welcome." in phone.get(TEAM).content.decode()
    assert phone.get("/invitations/").status_code == 410
    assert phone.get(link, follow=True).status_code == 410


def test_looking_at_a_link_uses_nothing_up(coordinator: Client, phone: Client) -> None:
    """Messengers open links to show a picture of them."""
    link = link_from(coordinator)
    for _time in range(3):
        Client().get(link, follow=True)
        Client().head(link)
    assert phone.get(link, follow=True).status_code == 200


def test_with_an_account_that_is_there(coordinator: Client, phone: Client) -> None:
    link = link_from(coordinator)
    phone.get(link)
    user = make_account(Role.MEMBER, "31")
    phone.force_login(user)
    phone.get(link)
    assert "Accept the role" in phone.get("/invitations/").content.decode()
    assert phone.post("/invitations/")["Location"] == TEAM
    assert {grant.role for grant in viewer_of(user).grants} == {"member", "data_manager"}


def test_whose_address_has_an_account_is_asked_to_sign_in(coordinator: Client, phone: Client) -> None:
    make_account(email="here@example.org")
    page = phone.get(link_from(coordinator, email="here@example.org"), follow=True).content.decode()
    assert "Please sign in with it" in page
    assert 'name="password"' not in page
    assert "/accounts/login/?next=/invitations/" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"password": "short", "again": "short"}, "at least ten"),
        ({"password": "new@example.org", "again": "new@example.org"}, "too much like"),
        ({"again": "another-password"}, "not the same"),
        ({"email": "nobody"}, "valid"),
        ({"email": "here@example.org"}, "already"),
    ],
)
def test_what_does_not_make_an_account(coordinator: Client, phone: Client, changes: dict[str, str], said: str) -> None:
    make_account(email="here@example.org")
    phone.get(link_from(coordinator))
    response = phone.post("/invitations/", ACCOUNT | changes)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("end", ["used", "taken back", "run out", "unknown", "never opened"])
def test_a_dead_link_is_a_sentence_and_leaves_no_trace_in_the_log(
    coordinator: Client, phone: Client, end: str, caplog: pytest.LogCaptureFixture
) -> None:
    link = "/invitations/some-made-up-token/" if end == "unknown" else link_from(coordinator)
    if end == "used":
        Invitation.objects.update(accepted_at=timezone.now())
    elif end == "taken back":
        coordinator.post(f"{TEAM}invitations/{Invitation.objects.get().pk}/withdraw/")
    elif end == "run out":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with caplog.at_level(logging.DEBUG):
        response = phone.get("/invitations/" if end == "never opened" else link, follow=True)
    assert response.status_code == 410
    assert "This invitation cannot be used" in response.content.decode()
    assert link.split("/")[2] not in caplog.text
    assert phone.post("/invitations/", ACCOUNT).status_code == 410
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_new_link_kills_the_old_one(coordinator: Client, phone: Client) -> None:
    old = link_from(coordinator)
    number = Invitation.objects.get().pk
    page = coordinator.post(f"{TEAM}invitations/{number}/renew/").content.decode()
    new = re.search(r"http://testserver(/invitations/[\w-]+/)", page)
    assert new
    assert phone.get(old, follow=True).status_code == 410
    assert phone.get(new[1], follow=True).status_code == 200


@pytest.mark.parametrize("address", ["renew", "withdraw"])
def test_others_touch_no_invitation(coordinator: Client, address: str) -> None:
    link_from(coordinator)
    path = f"{TEAM}invitations/{Invitation.objects.get().pk}/{address}/"
    for role, at in ((Role.DATA_MANAGER, "30"), (Role.COORDINATOR, "31"), (Role.NATIONAL_ANALYST, "")):
        assert signed_in(Client(), role, at).post(path).status_code == 403
    assert Client().post(path).status_code == 403


def test_the_same_name_twice_is_a_sentence(coordinator: Client) -> None:
    link_from(coordinator)
    assert "has an open invitation" in coordinator.post(f"{TEAM}invite/", FORM).content.decode()


def test_without_a_mail_server_it_is_said_that_nothing_was_sent(coordinator: Client) -> None:
    page = coordinator.post(f"{TEAM}invite/", FORM | {"email": "new@example.org"}).content.decode()
    assert "No e-mail was sent" in page
    assert mail.outbox == []


def test_with_a_mail_server_the_link_is_sent(coordinator: Client, phone: Client, settings: Settings) -> None:
    settings.MAIL_IS_CONFIGURED = True
    page = coordinator.post(f"{TEAM}invite/", FORM | {"email": "new@example.org"}).content.decode()
    assert "was sent by e-mail" in page
    assert mail.outbox[0].to == ["new@example.org"]
    body = str(mail.outbox[0].body)
    link = re.search(r"http://testserver(/invitations/[\w-]+/)", body)
    assert link
    assert "นักจัดการข้อมูล" in body
    assert phone.get(link[1], follow=True).status_code == 200


def test_a_mail_server_that_refuses_is_said(
    coordinator: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MAIL_IS_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = coordinator.post(f"{TEAM}invite/", FORM | {"email": "new@example.org"}).content.decode()
    assert "did not take the e-mail" in page
    assert "new@example.org" not in caplog.text


def test_the_address_of_who_invites_is_not_told(coordinator: Client, phone: Client) -> None:
    inviter = User.objects.get(grants__role=Role.COORDINATOR)
    User.objects.filter(pk=inviter.pk).update(name="")
    coordinator.cookies["django_language"] = "en"
    letter = coordinator.post(f"{TEAM}invite/", FORM).content.decode()
    link = re.search(r"http://testserver(/invitations/[\w-]+/)", letter)
    assert link
    shown = phone.get(link[1], follow=True).content.decode()
    assert "A colleague without a name" in shown
    assert inviter.email not in shown
    paper = letter[letter.index("<article") : letter.index("</article>")]
    assert inviter.email not in paper
