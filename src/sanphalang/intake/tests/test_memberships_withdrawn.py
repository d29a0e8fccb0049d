"""Lists of the network in and out, people writing beside them: what stands afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sanphalang.access.viewer import OPERATOR
from sanphalang.intake.actions import begin_bringing_in
from sanphalang.intake.bringing import bring_in_batch
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.queries import not_brought_in, stands_still
from sanphalang.intake.tests.lists import checked, outcomes
from sanphalang.intake.tests.membership_lists import HEADER, TABLE, make_authorities
from sanphalang.intake.tests.membership_story import Story
from sanphalang.organisations.models import NetworkMembership
from sanphalang.organisations.network_facts import State
from sanphalang.organisations.network_lists import put_states

pytestmark = pytest.mark.django_db

# name: what happens, one after the other, with what is stored then, in brackets, where it is looked at
STORIES = {
    "a row that was decided and is in is not taken again": (
        "joins 2555 | A says 2557; camp 12 [2557 camp 12] | joins 2556 | A in again [2556 camp 12] "
        "| A checked again | A decided | A in again [2556 camp 12]"
    ),
    "a training that somebody removed is not written again": (
        "A says 2557 camp 12 | untrains | A in again [2557] | A checked again | A in again [2557]"
    ),
    "a later row of the same list says it more exactly": "A says 2557–2560; 2558 [2558] | A withdrawn [nothing]",
    "a later row of the same list knows the number": "A says camp ?; camp 12 [camp 12] | A withdrawn [nothing]",
    "it joins anew, and its leaving is known again": (
        "joins 2557 | leaves 2561 | A says 2563 [2563] | A withdrawn [2557 left 2561]"
    ),
    "a leaving that somebody wrote since keeps the year of joining": (
        "joins 2558 | A says 2553 [2553] | leaves 2555 | A withdrawn [2553 left 2555]"
    ),
    "what a person corrected between two lists is known after both": (
        "A says 2557 | joins 2556 | B says 2558 [2558] | A withdrawn [2558] | B withdrawn [2556]"
    ),
    "the same, the later list first": (
        "A says 2557 | joins 2556 | B says 2558 | B withdrawn [2556] | A withdrawn [2556]"
    ),
    "a vaguer list answers for no more than it says": (
        "A says 2560 | B says 2555–2561 [2560] | A withdrawn [2555–2561] | B withdrawn [nothing]"
    ),
    "a list that knows no number answers for no number": (
        "A says camp 12 | B says camp ? [camp 12] | A withdrawn [camp ?] | B withdrawn [nothing]"
    ),
    "a list under review again is in all the same": (
        "A says 2557 camp 12 | B says 2557 | A checked again | A withdrawn [2557] | B withdrawn [nothing]"
    ),
    "so is the later one": (
        "A says 2557 camp 12 | B says 2557 | B checked again | A withdrawn [2557] | B withdrawn [nothing]"
    ),
    "what both lists said of what was there before either": (
        "joins 2550 | A says 2557 | B says 2557 | A withdrawn [2557] | B withdrawn [2550]"
    ),
    "the later list first": "joins 2550 | A says 2557 | B says 2557 | B withdrawn [2557] | A withdrawn [2550]",
    "one list upon another": (
        "A says 2557 | B says 2558 [2558] | A withdrawn [2558] | B withdrawn [nothing] | A in again [2557]"
    ),
    "a list in again comes last": (
        "A says 2557 | B says 2558 | A withdrawn | A checked again | A decided | A in again [2557] "
        "| B withdrawn [2557] | A withdrawn [nothing]"
    ),
    "a leaving stays with the joining that it needs": (
        "A says 2557 | B says left 2563 [2557 left 2563] | A withdrawn [2557 left 2563] | B withdrawn [nothing]"
    ),
    "a leaving before the year that was known stays with the list's": (
        "joins 2560 | A says 2555 | B says left 2558 [2555 left 2558] | A withdrawn [2555 left 2558] "
        "| B withdrawn [2560]"
    ),
    "what a person wrote last stays, whatever it equals": (
        "A says 2557 | B says 2558 | joins 2557 | B withdrawn [2557] | A withdrawn [2557]"
    ),
    "what a person wrote between is remembered, whatever it equals": (
        "A says 2557 | B says 2558 | joins 2557 | C says 2555–2561 | B withdrawn | A withdrawn [2557] "
        "| C withdrawn [2557]"
    ),
    "three lists say the same": (
        "A says 2557 | B says 2557 | C says 2557 | B withdrawn | A withdrawn [2557] | C withdrawn [nothing]"
    ),
    "what a list wrote that is forgotten is what was there": (
        "A says 2557 | B says 2558 | A forgotten | B withdrawn [2557] | A withdrawn [2557]"
    ),
    "what a person corrected stays, the rest of its row goes": "A says 2555 camp 12 | joins 2554 | A withdrawn [2554]",
}


@pytest.fixture(autouse=True)
def _authorities() -> None:
    make_authorities()


@pytest.mark.parametrize("name", STORIES)
def test_what_stands_after_each_step(name: str) -> None:
    story = Story()
    for step in STORIES[name].split(" | "):
        act, _bracket, expected = step.rstrip("] ").partition(" [")
        story.does(act)
        if expected:
            assert (act, str(story)) == (act, expected)


def test_a_row_that_is_in_is_known_by_the_check_and_can_be_put_in_no_doubt() -> None:
    story = Story()
    for step in ("A says 2557; camp 12", "joins 2550", "A checked again"):
        story.does(step)
    assert outcomes(story.lists["A"]) == {2: "unchanged", 3: "unchanged"}
    assert not_brought_in(story.lists["A"]) == 0


def test_a_row_that_brought_no_news_is_offered_no_more() -> None:
    story = Story()
    story.hands_in("A", ["2557"])
    story.does("joins 2557")
    story.brings_in("A")
    assert not_brought_in(story.lists["A"]) == 0
    assert story.lists["A"].report["brought"] == {"unchanged": 1}


def test_rows_that_cannot_be_together_wait_and_the_others_go_in() -> None:
    story = Story()
    story.does("joins 2555")
    story.does("A says 2560; left 2558; camp 12")
    assert str(story) == "2560 camp 12"
    batch = story.lists["A"]
    assert (batch.stage, batch.rows.get(number=3).why) == ("done", ["left_before_joined"])
    assert batch.report["brought"] == {"updated": 1, "created": 1}


@pytest.mark.parametrize(("meanwhile", "why"), [("joins 2560", "left_before_joined"), ("", "left_never_joined")])
def test_a_leaving_that_cannot_be_any_more_waits(meanwhile: str, why: str) -> None:
    story = Story()
    story.does("joins 2555")
    story.hands_in("A", ["left 2558"])
    NetworkMembership.objects.all().delete()
    if meanwhile:
        story.does(meanwhile)
    before = str(story)
    story.brings_in("A")
    assert (str(story), story.lists["A"].report["brought"]) == (before, {})
    assert story.lists["A"].rows.get().why == [why]


def test_withdrawals_tell_of_how_many_rows() -> None:
    story = Story()
    for step in ("joins 2550", "A says 2557; camp 12", "B says 2557", "A withdrawn"):
        story.does(step)
    assert story.lists["A"].report["withdrawn"] == {"removed": 1, "restored": 0, "kept": 1}
    story.does("B withdrawn")
    assert story.lists["B"].report["withdrawn"] == {"removed": 0, "restored": 1, "kept": 0}


def test_a_job_killed_in_the_middle_is_seen_to_be_so_far_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanphalang.intake.membership_bringing.CHUNK", 1)
    batch = checked(TABLE, header=HEADER, kind="memberships")
    begin_bringing_in(OPERATOR, batch.pk)
    ImportBatch.objects.update(beat=timezone.now() - timedelta(hours=1))
    put, calls = "sanphalang.intake.membership_bringing.put_states", []

    def killed(states: dict[str, State]) -> None:
        calls.append(states)
        if len(calls) == 2:
            raise KeyboardInterrupt
        put_states(states)

    with monkeypatch.context() as patch:
        patch.setattr(put, killed)
        with pytest.raises(KeyboardInterrupt):
            bring_in_batch(OPERATOR, batch.pk)
    batch.refresh_from_db()
    assert (NetworkMembership.objects.count(), batch.done, batch.report["brought"]) == (1, 1, {"created": 1})
    assert not stands_still(batch)
    bring_in_batch(OPERATOR, batch.pk)
    batch.refresh_from_db()
    assert (batch.stage, batch.report["brought"], NetworkMembership.objects.count()) == ("done", {"created": 2}, 2)
