"""Each page in its empty, full, wrong and forbidden state, and what it says there. The slow ones: test_slow.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import expect

from sanphalang.demo.contacts import email
from tests.browser.conftest import EMPTY_MANAGER, MANAGER, NEIGHBOUR, Walker
from tests.browser.sites import Site


@dataclass(frozen=True)
class State:
    """An address on a site as a person sees it; ``says`` are sentences of the platform, ``shows`` other words; what it
    ``hides`` is not there."""

    name: str
    path: str
    says: tuple[str, ...]
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    on: Literal["site", "empty_site", "broken_site"] = "site"
    account: str = ""
    status: int = 200
    values: dict[str, str] = field(default_factory=dict)


EMPTY, BROKEN = "empty_site", "broken_site"
ADMINISTRATOR = email("administrator")
_BROKEN = (
    "Sorry, something went wrong for the moment",
    "The last step could not be finished, and the platform's own log has noted it.",
)
_FORBIDDEN = "This page is not open to you"

STATES = (
    State(
        "home, empty",
        "/",
        (
            "The registry is still empty",
            "Here will be the numbers of community organisations by province, and how fresh they are, as soon as the "
            "first list has been brought in.",
        ),
        on="empty_site",
    ),
    State(
        "home, empty for who looks after a territory",
        "/",
        (
            "Your work",
            "There is no organisation in your territory yet. Begin with any list that an agency sent you, just as it "
            "is.",
        ),
        on="empty_site",
        account=EMPTY_MANAGER,
    ),
    # Other walks bring lists into Nakhon Ratchasima meanwhile; Bangkok's 300 stay.
    State("home, full", "/", ("Community organisations", "Organisations by province", "Bangkok and around"), ("300",)),
    State(
        "home, full for who looks after a territory",
        "/",
        ("Your work", "Organisations in your territory"),
        account=MANAGER,
    ),
    State("home, others' work", "/", ("Community organisations",), hides=("Your work", "Bring in a list")),
    State("list, others' work", "/organisations/", ("Community organisations",), hides=("Add an organisation",)),
    State(
        "record, others' work",
        "/organisations/1/",
        ("What is known",),
        hides=("Edit", "Still correct", "Mark as closed"),
    ),
    State("list, broken", "/organisations/", _BROKEN, on="broken_site", status=500),
    State("home, wrong", "/", _BROKEN, on="broken_site", status=500),
    State("place, empty", "/places/30/", ("No organisation is known here yet",), on="empty_site"),
    State("place, empty below", "/places/300101/", ("The villages of this subdistrict have not been brought in yet.",)),
    State("place, full", "/places/30/", ("Organisations by kind", "How fresh the data is", "Looked after by")),
    State("place, wrong", "/places/999/", ("No place has the code %(code)s",), status=404, values={"code": "999"}),
    State("place, broken", "/places/30/", _BROKEN, on="broken_site", status=500),
    State("places, full", "/places/", ("Provinces grouped by",)),
    State("places, nothing found", "/places/?q=ฮฮฮ", ("Nothing found; try a shorter word",)),
    State(
        "list, empty",
        "/organisations/",
        ("Community organisations will stand here", "The centres are about to bring in their lists."),
        on="empty_site",
    ),
    State(
        "list, empty for who can begin",
        "/organisations/",
        ("Bring in a list that an agency sent, or add the first organisation by hand.", "Add an organisation"),
        on="empty_site",
        account=EMPTY_MANAGER,
    ),
    State(
        "list, nothing fits",
        "/organisations/?name=ฮฮฮ",
        ("No organisation fits", "Try a shorter part of the name, a wider place, or take a filter away."),
    ),
    State("list, full", "/organisations/?place=30&status=active", ("in alphabetical order", "Take all filters away")),
    State(
        "list, wrong", "/organisations/?place=99", ("There is no place with the code %(code)s.",), values={"code": "99"}
    ),
    State("record, full", "/organisations/1/", ("What is known", "Contact", "History")),
    State("record, wrong", "/organisations/999999/", ("There is no such page",), status=404),
    State(
        "form, empty", "/organisations/new/", ("Add an organisation", "The one that the name tells"), account=MANAGER
    ),
    State("form, full", "/organisations/1/edit/", ("Edit an organisation",), account=MANAGER),
    State(
        "form, forbidden to the public",
        "/organisations/new/",
        (_FORBIDDEN, "Organisations are added by the data managers and coordinators of their centre."),
        status=403,
    ),
    State(
        "form, forbidden to a neighbour",
        "/organisations/1/edit/",
        (_FORBIDDEN,),
        account=NEIGHBOUR,
        status=403,
    ),
    State("sign-in, empty", "/accounts/login/", ("For people who keep the data of a centre or of the national team",)),
    State("sign-in, broken", "/accounts/login/", ("E-mail address",), on="broken_site"),
    State(
        "help",
        "/help/",
        (
            "What do you want to do?",
            "Who are you?",
            "Report a problem",
        ),
    ),
    State("help, a task", "/help/lists/", ("Step by step", "If it does not go well", "See also")),
    State("help, commands", "/help/installation/", ("Commands",)),
    State("report, empty", "/problems/new/?page=/places/30/", ("Report a problem", "What happened", "About the page")),
    State("reports", "/problems/", ("Reported problems",), account=ADMINISTRATOR),
    State("reports, forbidden", "/problems/", (_FORBIDDEN,), status=403),
    State("privacy", "/privacy/", ("What is kept about people",)),
    State("nothing", "/nothing/", ("There is no such page",), status=404),
    State(
        "imports, forbidden",
        "/imports/",
        (_FORBIDDEN, "Lists are brought in by the data managers and coordinators of the centres."),
        status=403,
    ),
    State(
        "imports, empty",
        "/imports/",
        (
            "Your imports will stand here",
            "Begin with a list as it came: Excel, ODS or CSV. Nothing reaches the registry before you have seen it.",
        ),
        on="empty_site",
        account=EMPTY_MANAGER,
    ),
    State("import, forbidden", "/imports/1/", (_FORBIDDEN,), status=403),
    State("import, wrong", "/imports/999999/", ("There is no such page",), account=MANAGER, status=404),
)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_page_says_how_it_stands(request: pytest.FixtureRequest, walker: Walker, state: State) -> None:
    site: Site = request.getfixturevalue(state.on)
    walk = walker(site, state.account)
    walk.open(state.path, status=state.status)
    for sentence in state.says:
        walk.says(sentence, **state.values)
    walk.shows(*state.shows)
    for sentence in state.hides:
        expect(walk.content.get_by_text(walk.say(sentence), exact=True)).to_have_count(0)
