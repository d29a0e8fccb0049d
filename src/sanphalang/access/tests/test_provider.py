"""Signing in with an OpenID Connect provider that runs beside the test."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from sanphalang.access.invitations import accept_with_account, accept_with_new_account, digest_of, invite
from sanphalang.access.models import Centre, User
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import PASSWORD, make_account, sign_in
from sanphalang.access.tests.oidc_provider import CLIENT, SECRET, Provider, running_provider
from sanphalang.access.viewer import OPERATOR
from sanphalang.ledger.models import Entry

pytestmark = pytest.mark.django_db

BEGIN, LOGIN, SECURITY = "/accounts/login/provider/", "/accounts/login/", "/accounts/security/"


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """A provider that the settings name."""
    cache.clear()
    with running_provider() as running:
        app = {
            "provider_id": "provider",
            "name": "ThaID",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": running.issuer, "scope": ["openid", "email"]},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        yield running


def _at_the_provider(address: str) -> str:
    """Open an address at the provider as the browser does; return where it sends the browser."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    location = connection.getresponse().getheader("Location")
    connection.close()
    return (location or "").removeprefix("http://testserver")


def _come_in(client: Client, begin: str = BEGIN, **form: str) -> Any:
    """Go to the provider and come back; return the platform's answer."""
    return client.get(_at_the_provider(client.post(begin, form)["Location"]))


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_account_with_the_confirmed_address_comes_in(client: Client, provider: Provider) -> None:
    user = make_account(Role.DATA_MANAGER, "30", email="rattana@example.org")
    assert "เข้าสู่ระบบด้วย ThaID" in client.get(LOGIN).content.decode()
    assert _come_in(client, next="/imports/")["Location"] == "/imports/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert Entry.objects.get().verb == "access.link_provider"
    user.refresh_from_db()
    assert user.check_password(PASSWORD)  # the password stays a way in


def test_the_second_time_the_link_counts_not_the_address(client: Client, provider: Provider) -> None:
    user = make_account(email="rattana@example.org")
    _come_in(client)
    client.post("/accounts/logout/")
    provider.person.email, provider.person.email_verified = "another@example.org", False
    assert _come_in(client)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert SocialAccount.objects.count() == 1


def test_the_exchange_is_bound_to_this_browser(client: Client, provider: Provider) -> None:
    make_account(email="rattana@example.org")
    _come_in(client)
    asked = provider.asked[0]
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) > 40
    assert set(asked["scope"].split()) == {"openid", "email"}
    answer = _at_the_provider(Client().post(BEGIN)["Location"])
    stranger = Client()
    assert stranger.get(answer)["Location"] == LOGIN  # an answer that another browser asked for
    assert not _is_in(stranger)


@pytest.mark.parametrize("signed", ["by another", "not", "with the public key"])
def test_a_token_that_the_provider_did_not_sign_is_refused(client: Client, provider: Provider, signed: str) -> None:
    make_account(email="rattana@example.org")
    provider.signed = signed
    assert _come_in(client)["Location"] == LOGIN
    assert "ยังใช้คำตอบจาก ThaID ไม่ได้" in client.get(LOGIN).content.decode()
    assert not _is_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "of another request"},
        {"nonce": None},
        {"aud": "another platform"},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_for_something_else_is_refused(client: Client, provider: Provider, claims: dict[str, Any]) -> None:
    make_account(email="rattana@example.org")
    provider.claims = claims
    assert _come_in(client)["Location"] == LOGIN
    assert not _is_in(client)
    assert not SocialAccount.objects.exists()


def test_a_code_that_comes_twice_is_refused(client: Client, provider: Provider) -> None:
    make_account(email="rattana@example.org")
    answer = _at_the_provider(client.post(BEGIN)["Location"])
    client.get(answer)
    client.post("/accounts/logout/")
    assert client.get(answer)["Location"] == LOGIN
    assert not _is_in(client)


@pytest.mark.parametrize(
    ("email", "verified"),
    [("nobody@example.org", True), ("rattana@example.org", False), ("rattana@example.org", "true"), (None, True)],
)
def test_nobody_gets_an_account_by_coming(client: Client, provider: Provider, email: str, verified: object) -> None:
    make_account(email="rattana@example.org")
    provider.person.email, provider.person.email_verified = email, verified
    assert _come_in(client)["Location"] == LOGIN
    assert "ยังไม่มีบัญชีของบุคคลนี้" in client.get(LOGIN).content.decode()
    assert not _is_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


@pytest.mark.parametrize(("named", "comes_in"), [("", False), ("rattana@example.org", True)])
def test_an_address_that_nobody_vouched_for_is_not_linked(
    client: Client, provider: Provider, named: str, comes_in: bool
) -> None:
    """Else somebody with a letter could open an account in a colleague's name, and wait for the colleague in it."""
    centre = Centre.objects.get(code="30")
    letter = invite(OPERATOR, role=Role.MEMBER, centre=centre, name="นายสมมติ", email=named, role_ends_at=None)
    accept_with_new_account(digest_of(letter.token), email="rattana@example.org", name="ก", password=PASSWORD)
    _come_in(client)
    assert _is_in(client) is comes_in
    assert SocialAccount.objects.exists() is comes_in


