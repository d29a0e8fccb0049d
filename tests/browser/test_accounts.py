"""A coordinator closes a colleague's account and opens it again; an analyst is led to the second step and back."""

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import Walker
from tests.browser.sites import Site
from tests.browser.test_second_step import _code
from tests.browser.walk import Walk


def make_account(site: Site, email: str, *role: str, name: str = "") -> None:
    """Add an account by the command, and remember its password."""
    made = site.command("user", "add", email, "--role", *role, "--name", name, "--json")
    site.passwords[email] = json.loads(made.splitlines()[-1])["password"]


def set_up_the_app(walk: Walk) -> None:
    """Take the second step that a page asked for, and go on to it."""
    walk.press("Set up the app", "link")
    secret = walk.content.locator(".secret-key").inner_text()
    walk.fill("Code from the app", _code(secret))
    walk.press("The app is set up")
    walk.says("Recovery codes")
    walk.press("Kept; go on to where I was heading", "link")


@pytest.fixture
def coordinator(walker: Walker, empty_site: Site, window: str) -> Walk:
    """A walk on the team of a centre that has one colleague beside the coordinator."""
    centre = "40" if window == "telephone" else "41"
    email = f"coordinator.{window}@khonkaen.example"
    make_account(empty_site, email, "coordinator", "--centre", centre, name="นายสมมติ ประสานงาน")
    make_account(
        empty_site, f"colleague.{window}@khonkaen.example", "member", "--centre", centre, name="นางจำลอง ลาออก"
    )
    walk = walker(empty_site, email)
    walk.open(f"/centres/{centre}/team/invite/", look=False)
    walk.says("Set up a second step")
    set_up_the_app(walk)
    walk.open(f"/centres/{centre}/team/")
    return walk


def test_a_colleague_who_left_is_closed_and_opened_again(coordinator: Walk) -> None:
    walk = coordinator
    walk.content.get_by_role("link", name="นางจำลอง ลาออก").click()
    walk.look()
    walk.press("Close the account", "link")
    walk.says("Shall the account of %(name)s be closed now?", name="นางจำลอง ลาออก")
    walk.look()
    walk.press("Close the account")
    walk.says("The account of %(name)s is closed; its sessions and roles have ended.", name="นางจำลอง ลาออก")
    walk.content.locator("summary", has_text=walk.say("Roles that have ended")).click()
    walk.look()
    walk.press("Open the account again", "link")
    walk.look()
    walk.press("Open the account again")
    done = "The account of %(name)s is open again. To give it a role, please invite %(name)s."
    walk.says(done, name="นางจำลอง ลาออก")


def test_an_analyst_is_led_to_the_second_step_and_back(walker: Walker, empty_site: Site, window: str) -> None:
    email = f"analyst.{window}@nation.example"
    make_account(empty_site, email, "national_analyst")
    walk = walker(empty_site, email)
    walk.open("/people/?place=40", look=False)
    walk.says("Set up a second step")
    walk.look()
    set_up_the_app(walk)
    walk.page.wait_for_url(empty_site.origin + "/people/?place=40")
    walk.look()
