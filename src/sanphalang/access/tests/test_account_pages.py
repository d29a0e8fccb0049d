"""Closing a colleague's account, opening it again, and helping who lost the second step: pages and actions."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanphalang.access.actions import close_account, reopen_account
from sanphalang.access.invitations import accept_with_account, digest_of, invite
from sanphalang.access.looking_after import looked_after
from sanphalang.access.lost_factor import remove_second_factors
from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import PASSWORD, give, make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR, PUBLIC
from sanphalang.ledger.models import Entry

pytestmark = pytest.mark.django_db

TEAM = "/centres/30/team/"
LOGIN = "/accounts/login/"
ACTS = (close_account, reopen_account, remove_second_factors)


def _address(user: User, act: str) -> str:
    return f"{TEAM}{user.grants.get().pk}/{act}/"


def test_the_page_says_what_happens_before_it_does(coordinator: Client, colleague: User) -> None:
    member = coordinator.get(f"{TEAM}{colleague.grants.get().pk}/").content.decode()
    assert _address(colleague, "close") in member
    page = coordinator.get(_address(colleague, "close")).content.decode()
    assert "Shall the account of นางสาวสมมติ ทำงาน be closed now?" in page
    assert "signed out on every device" in page
    assert "These roles end now: Data manager" in page
    colleague.refresh_from_db()
    assert colleague.is_active
    done = coordinator.post(_address(colleague, "close"), follow=True).content.decode()
    assert "is closed; its sessions and roles have ended" in done
    colleague.refresh_from_db()
    assert not colleague.is_active
    entry = Entry.objects.get(verb="access.close_account")
    assert (entry.subject_id, entry.place) == (str(colleague.pk), 30_000_000)
    assert entry.changes == {"is_active": [True, False], "roles": [1, 0]}
    assert colleague.email not in str(entry.changes)


def test_sessions_and_download_links_are_dead_at_the_next_request(coordinator: Client, colleague: User) -> None:
    browser, telephone = Client(), Client()
    link, form = "/people/export/?reason=x", {"reason": "ติดต่อวิทยากรเพื่อเตรียมเวที", "file_format": "csv"}
    for open_session in (browser, telephone):
        sign_in(open_session, colleague)
        assert open_session.get("/people/").status_code == 200
    taken = browser.post("/people/export/", form)
    assert taken.headers["Content-Disposition"].startswith("attachment")
    coordinator.post(_address(colleague, "close"))
    for open_session in (browser, telephone):
        for answer in (
            open_session.get("/people/"),
            open_session.get(link),
            open_session.post("/people/export/", form),
        ):
            assert (answer.status_code, answer["Location"][:16]) == (302, LOGIN)
        assert open_session.get("/organisations/new/").status_code == 403
    assert "กรุณาตรวจสอบ" in Client().post(LOGIN, {"email": colleague.email, "password": PASSWORD}).content.decode()
    coordinator.post(_address(colleague, "reopen"))
    for open_session in (browser, telephone):  # not even when the account is open again
        assert open_session.get("/people/")["Location"].startswith(LOGIN)


def test_an_invitation_that_was_sent_dies_with_the_account(coordinator: Client) -> None:
    other, centre = make_account(Role.COORDINATOR, "30"), Centre.objects.get(code="30")
    sender = viewer_of(other, has_second_factor=True)
    sent = invite(sender, role=Role.MEMBER, centre=centre, name="นายสมมติ รอคอย", role_ends_at=None)
    coordinator.post(_address(other, "close"))
    with pytest.raises(Refused):
        accept_with_account(viewer_of(make_account()), digest_of(sent.token))


def test_a_closed_account_is_opened_again_from_the_list(coordinator: Client, colleague: User) -> None:
    coordinator.post(_address(colleague, "close"))
    page = coordinator.get(TEAM).content.decode()
    assert _address(colleague, "reopen") in page
    assert "Shall the account of" in coordinator.get(_address(colleague, "reopen")).content.decode()
    done = coordinator.post(_address(colleague, "reopen"), follow=True).content.decode()
    assert "is open again. To give it a role, please invite" in done
    colleague.refresh_from_db()
    assert colleague.is_active
    assert viewer_of(colleague).grants == ()
    assert Entry.objects.get(verb="access.reopen_account").place == 30_000_000
    assert Client().post(LOGIN, {"email": colleague.email, "password": PASSWORD}).status_code == 302
    assert _address(colleague, "close") in coordinator.get(TEAM).content.decode()  # a mistake can be undone
    assert coordinator.post(_address(colleague, "close")).status_code == 302


def test_a_role_given_in_the_moment_of_closing_does_not_come_back(colleague: User) -> None:
    close_account(OPERATOR, email=colleague.email)
    Grant.objects.filter(user=colleague).update(ends_at=None)
    reopen_account(OPERATOR, email=colleague.email)
    assert viewer_of(colleague).grants == ()


def test_who_lost_the_second_step_is_helped(coordinator: Client, colleague: User) -> None:
    telephone = Client()
    member = f"{TEAM}{colleague.grants.get().pk}/"
    assert "Take the second step away" not in coordinator.get(member).content.decode()
    sign_in(telephone, colleague)
    assert _address(colleague, "second-step") in coordinator.get(member).content.decode()
    page = coordinator.get(_address(colleague, "second-step")).content.decode()
    assert "make sure first" in page
    assert Authenticator.objects.filter(user=colleague).exists()
    coordinator.post(_address(colleague, "second-step"))
    assert not Authenticator.objects.filter(user=colleague).exists()
    assert telephone.get("/people/")["Location"].startswith(LOGIN)
    assert Entry.objects.get(verb="access.remove_second_factors").place == 30_000_000
    browser = Client()
    answer = browser.post(LOGIN, {"email": colleague.email, "password": PASSWORD, "next": "/people/export/"})
    assert answer["Location"] == "/people/export/"
    assert browser.get("/people/export/")["Location"].startswith("/accounts/second-step/")
    assert coordinator.post(_address(colleague, "second-step")).status_code == 403  # there is none any more


@pytest.mark.parametrize(
    ("held", "may"),
    [
        ([(Role.MEMBER, "30")], True),
        ([(Role.COORDINATOR, "30"), (Role.MEMBER, "30")], True),
        ([(Role.MEMBER, "30"), (Role.INSPECTOR, "30")], False),
        ([(Role.MEMBER, "30"), (Role.MEMBER, "31")], False),
        ([(Role.MEMBER, "30"), (Role.NATIONAL_ANALYST, "")], False),
        ([(Role.MEMBER, "31")], False),
        ([(Role.NATIONAL_ADMINISTRATOR, "")], False),
        ([], False),
    ],
)
def test_a_coordinator_looks_after_who_holds_nothing_more(
    coordinator: Client, held: list[tuple[Role, str]], may: bool
) -> None:
    make_account(Role.NATIONAL_ADMINISTRATOR)
    account, viewer = make_account(email="rattana@example.org"), make_viewer(Role.COORDINATOR, "30")
    grants = [give(account, role, at) for role, at in held]
    sign_in(Client(), account)
    assert (looked_after(viewer, [account.pk]) == {account.pk}) is may
    administrator = make_viewer(Role.NATIONAL_ADMINISTRATOR)
    for act in (remove_second_factors, close_account, reopen_account):
        if may:
            act(viewer, email=account.email)
        else:
            with pytest.raises(Refused):
                act(viewer, email=account.email)
            act(administrator, email=account.email)  # also leaves it closed for the next one
    for grant in grants[:1]:
        for act_name in ("close", "reopen", "second-step"):
            address = f"{TEAM}{grant.pk}/{act_name}/"
            if not may:
                assert coordinator.get(address).status_code in (403, 404)
                assert coordinator.post(address).status_code in (403, 404)


def test_what_was_held_before_counts_for_an_account_without_roles() -> None:
    viewer, account = make_viewer(Role.COORDINATOR, "30"), make_account(Role.MEMBER, "30")
    give(account, Role.NATIONAL_ADMINISTRATOR)
    make_account(Role.NATIONAL_ADMINISTRATOR)
    close_account(OPERATOR, email=account.email)
    with pytest.raises(Refused):
        reopen_account(viewer, email=account.email)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.DATA_MANAGER, Role.INSPECTOR, Role.NATIONAL_ANALYST])
def test_others_look_after_nobody(client: Client, colleague: User, role: Role) -> None:
    sign_in(client, make_account(role, "" if role.is_national else "30"))
    for act in ("close", "reopen", "second-step"):
        assert client.get(_address(colleague, act)).status_code == 403
        assert client.post(_address(colleague, act)).status_code == 403
    viewer = make_viewer(role, "" if role.is_national else "30")
    for action in ACTS:
        for email in (colleague.email, "nobody@example.org"):
            with pytest.raises(Refused, match="ผู้ประสานงาน"):  # nothing is told of who has an account
                action(viewer, email=email)
            with pytest.raises(Refused):
                action(PUBLIC, email=email)


def test_without_a_second_step_a_coordinator_is_led_to_it(client: Client, colleague: User) -> None:
    client.force_login(make_account(Role.COORDINATOR, "30"))
    for act in ("close", "second-step"):
        assert client.get(_address(colleague, act))["Location"].startswith("/accounts/second-step/?next=")
        assert client.post(_address(colleague, act)).status_code == 302
    colleague.refresh_from_db()
    assert colleague.is_active


@pytest.mark.parametrize(
    ("role", "team"), [(Role.COORDINATOR, TEAM), (Role.NATIONAL_ADMINISTRATOR, "/centres/national/team/")]
)
def test_nobody_does_it_to_the_own_account(client: Client, role: Role, team: str) -> None:
    make_account(Role.NATIONAL_ADMINISTRATOR)
    own = make_account(role, "" if role.is_national else "30")
    sign_in(client, own)
    own_page = f"{team}{own.grants.get().pk}/"
    assert "close/" not in client.get(own_page).content.decode()
    for act in ("close", "reopen", "second-step"):
        assert client.get(f"{own_page}{act}/").status_code == 403
        assert client.post(f"{own_page}{act}/").status_code == 403
    viewer = viewer_of(own, has_second_factor=True)
    for action in ACTS:
        with pytest.raises(Refused):
            action(viewer, email=own.email)
    own.refresh_from_db()
    assert own.is_active


def test_the_last_national_administrator_stays_open(client: Client) -> None:
    last, ending = make_account(Role.NATIONAL_ADMINISTRATOR), make_account()
    grant = give(ending, Role.NATIONAL_ADMINISTRATOR)
    sign_in(client, ending)
    Grant.objects.filter(pk=grant.pk).update(ends_at="2999-01-01T00:00Z")
    address = f"/centres/national/team/{last.grants.get().pk}/close/"
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 403
    last.refresh_from_db()
    assert last.is_active


def test_an_administrator_closes_an_inspector_and_one_of_the_national_team(client: Client) -> None:
    sign_in(client, make_account(Role.NATIONAL_ADMINISTRATOR))
    inspector, analyst = make_account(Role.INSPECTOR, "30"), make_account(Role.NATIONAL_ANALYST)
    assert client.post(_address(inspector, "close")).status_code == 302
    assert client.post(f"/centres/national/team/{analyst.grants.get().pk}/close/").status_code == 302
    assert not User.objects.filter(pk__in=[inspector.pk, analyst.pk], is_active=True).exists()


def test_a_grant_of_another_centre_is_not_found_here(coordinator: Client) -> None:
    elsewhere = make_account(Role.MEMBER, "31")
    for act in ("close", "reopen", "second-step"):
        assert coordinator.post(_address(elsewhere, act)).status_code == 404
        address = _address(elsewhere, act).replace("/30/", "/31/")
        assert coordinator.post(address).status_code == 404 or coordinator.post(address).status_code == 403


def test_the_list_of_former_colleagues_costs_the_same_however_many_there_are(coordinator: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            coordinator.get(TEAM)
        return len(captured)

    close_account(OPERATOR, email=make_account(Role.MEMBER, "30").email)
    before = queries()
    for _number in range(5):
        account = make_account(Role.MEMBER, "30")
        give(account, Role.MEMBER, "31")
        close_account(OPERATOR, email=account.email)
    assert queries() == before