def test_a_further_role_by_letter_leaves_the_address_vouched_for(client: Client, provider: Provider) -> None:
    user, centre = make_account(email="rattana@example.org"), Centre.objects.get(code="30")
    letter = invite(OPERATOR, role=Role.MEMBER, centre=centre, name="นายสมมติ", role_ends_at=None)
    accept_with_account(viewer_of(user), digest_of(letter.token))
    _come_in(client)
    assert _is_in(client)


def test_closed_accounts_stay_outside(client: Client, provider: Provider) -> None:
    user = make_account(email="rattana@example.org")
    _come_in(client)
    client.post("/accounts/logout/")
    user.is_active = False
    user.save()
    _come_in(client)
    assert not _is_in(client)


def test_demo_accounts_stay_outside_in_production(client: Client, provider: Provider, settings: Settings) -> None:
    user = make_account(email="rattana@example.org")
    _come_in(client)
    client.post("/accounts/logout/")
    user.is_demo = True
    user.save()
    settings.PRODUCTION = True
    _come_in(client)
    assert not _is_in(client)


def test_the_second_step_is_asked_after_the_provider_too(client: Client, provider: Provider) -> None:
    sign_in(Client(), make_account(email="rattana@example.org"))
    assert _come_in(client)["Location"] == "/accounts/login/code/"
    assert not _is_in(client)


def test_a_person_links_the_own_account_and_unlinks_it(client: Client, provider: Provider) -> None:
    user = make_account(email="saman@example.org")
    client.force_login(user)
    link = "/accounts/security/provider/"
    again = client.post(link)["Location"]
    assert again.startswith("/accounts/again/?next=")
    led = client.post(again, {"password": PASSWORD, "next": link})["Location"]
    assert client.get(_at_the_provider(led))["Location"] == SECURITY
    assert "บัญชีนี้เข้าด้วยวิธีนี้ได้ด้วย" in client.get(SECURITY).content.decode()
    other = Client()
    assert _come_in(other)["Location"] == "/"
    assert other.session["_auth_user_id"] == str(user.pk)
    assert client.post(f"{link}remove/")["Location"] == SECURITY
    other.post("/accounts/logout/")
    _come_in(other)
    assert not _is_in(other)
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["access.link_provider", "access.unlink_provider"]


def test_an_identity_belongs_to_one_account(client: Client, provider: Provider) -> None:
    make_account(email="rattana@example.org")
    _come_in(Client())
    second = make_account(email="saman@example.org")
    client.post(LOGIN, {"email": second.email, "password": PASSWORD})
    _come_in(client, "/accounts/security/provider/")
    assert "ตัวตนนี้เชื่อมกับบัญชีอื่นอยู่แล้ว" in client.get(SECURITY).content.decode()
    assert SocialAccount.objects.get().user.email == "rattana@example.org"


def test_nothing_that_the_provider_tells_is_kept(client: Client, provider: Provider) -> None:
    make_account(email="rattana@example.org")
    provider.person.sub = "9100000000008"  # some providers name people by their citizen's number
    provider.claims = {"name": "รัตนา ลับเฉพาะ", "birthdate": "1980-01-01"}
    _come_in(client)
    kept = SocialAccount.objects.get()
    assert kept.extra_data == {}
    assert kept.uid.startswith("private:")
    assert not SocialToken.objects.exists()
    told = str([session.get_decoded() for session in Session.objects.all()])
    assert not [word for word in ("9100000000008", "ลับเฉพาะ", "1980", "access_token") if word in told]


def test_a_provider_that_does_not_answer_is_said(client: Client, provider: Provider, settings: Settings) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://127.0.0.1:9"}
    assert client.post(BEGIN)["Location"] == LOGIN
    assert "กรุณาลองอีกครั้ง" in client.get(LOGIN).content.decode()


def test_a_description_of_another_issuer_is_not_believed(client: Client, provider: Provider) -> None:
    right = provider.issuer
    provider.issuer = "https://elsewhere.example"
    answer = client.post(BEGIN)
    assert answer["Location"] == LOGIN
    assert right not in answer["Location"]


@pytest.mark.parametrize("address", [BEGIN, "/accounts/login/provider/answer/"])
def test_without_a_provider_there_is_no_such_page(client: Client, address: str) -> None:
    assert client.post(address).status_code == 404


def test_a_link_from_elsewhere_does_not_begin_anything(client: Client, provider: Provider) -> None:
    assert client.get(BEGIN).status_code == 405
    assert Client(enforce_csrf_checks=True).post(BEGIN).status_code == 403
