"""The pages of a centre's people, by who looks and who does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanphalang.access.models import Centre, Grant, Invitation, User
from sanphalang.access.queries import centre_looking_after, viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import give, make_account

pytestmark = pytest.mark.django_db
ENGLISH = {"lang": "en"}
TEAM = "/centres/30/team/"


def account(role: Role | None = None, at: str = "", name: str = "") -> User:
    """An account that needs no second factor, as those of the demo."""
    user = make_account(role, at, name=name)
    user.is_demo = True
    user.save()
    return user


def signed_in(client: Client, role: Role, at: str = "") -> Client:
    """A browser in which somebody with this role is signed in, reading English."""
    client.force_login(account(role, at, name="นายสมมติ มองดู"))
    client.get("/help/", ENGLISH)
    return client


@pytest.mark.parametrize(
    ("role", "at", "sees", "manages"),
    [
        (None, "", False, False),
        (Role.MEMBER, "31", False, False),
        (Role.COORDINATOR, "31", False, False),
        (Role.NATIONAL_ANALYST, "", False, False),
        (Role.DATA_PROTECTION_OFFICER, "", False, False),
        (Role.MEMBER, "30", True, False),
        (Role.INSPECTOR, "30", True, False),
        (Role.DATA_MANAGER, "30", True, False),
        (Role.COORDINATOR, "30", True, True),
        (Role.NATIONAL_ADMINISTRATOR, "", True, True),
    ],
)
def test_who_sees_the_people_of_a_centre(client: Client, role: Role | None, at: str, sees: bool, manages: bool) -> None:
    there = account(Role.DATA_MANAGER, "30", name="นางสาวสมมติ ทำงาน")
    grant = Grant.objects.get(user=there)
    Invitation.objects.create(
        role=Role.MEMBER,
        centre=Centre.objects.get(code="30"),
        name="นายสมมติ รอคอย",
        token_digest="0",
        invited_by="operator",
        expires_at=timezone.now() + timedelta(days=1),
    )
    if role is not None:
        signed_in(client, role, at)
    response = client.get(TEAM)
    page = response.content.decode()
    assert response.status_code == (200 if sees else 403)
    assert ("นางสาวสมมติ ทำงาน" in page) is sees
    assert (there.email in page) is manages
    assert ("นายสมมติ รอคอย" in page) is manages
    for address in (f"{TEAM}{grant.pk}/", f"{TEAM}{grant.pk}/end/", f"{TEAM}invite/"):
        assert client.get(address).status_code == (200 if manages else 403), address
    for address in (f"{TEAM}{grant.pk}/end/", f"{TEAM}{grant.pk}/until/", f"{TEAM}{grant.pk}/more/"):
        status = client.post(address).status_code
        assert status in ((302, 200) if manages else (403,)), address
        if manages:
            Grant.objects.filter(pk=grant.pk).update(ends_at=None)
    assert ("no-store" in client.get(TEAM).headers.get("Cache-Control", "")) is (role is not None)


def test_a_coordinator_changes_the_end_gives_more_and_ends(client: Client) -> None:
    signed_in(client, Role.COORDINATOR, "30")
    colleague = account(Role.MEMBER, "30", name="นางสาวสมมติ ทำงาน")
    grant = Grant.objects.get(user=colleague)
    page = client.post(f"{TEAM}{grant.pk}/until/", {"until": "6"}, follow=True).content.decode()
    grant.refresh_from_db()
    assert "Saved." in page
    assert grant.ends_at is not None
    assert 180 < (grant.ends_at - timezone.now()).days < 186
    client.post(f"{TEAM}{grant.pk}/more/", {"role": "data_manager", "until": "12"})
    assert {held.role for held in viewer_of(colleague).grants} == {"member", "data_manager"}
    client.post(f"{TEAM}{grant.pk}/end/")
    assert {held.role for held in viewer_of(colleague).grants} == {"data_manager"}
    assert "Roles that have ended" in client.get(TEAM).content.decode()


@pytest.mark.parametrize("role", ["inspector", "national_administrator", "king", ""])
def test_a_role_that_is_not_offered_is_not_given(client: Client, role: str) -> None:
    signed_in(client, Role.COORDINATOR, "30")
    grant = Grant.objects.get(user=account(Role.MEMBER, "30"))
    assert client.post(f"{TEAM}{grant.pk}/more/", {"role": role, "until": "12"}).status_code == 200
    assert Grant.objects.count() == 2


def test_the_own_role_has_no_form(client: Client) -> None:
    signed_in(client, Role.COORDINATOR, "30")
    own = Grant.objects.get()
    page = client.get(f"{TEAM}{own.pk}/").content.decode()
    assert "only others change how long" in page
    assert "Save the end" not in page
    assert client.post(f"{TEAM}{own.pk}/until/", {"until": "24"}).status_code == 403


def test_a_role_at_another_centre_is_not_found_here(client: Client) -> None:
    signed_in(client, Role.COORDINATOR, "30")
    elsewhere = give(account(), Role.MEMBER, "31")
    for address in (f"{TEAM}{elsewhere.pk}/", f"{TEAM}{elsewhere.pk}/end/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{TEAM}{elsewhere.pk}/end/").status_code == 404
    assert client.post(f"/centres/31/team/{elsewhere.pk}/end/").status_code == 403


def test_a_coordinator_whose_role_ends_offers_no_later_end(client: Client) -> None:
    user = account(name="นายสมมติ ชั่วคราว")
    give(user, Role.COORDINATOR, "30", ends_at=timezone.now() + timedelta(days=100))
    client.force_login(user)
    client.get("/help/", ENGLISH)
    page = client.get(f"{TEAM}invite/").content.decode()
    assert "Three months" in page
    assert "As long as your own role" in page
    assert "Six months" not in page
    assert "Without an end" not in page


def test_the_team_costs_the_same_however_many_work_there(client: Client) -> None:
    signed_in(client, Role.COORDINATOR, "30")
    before = _queries(client)
    for _number in range(5):
        account(Role.MEMBER, "30")
    assert _queries(client) == before


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(TEAM)
    return len(captured)


@pytest.mark.parametrize(
    "address", ["/centres/99/", "/centres/99/team/", "/centres/99/team/invite/", "/centres/x/edit/"]
)
def test_a_centre_that_does_not_exist(client: Client, address: str) -> None:
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    assert client.get(address).status_code == 404


def test_everybody_sees_the_centres_but_not_who_works_there(client: Client) -> None:
    account(Role.DATA_MANAGER, "30", name="นางสาวสมมติ ทำงาน")
    page = client.get("/centres/").content.decode()
    assert page.count('href="/centres/') >= 82
    assert "เพื่อนร่วมงาน" not in page
    one = client.get("/centres/30/").content.decode()
    assert "จังหวัดนครราชสีมา" in one
    assert 'href="/places/30/"' in one
    assert "สมมติ ทำงาน" not in one
    assert "ยังไม่ได้เผยแพร่ช่องทางติดต่อ" in one


def test_the_national_administrator_edits_a_centre(client: Client) -> None:
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    assert re.search(r">\s*Colleagues\s*<", client.get("/centres/").content.decode())
    form = {"name_th": "ศูนย์ทดลอง", "name_en": "Centre on trial", "telephone": "044-000-000"}
    page = client.post("/centres/30/edit/", form, follow=True).content.decode()
    assert "Centre on trial" in page
    assert "044-000-000" in page


def test_a_district_of_bangkok_moves_and_moves_back(client: Client) -> None:
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    for code in ("10-2", "10-1"):
        client.post(f"/centres/{code}/edit/", {"place": "1001"})
        found = centre_looking_after(10_010_000)
        assert found is not None
        assert found.code == code
    assert client.post("/centres/31/edit/", {"place": "3001"}).status_code == 200  # not by itself in a territory


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DATA_PROTECTION_OFFICER, Role.NATIONAL_ANALYST])
def test_others_edit_no_centre(client: Client, role: Role) -> None:
    signed_in(client, role, "" if role.is_national else "30")
    assert client.get("/centres/30/edit/").status_code == 403
    assert client.post("/centres/30/edit/", {"name_th": "ก", "name_en": "a"}).status_code == 403
    assert client.post("/centres/30/edit/", {"place": "31"}).status_code == 403


def test_the_national_team_has_its_own_page(client: Client) -> None:
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    assert client.get("/centres/national/", follow=True).redirect_chain == [("/centres/national/team/", 302)]
    page = client.get("/centres/national/team/invite/").content.decode()
    assert "Data protection officer" in page
    assert "Coordinator" not in page


def test_a_coordinator_with_a_password_alone_is_told_what_is_missing(client: Client) -> None:
    client.force_login(make_account(Role.COORDINATOR, "30"))
    page = client.get(TEAM, ENGLISH).content.decode()
    assert "Set up the second step" in page
    assert "Invite a colleague" not in page
    assert client.get(f"{TEAM}invite/").status_code in (302, 403)
