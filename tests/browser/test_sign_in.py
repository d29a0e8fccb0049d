"""Signing in and out, and what is said when that does not work."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import MANAGER, Walker
from tests.browser.sites import Site
from tests.browser.walk import Walk


def test_a_person_signs_in_where_they_were_heading_and_out_again(walker: Walker, site: Site) -> None:
    walk = walker(site)
    walk.open("/organisations/new/", status=403)
    walk.press("Sign in", "link")
    walk.fill("E-mail address", MANAGER)
    walk.fill("Password", site.passwords[MANAGER])
    walk.press("Sign in")
    walk.says("The one that the name tells")
    assert walk.page.url == site.origin + "/organisations/new/"
    walk.look()
    walk.open_menu()
    walk.look()
    walk.leave().click()
    walk.says("Social capital of Thailand today")
    walk.open("/organisations/new/", status=403)


def test_a_wrong_password_is_said_and_what_was_typed_stays(walk: Walk) -> None:
    walk.open("/accounts/login/")
    walk.fill("E-mail address", MANAGER)
    walk.fill("Password", "not the password")
    walk.press("Sign in")
    walk.says(
        "The address and the password do not belong together, or the account is closed. Please check both and try "
        "again."
    )
    expect(walk.content.get_by_label(walk.say("E-mail address"))).to_have_value(MANAGER)
    walk.look()


def test_empty_fields_are_named(walk: Walk) -> None:
    walk.open("/accounts/login/")
    walk.press("Sign in")
    expect(walk.content.get_by_text(walk.say("This field is required."))).to_have_count(2)
    walk.look()


def test_a_form_without_its_cookie_is_refused_with_what_to_do(walk: Walk) -> None:
    walk.open("/accounts/login/")
    walk.page.context.clear_cookies(name="csrftoken")
    walk.watch.expect_failure(walk.page.url)
    walk.fill("E-mail address", MANAGER)
    walk.fill("Password", "does not matter")
    walk.press("Sign in")
    walk.says("The form was open for too long")
    walk.says("For safety the form has to be opened anew. Nothing was saved this time.")
    walk.look()
