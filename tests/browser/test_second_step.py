"""A second step beside the password: an app that makes codes, or a passkey."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.conftest import Walker
from tests.browser.sites import Site
from tests.browser.walk import Walk


@pytest.fixture
def account(empty_site: Site, window: str, request: pytest.FixtureRequest) -> str:
    """An account of its own, so that nobody else is asked for its second step."""
    email = f"{request.node.originalname[-12:].replace('_', '')}.{window}@korat.example"
    made = empty_site.command("user", "add", email, "--role", "coordinator", "--centre", "30", "--json")
    empty_site.passwords[email] = json.loads(made.splitlines()[-1])["password"]
    return email


def _with_name(site: Site) -> Site:
    """Reach a site by a name: passkeys are not for numbers."""
    return replace(site, origin=site.origin.replace("127.0.0.1", "localhost"))


def _sign_in(walk: Walk, account: str, *, look: bool = True) -> None:
    walk.open("/accounts/login/?next=/accounts/security/", look=look)
    walk.fill("E-mail address", account)
    walk.fill("Password", walk.site.passwords[account])
    walk.press("Sign in")


def _sign_out(walk: Walk) -> None:
    walk.open_menu()
    walk.leave().click()
    walk.page.wait_for_url(walk.site.origin + "/")


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def _have_device(walk: Walk, *, knows_its_person: bool = True) -> None:
    """Give the browser a made-up device for passkeys; the next look at a page takes it away again."""
    device = walk.page.context.new_cdp_session(walk.page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": knows_its_person,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_person_sets_up_the_app_and_signs_in_with_its_code(walker: Walker, empty_site: Site, account: str) -> None:
    walk = walker(empty_site)
    _sign_in(walk, account)
    walk.says("Not set up")
    walk.open("/accounts/second-step/?next=/help/")
    walk.press("Set up the app", "link")
    walk.look()
    secret = walk.content.locator(".secret-key").inner_text()
    walk.fill("Code from the app", "000000")
    walk.press("The app is set up")
    walk.says("This is not the code of the moment. Please take the newest one from the app and try again.")
    walk.look()
    walk.fill("Code from the app", _code(secret))
    walk.press("The app is set up")
    walk.says("Recovery codes")
    walk.look()
    spare = walk.content.locator(".code-list code").first.inner_text()
    walk.press("Kept; go on to where I was heading", "link")
    walk.page.wait_for_url(empty_site.origin + "/help/")
    _sign_out(walk)
    _sign_in(walk, account)
    walk.says("One more step shows that it is really you.")
    walk.look()
    walk.fill("Code", _code(secret))
    walk.press("Go on")
    walk.says("You have signed in with it.")
    walk.look()
    _sign_out(walk)
    _sign_in(walk, account)
    walk.fill("Code", spare)
    walk.press("Go on")
    walk.says("%(left)s code is left.", "%(left)s codes are left.", n=9, left=9)


def test_a_passkey_opens_the_account_alone(walker: Walker, empty_site: Site, account: str) -> None:
    walk = walker(_with_name(empty_site))
    _sign_in(walk, account)
    walk.press("Add a passkey", "link")
    walk.look()
    _have_device(walk)
    walk.fill("Name of the passkey", "Office")
    walk.press("Add a passkey")
    walk.says("Recovery codes")
    walk.press("Kept", "link")
    walk.shows("Office")
    _sign_out(walk)
    _sign_in(walk, account, look=False)
    walk.says("One more step shows that it is really you.")
    walk.press("Use a passkey")
    walk.says("You have signed in with it.")
    _sign_out(walk)
    walk.open("/accounts/login/?next=/accounts/security/", look=False)
    walk.press("Sign in with a passkey")
    walk.says("You have signed in with it.")
    walk.look()
    _sign_out(walk)
    _sign_in(walk, account)
    walk.look()
    walk.content.locator("summary").click()
    walk.look()


def test_a_passkey_that_is_not_given_is_said(walker: Walker, empty_site: Site) -> None:
    walk = walker(_with_name(empty_site))
    walk.open("/accounts/login/")
    _have_device(walk, knows_its_person=False)
    walk.press("Sign in with a passkey")
    walk.says("No passkey was given. Please try again, or choose another way.")
    walk.look()
