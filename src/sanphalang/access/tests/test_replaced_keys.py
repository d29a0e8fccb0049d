"""Nobody replaces the password and the second step of a colleague; what was replaced is told to whose account it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from sanphalang.access.actions import close_account, reopen_account, set_new_password
from sanphalang.access.invitations import digest_of
from sanphalang.access.looking_after import looked_after
from sanphalang.access.lost_factor import remove_second_factors
from sanphalang.access.models import Grant, PasswordLink, User
from sanphalang.access.password_links import make_password_link, set_password_with
from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import PASSWORD, give, make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR, Viewer

pytestmark = pytest.mark.django_db

TEAM, LOGIN, CHOSEN = "/centres/30/team/", "/accounts/login/", "ช้างม้าวัวควาย สี่ตัว"
MONTH = timedelta(days=30)
LONGER = [None, 4 * MONTH]

Acts = Callable[[Viewer, User], object]


def _coordinator(lasts: timedelta | None, *, name: str = "") -> User:
    user = make_account(name=name)
    give(user, Role.COORDINATOR, "30", ends_at=timezone.now() + lasts if lasts else None)
    return user


@pytest.fixture
def colleague() -> User:
    """Another coordinator of the same centre, who has a second step."""
    account = make_account(Role.COORDINATOR, "30", email="rattana@example.org", name="นางสาวสมมติ ทำงาน")
    sign_in(Client(), account)
    return account


@pytest.fixture(autouse=True)
def nobody_has_tried() -> None:
    cache.clear()


# ---- how long the roles last ----


@pytest.mark.parametrize("lasts", LONGER)
def test_nobody_looks_after_a_role_that_outlasts_the_own(colleague: User, lasts: timedelta | None) -> None:
    own = viewer_of(_coordinator(3 * MONTH), has_second_factor=True)
    Grant.objects.filter(user=colleague).update(ends_at=timezone.now() + lasts if lasts else None)
    assert looked_after(own, [colleague.pk]) == set()
    for act in (remove_second_factors, make_password_link, close_account):
        with pytest.raises(Refused, match="นานกว่า"):
            act(own, email=colleague.email)
    Grant.objects.filter(user=colleague).update(ends_at=timezone.now() + 2 * MONTH)
    assert looked_after(own, [colleague.pk]) == {colleague.pk}


def test_who_was_closed_is_opened_again_by_whoever_closed(colleague: User) -> None:
    own = viewer_of(_coordinator(3 * MONTH), has_second_factor=True)
    Grant.objects.filter(user=colleague).update(ends_at=timezone.now() + 2 * MONTH)
    close_account(own, email=colleague.email)
    reopen_account(own, email=colleague.email)


def test_a_link_dies_when_the_role_of_its_maker_is_shortened(colleague: User) -> None:
    maker = _coordinator(None)
    made = make_password_link(viewer_of(maker, has_second_factor=True), email=colleague.email)
    Grant.objects.filter(user=maker).update(ends_at=timezone.now() + MONTH)
    with pytest.raises(Refused):
        set_password_with(digest_of(made.token), CHOSEN)


# ---- one colleague, one of the two ----

ACTS: dict[str, Acts] = {
    "second-step": lambda viewer, user: remove_second_factors(viewer, email=user.email),
    "password": lambda viewer, user: make_password_link(viewer, email=user.email),
}


@pytest.mark.parametrize(("first", "then"), [("second-step", "password"), ("password", "second-step")])
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.NATIONAL_ADMINISTRATOR])
def test_nobody_replaces_both(colleague: User, client: Client, first: str, then: str, role: Role) -> None:
    own = make_account(role, "" if role.is_national else "30")
    viewer = viewer_of(own, has_second_factor=True)
    ACTS[first](viewer, colleague)
    sign_in(Client(), colleague)  # sets another second step up
    before = PasswordLink.objects.count()
    with pytest.raises(Refused, match="เพื่อนร่วมงานอีกคน"):
        ACTS[then](viewer, colleague)
    sign_in(client, own)
    address = f"{TEAM}{colleague.grants.get().pk}/{then}/"
    client.cookies["django_language"] = "en"
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 403
        assert "another colleague or the national team" in answer.content.decode()
    assert PasswordLink.objects.count() == before
    ACTS[then](make_viewer(Role.COORDINATOR, "30"), colleague)  # another colleague does it


@pytest.mark.parametrize(("first", "then"), [("second-step", "password"), ("password", "second-step")])
def test_a_week_later_it_is_another_matter(colleague: User, first: str, then: str) -> None:
    viewer = make_viewer(Role.COORDINATOR, "30")
    with patch.object(timezone, "now", return_value=timezone.now() - timedelta(days=7, minutes=1)):
        ACTS[first](viewer, colleague)
    sign_in(Client(), colleague)
    ACTS[then](viewer, colleague)


def test_a_password_made_by_command_counts_like_a_link(colleague: User) -> None:
    administrator = make_viewer(Role.NATIONAL_ADMINISTRATOR)
    remove_second_factors(administrator, email=colleague.email)
    with pytest.raises(Refused):
        set_new_password(administrator, email=colleague.email)
    set_new_password(OPERATOR, email=colleague.email)  # whoever sits at the machine holds everything
    sign_in(Client(), colleague)
    remove_second_factors(OPERATOR, email=colleague.email)


def test_who_helps_two_colleagues_is_not_held_up(colleague: User) -> None:
    viewer, other = make_viewer(Role.COORDINATOR, "30"), make_account(Role.MEMBER, "30")
    remove_second_factors(viewer, email=colleague.email)
    make_password_link(viewer, email=other.email)


# ---- told ----


def _signed_in(user: User, password: str = PASSWORD) -> Client:
    browser = Client()
    browser.get("/help/", {"lang": "en"})
    browser.post(LOGIN, {"email": user.email, "password": password})
    return browser


def test_what_was_replaced_is_told_once_at_the_next_sign_in(colleague: User) -> None:
    helper = _coordinator(None, name="นางสมมติ ช่วยเหลือ")
    nameless = viewer_of(_coordinator(None), has_second_factor=True)
    remove_second_factors(viewer_of(helper, has_second_factor=True), email=colleague.email)
    set_password_with(digest_of(make_password_link(nameless, email=colleague.email).token), CHOSEN)
    browser = _signed_in(colleague, CHOSEN)
    said = browser.get("/help/").content.decode()
    assert "นางสมมติ ช่วยเหลือ took the second step of your account away" in said
    assert "with a link that A colleague without a name made" in said
    for again in (browser, _signed_in(colleague, CHOSEN)):
        assert "of your account" not in again.get("/help/").content.decode()


def test_who_replaced_the_own_password_is_told_nothing(colleague: User) -> None:
    other = make_account(Role.MEMBER, "30")
    remove_second_factors(OPERATOR, email=colleague.email)
    assert "of your account" not in _signed_in(other).get("/help/").content.decode()
    assert "The operator of the installation took" in _signed_in(colleague).get("/help/").content.decode()


def test_the_mailbox_is_told_where_there_is_a_mail_server(colleague: User, settings: Settings) -> None:
    helper = _coordinator(None, name="นางสมมติ ช่วยเหลือ")
    settings.MAIL_IS_CONFIGURED = True
    remove_second_factors(viewer_of(helper, has_second_factor=True), email=colleague.email)
    made = make_password_link(make_viewer(Role.COORDINATOR, "30"), email=colleague.email)
    set_password_with(digest_of(made.token), CHOSEN)
    set_new_password(OPERATOR, email=colleague.email)
    assert [sent.to for sent in mail.outbox] == [[colleague.email]] * 4
    assert "นางสมมติ ช่วยเหลือ" in str(mail.outbox[0].body)
    assert "เพื่อนร่วมงานที่ยังไม่ได้ระบุชื่อ" in str(mail.outbox[1].body)
    assert made.token not in "".join(str(sent.body) for sent in mail.outbox)
    settings.MAIL_IS_CONFIGURED = False
    set_new_password(OPERATOR, email=colleague.email)
    assert len(mail.outbox) == 4
