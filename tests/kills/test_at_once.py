"""Two processes at one list, and two lists at once, end as if they had come one after the other.

The proof has its control: without the means that it proves, the same thing goes wrong.
"""

from __future__ import annotations

from tests.kills.installation import Installation
from tests.kills.undisturbed import Undisturbed


def _check_twice(installation: Installation, undisturbed: Undisturbed) -> None:
    """Check the same list as two imports before either is brought in."""
    installation.begin_again()
    for _ in range(2):
        assert installation.do("check", undisturbed.path)[0] == 0


def test_two_imports_of_one_list_make_no_doubles(installation: Installation, undisturbed: Undisturbed) -> None:
    _check_twice(installation, undisturbed)
    assert installation.do_at_once(("bring in", 1), ("bring in", 2)) == [0, 0]
    assert installation.organisations() == undisturbed.records


def test_control_without_looking_again_they_do(installation: Installation, undisturbed: Undisturbed) -> None:
    _check_twice(installation, undisturbed)
    assert installation.do_at_once(("bring in blindly", 1), ("bring in blindly", 2)) == [0, 0]
    assert len(installation.organisations()) == 2 * len(undisturbed.records)


def test_two_jobs_at_one_list(installation: Installation, undisturbed: Undisturbed) -> None:
    installation.begin_again()
    number, _ = installation.interrupt_a_check(undisturbed.path, undisturbed.kind, lambda: undisturbed.checking / 2)
    assert installation.do_at_once(("job", number), ("job", number)) == [0, 0]
    assert installation.batch() == (number, "review")
    installation.interrupt("bring in", number, lambda: undisturbed.bringing_in / 2)
    assert installation.do_at_once(("job", number), ("job", number)) == [0, 0]
    assert (installation.organisations(), installation.claims()) == (undisturbed.records, undisturbed.claims)
    installation.interrupt("withdraw", number, lambda: undisturbed.withdrawing / 2)
    assert installation.do_at_once(("job", number), ("job", number)) == [0, 0]
    assert (installation.batch(), installation.organisations()) == ((number, "withdrawn"), [])
