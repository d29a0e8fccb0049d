"""What a browser would never say of a passkey, sent by somebody who means ill."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import PASSWORD, make_account, sign_in

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"

NO_CREDENTIALS = (
    "9" * 5_000,
    "[" * 5_000,
    '{"id":' * 2_000,
    '{"id": "' + "x" * 50_000 + '"}',
    "[]",
    "null",
    "NaN",
    '"\\ud800"',
    '{"id": "%", "rawId": "%", "type": "public-key", "response": {"clientDataJSON": "%", "attestationObject": "%"}}',
    '{"id": 1, "rawId": 1, "type": [], "response": [1]}',
    '{"id": "", "rawId": "", "response": {"clientDataJSON": "e30", "authenticatorData": "", "signature": ""}}',
    '{"id": "", "rawId": "", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}',
)


@pytest.mark.parametrize("sent", NO_CREDENTIALS)
def test_what_is_no_passkey_is_a_sentence(client: Client, sent: str) -> None:
    cache.clear()
    passkey = f"{LOGIN}passkey/"
    client.get(passkey, headers={"X-Requested-With": "XMLHttpRequest"})
    assert client.post(passkey, {"credential": sent})["Location"] == LOGIN
    assert 'role="alert"' in client.get(LOGIN).content.decode()
    user = make_account(Role.COORDINATOR, "30")
    sign_in(client, user)
    client.post("/accounts/again/", {"password": PASSWORD})
    adding = "/accounts/security/passkey/"
    client.get(adding)
    assert client.post(adding, {"credential": sent, "name": "x"}).status_code == 200
    waiting = Client()
    entered = waiting.post(LOGIN, {"email": user.email, "password": PASSWORD})
    assert entered["Location"] == "/accounts/login/code/"
    assert waiting.post("/accounts/login/code/", {"credential": sent}).status_code == 200
