"""A forgotten password: the link that a colleague makes, the one that is sent by e-mail, and what neither opens."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from sanphalang.access.actions import close_account, reopen_account
from sanphalang.access.invitations import digest_of
from sanphalang.access.lost_factor import remove_second_factors
from sanphalang.access.models import Grant, PasswordLink, User
from sanphalang.access.own_account import change_own_password
from sanphalang.access.password_links import make_password_link, set_password_with
from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import PASSWORD, give, make_account, make_viewer, sign_in
from sanphalang.access.throttle import TRIES
from sanphalang.access.viewer import OPERATOR, PUBLIC
from sanphalang.ledger.models import Entry

pytestmark = pytest.mark.django_db

TEAM, LOGIN, NEW, FORGOTTEN = "/centres/30/team/", "/accounts/login/", "/accounts/new-password/", "/accounts/forgotten/"
CHOSEN = "ช้างม้าวัวควาย สี่ตัว"
FORM = {"new": CHOSEN, "again": CHOSEN}


@pytest.fixture
def phone() -> Client:
    """The browser of who has forgotten the password, reading English."""
    browser = Client()
    browser.get("/help/", {"lang": "en"})
    return browser


@pytest.fixture
def mailing(settings: Settings) -> None:
    """An installation that knows a mail server."""
    cache.clear()
    settings.MAIL_IS_CONFIGURED = True


def _address(user: User) -> str:
    return f"{TEAM}{user.grants.get().pk}/password/"


def _link_in(text: str) -> str:
    found = re.search(r"http://testserver(/accounts/new-password/[\w-]+/)", text)
    assert found, text
    return found[1]


def _made(coordinator: Client, user: User) -> str:
    return _link_in(coordinator.post(_address(user)).content.decode())


def _sent(phone: Client, email: str) -> str:
    phone.post(FORGOTTEN, {"email": email})
    return _link_in(str(mail.outbox[-1].body))


def test_from_the_colleague_s_page_to_the_new_password(coordinator: Client, colleague: User, phone: Client) -> None:
    elsewhere = Client()
    sign_in(elsewhere, colleague)
    assert _address(colleague) in coordinator.get(f"{TEAM}{colleague.grants.get().pk}/").content.decode()
    asked = coordinator.get(_address(colleague)).content.decode()
    assert "make sure first" in asked
    assert not PasswordLink.objects.exists()
    shown = coordinator.post(_address(colleague))
    page = shown.content.decode()
    assert "<svg" in page
    assert "เรียน" in page  # the letter is Thai
    assert "no-store" in shown.headers["Cache-Control"]
    link = _link_in(page)
    assert PasswordLink.objects.get().token_digest == digest_of(link.split("/")[3])
    opened = phone.get(link)
    assert (opened.status_code, opened["Location"], opened["Referrer-Policy"]) == (302, NEW, "no-referrer")
    assert "rattana@example.org" in phone.get(NEW).content.decode()
    done = phone.post(NEW, FORM)
    assert done["Location"] == LOGIN
    assert "Please sign in with it" in phone.get(LOGIN).content.decode()
    colleague.refresh_from_db()
    assert colleague.check_password(CHOSEN)
    assert elsewhere.get("/people/")["Location"].startswith(LOGIN)
    assert phone.get(link, follow=True).status_code == 410
    assert phone.post(NEW, {"new": "another password", "again": "another password"}).status_code == 410
    verbs = dict(Entry.objects.filter(verb__contains="password").values_list("verb", "place"))
    assert verbs == {"access.make_password_link": 30_000_000, "access.set_password_by_link": 30_000_000}
    entry = Entry.objects.get(verb="access.set_password_by_link")
    assert (entry.actor, entry.subject_id) == (f"user:{colleague.pk}", str(colleague.pk))


def test_the_second_step_is_asked_for_as_before(coordinator: Client, colleague: User, phone: Client) -> None:
    sign_in(Client(), colleague)
    before = Authenticator.objects.get(user=colleague).data
    phone.get(_made(coordinator, colleague))
    phone.post(NEW, FORM)
    assert Authenticator.objects.get(user=colleague).data == before
    assert phone.get("/people/export/")["Location"].startswith(LOGIN)  # nobody is signed in by a link
    answer = phone.post(LOGIN, {"email": colleague.email, "password": CHOSEN})
    assert answer["Location"].startswith("/accounts/login/code/")
    assert phone.get("/people/export/")["Location"].startswith(LOGIN)


def test_looking_at_a_link_uses_nothing_up(coordinator: Client, colleague: User, phone: Client) -> None:
    link = _made(coordinator, colleague)
    for _time in range(3):
        Client().get(link, follow=True)
        Client().head(link)
    assert phone.get(link, follow=True).status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"new": "short", "again": "short"}, "at least ten"),
        ({"new": "rattana@example.org", "again": "rattana@example.org"}, "too much like"),
        ({"again": "something else"}, "not the same"),
    ],
)
def test_a_weak_password_is_not_taken(
    coordinator: Client, colleague: User, phone: Client, changes: dict[str, str], said: str
) -> None:
    phone.get(_made(coordinator, colleague))
    response = phone.post(NEW, FORM | changes)
    assert (response.status_code, said in response.content.decode()) == (200, True)
    colleague.refresh_from_db()
    assert colleague.check_password(PASSWORD)


@pytest.mark.parametrize("end", ["changed", "run out", "newer", "closed", "second step", "maker", "unknown", "never"])
def test_a_dead_link_is_a_sentence_and_leaves_no_trace_in_the_log(
    coordinator: Client, colleague: User, phone: Client, end: str, caplog: pytest.LogCaptureFixture
) -> None:
    sign_in(Client(), colleague)
    link = f"{NEW}some-made-up-token/" if end == "unknown" else _made(coordinator, colleague)
    if end == "changed":
        change_own_password(colleague, "a third password, found again")
    elif end == "run out":
        PasswordLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif end == "newer":
        _made(coordinator, colleague)
    elif end == "closed":
        close_account(OPERATOR, email=colleague.email)
        reopen_account(OPERATOR, email=colleague.email)
    elif end == "second step":
        remove_second_factors(OPERATOR, email=colleague.email)
    elif end == "maker":
        Grant.objects.filter(role=Role.COORDINATOR).update(ends_at=timezone.now())
    with caplog.at_level(logging.DEBUG):
        response = phone.get(NEW if end == "never" else link, follow=True)
    assert response.status_code == 410
    assert "This link cannot be used" in response.content.decode()
    assert link.split("/")[3] not in caplog.text
    assert phone.post(NEW, FORM).status_code == 410
    colleague.refresh_from_db()
    assert not colleague.check_password(CHOSEN)


def test_a_colleague_who_was_given_more_since_is_no_longer_the_maker_s(
    coordinator: Client, colleague: User, phone: Client
) -> None:
    link = _made(coordinator, colleague)
    give(colleague, Role.NATIONAL_ADMINISTRATOR)
    assert phone.get(link, follow=True).status_code == 410


@pytest.mark.parametrize(
    ("held", "may"),
    [
        ([(Role.MEMBER, "30")], True),
        ([(Role.COORDINATOR, "30"), (Role.MEMBER, "30")], True),
        ([(Role.MEMBER, "30"), (Role.INSPECTOR, "30")], False),
        ([(Role.MEMBER, "30"), (Role.MEMBER, "31")], False),
        ([(Role.MEMBER, "30"), (Role.NATIONAL_ANALYST, "")], False),
        ([(Role.NATIONAL_ADMINISTRATOR, "")], False),
        ([], False),
    ],
)
def test_nobody_makes_a_link_for_who_holds_more(coordinator: Client, held: list[tuple[Role, str]], may: bool) -> None:
    account, viewer = make_account(email="other@example.org"), make_viewer(Role.COORDINATOR, "30")
    grants = [give(account, role, at) for role, at in held]
    if may:
        make_password_link(viewer, email=account.email)
    else:
        with pytest.raises(Refused):
            make_password_link(viewer, email=account.email)
        for grant in grants[:1]:
            assert coordinator.post(f"{TEAM}{grant.pk}/password/").status_code in (403, 404)
        assert not PasswordLink.objects.exists()
        make_password_link(make_viewer(Role.NATIONAL_ADMINISTRATOR), email=account.email)


def test_an_administrator_makes_one_for_the_national_team(client: Client, phone: Client) -> None:
    sign_in(client, make_account(Role.NATIONAL_ADMINISTRATOR, name="นายสมมติ ส่วนกลาง"))
    analyst = make_account(Role.NATIONAL_ANALYST)
    page = client.post(f"/centres/national/team/{analyst.grants.get().pk}/password/").content.decode()
    assert "นายสมมติ ส่วนกลาง" in page
    assert phone.get(_link_in(page), follow=True).status_code == 200


def test_who_makes_no_link(client: Client, colleague: User) -> None:
    for role, centre in ((Role.DATA_MANAGER, "30"), (Role.INSPECTOR, "30"), (Role.COORDINATOR, "31")):
        sign_in(client, make_account(role, centre))
        assert client.get(_address(colleague)).status_code in (403, 404)
        assert client.post(_address(colleague)).status_code in (403, 404)
    for viewer in (PUBLIC, make_viewer(Role.DATA_MANAGER, "30"), viewer_of(colleague, has_second_factor=True)):
        with pytest.raises(Refused):
            make_password_link(viewer, email=colleague.email)
    own = make_account(Role.COORDINATOR, "30")
    sign_in(client, own)
    assert client.post(_address(own)).status_code == 403
    close_account(OPERATOR, email=colleague.email)
    with pytest.raises(Refused):
        make_password_link(OPERATOR, email=colleague.email)
    with pytest.raises(Refused):
        make_password_link(OPERATOR, email="nobody@example.org")
    assert not PasswordLink.objects.exists()


def test_without_a_second_step_a_coordinator_is_led_to_it(client: Client, colleague: User) -> None:
    client.force_login(make_account(Role.COORDINATOR, "30"))
    assert client.get(_address(colleague))["Location"].startswith("/accounts/second-step/?next=")
    assert client.post(_address(colleague)).status_code == 302
    assert not PasswordLink.objects.exists()


def test_a_link_is_used_once_and_gives_the_tries_back(colleague: User, phone: Client) -> None:
    for _try in range(TRIES + 1):
        locked = phone.post(LOGIN, {"email": colleague.email, "password": "wrong"})
    assert locked.status_code == 429
    digest = digest_of(make_password_link(OPERATOR, email=colleague.email).token)
    set_password_with(digest, CHOSEN)
    with pytest.raises(Refused):
        set_password_with(digest, "another password")
    assert phone.post(LOGIN, {"email": colleague.email, "password": CHOSEN}).status_code == 302


def test_without_a_mail_server_the_page_says_who_helps(phone: Client, colleague: User) -> None:
    assert FORGOTTEN in phone.get(LOGIN).content.decode()
    page = phone.get(FORGOTTEN).content.decode()
    assert "coordinator" in page
    assert 'name="email"' not in page
    assert phone.post(FORGOTTEN, {"email": colleague.email}).status_code == 404
    assert mail.outbox == []


@pytest.mark.usefixtures("mailing")
def test_with_a_mail_server_a_link_is_sent(phone: Client, colleague: User) -> None:
    link = _sent(phone, "Rattana@Example.org")
    assert mail.outbox[0].to == [colleague.email]
    assert "รหัสผ่านใหม่" in str(mail.outbox[0].body)
    entry = Entry.objects.get(verb="access.send_password_link")
    assert (entry.actor, entry.subject_id) == ("public", str(colleague.pk))
    assert phone.get(link, follow=True).status_code == 200
    phone.post(NEW, FORM)
    colleague.refresh_from_db()
    assert colleague.check_password(CHOSEN)
    assert phone.get(link, follow=True).status_code == 410


@pytest.mark.usefixtures("mailing")
def test_the_answer_does_not_tell_who_has_an_account(phone: Client, colleague: User) -> None:
    closed = make_account(Role.MEMBER, "30", email="closed@example.org")
    close_account(OPERATOR, email=closed.email)
    pages = set()
    for email in (colleague.email, "nobody@example.org", closed.email):
        response = phone.post(FORGOTTEN, {"email": email})
        pages.add((response.status_code, re.sub(r"nonce[^ ]*", "", response.content.decode()).replace(email, "")))
    assert len(pages) == 1
    assert [sent.to for sent in mail.outbox] == [[colleague.email], ["nobody@example.org"], [closed.email]]
    assert PasswordLink.objects.count() == 1
    assert "new-password" not in str(mail.outbox[1].body) + str(mail.outbox[2].body)


@pytest.mark.usefixtures("mailing")
@pytest.mark.parametrize("email", ["rattana@example.org", "nobody@example.org"])
def test_asking_over_and_over_is_stopped(phone: Client, colleague: User, email: str) -> None:
    answers = [phone.post(FORGOTTEN, {"email": email}).status_code for _time in range(8)]
    assert (answers[0], answers[-1]) == (200, 429)
    assert len(mail.outbox) < 8
    assert "too often" in phone.post(FORGOTTEN, {"email": email}).content.decode()
    assert colleague.is_active


@pytest.mark.usefixtures("mailing")
def test_a_whole_office_behind_one_address_may_ask(colleague: User) -> None:
    asked = [f"person{number}@example.org" for number in range(30)] + [colleague.email]
    assert {Client().post(FORGOTTEN, {"email": email}).status_code for email in asked} == {200}


@pytest.mark.usefixtures("mailing")
def test_a_link_by_mail_does_not_kill_the_one_on_paper(coordinator: Client, colleague: User, phone: Client) -> None:
    paper = _made(coordinator, colleague)
    _sent(Client(), colleague.email)
    assert phone.get(paper, follow=True).status_code == 200


@pytest.mark.usefixtures("mailing")
def test_a_mail_server_that_refuses_changes_nothing_of_the_answer(
    phone: Client, colleague: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert phone.post(FORGOTTEN, {"email": colleague.email}).status_code == 200
    assert colleague.email not in caplog.text


@pytest.mark.usefixtures("mailing")
def test_an_account_of_the_demo_gets_no_link_in_production(phone: Client, colleague: User, settings: Settings) -> None:
    User.objects.filter(pk=colleague.pk).update(is_demo=True)
    settings.PRODUCTION = True
    assert phone.post(FORGOTTEN, {"email": colleague.email}).status_code == 200
    assert not PasswordLink.objects.exists()
