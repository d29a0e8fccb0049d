"""An import that is killed at any moment is finished when it is run again, and nothing is half-done or double."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import pytest

from tests.kills.installation import KILLED, Installation
from tests.kills.undisturbed import Undisturbed
from tests.long import needs_long


def _finish_by_jobs(installation: Installation, batch: int, chance: random.Random, longest: float) -> int:
    """Run the batch's job, killing it once more on the way, until nothing is left to do; return the kills."""
    kills = 0
    if installation.do("job", batch, kill_after=chance.uniform(0, longest))[0] == KILLED:
        kills += 1
    assert installation.do("job", batch)[0] == 0
    return kills


def _kill_a_command(installation: Installation, undisturbed: Undisturbed, chance: random.Random) -> int:
    """Kill the command, run it again, and have a worker finish what the killed one left."""
    installation.begin_again()
    longest = undisturbed.checking + undisturbed.bringing_in
    kills = int(
        installation.do("import", undisturbed.path, undisturbed.kind, kill_after=chance.uniform(0, longest))[0]
        == KILLED
    )
    left = installation.batch()
    assert installation.do("import", undisturbed.path, undisturbed.kind)[0] == 0
    assert installation.records(undisturbed.kind) == undisturbed.records
    if left:
        assert installation.do("job", left[0])[0] == 0
    assert installation.records(undisturbed.kind) == undisturbed.records
    return kills


def _kill_jobs(installation: Installation, undisturbed: Undisturbed, chance: random.Random) -> int:
    """Kill the check, the bringing in and the withdrawing of one batch, each resumed by the batch's job."""
    installation.begin_again()
    number, kills = installation.interrupt_a_check(
        undisturbed.path, undisturbed.kind, partial(chance.uniform, 0, undisturbed.checking)
    )
    kills += _finish_by_jobs(installation, number, chance, undisturbed.checking)
    assert installation.batch() == (number, "review")
    assert installation.records(undisturbed.kind) == []
    steps = (("bring in", undisturbed.bringing_in, "done"), ("withdraw", undisturbed.withdrawing, "withdrawn"))
    for step, longest, stage in steps:
        kills += installation.interrupt(step, number, partial(chance.uniform, 0, longest))
        kills += _finish_by_jobs(installation, number, chance, longest)
        assert installation.batch() == (number, stage)
        there = step == "bring in"
        assert installation.records(undisturbed.kind) == (undisturbed.records if there else [])
        assert installation.claims(undisturbed.kind) == (undisturbed.claims if there else [])
    return kills


def _kill(installation: Installation, undisturbed: Undisturbed, wanted: int, first_seed: int = 0) -> None:
    kills = rounds = 0
    while kills < wanted:
        chance = random.Random(first_seed + rounds)
        kill = _kill_jobs if rounds % 2 else _kill_a_command
        kills, rounds = kills + kill(installation, undisturbed, chance), rounds + 1
    print(f"killed {kills} times in {rounds} imports; each ended as if nothing had happened")  # noqa: T201


def test_killed_at_random_moments(installation: Installation, undisturbed: Undisturbed) -> None:
    _kill(installation, undisturbed, 8)


@pytest.mark.slow
@needs_long
@pytest.mark.parametrize("first_seed", [0, 1_000])  # two halves, so that two processors share them
def test_a_long_list_killed_fifty_times(
    installation: Installation, tmp_path: Path, first_seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "chunk", 200)
    _kill(installation, Undisturbed(installation, tmp_path / "ยาว.csv", 6_000), 25, first_seed)


def test_a_list_of_people_killed_at_random_moments(installation: Installation, tmp_path: Path) -> None:
    _kill(installation, Undisturbed(installation, tmp_path / "คน.csv", 600, "people"), 5)
