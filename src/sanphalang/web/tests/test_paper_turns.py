"""Nobody holds all the places in which paper is made, and nothing is left of who had one."""

from __future__ import annotations

import pytest

from sanphalang.web import paper_turns
from sanphalang.web.paper_turns import AT_ONCE, OF_ONE, TooManyAtOnceError, in_turn


def _while_they_are_made(asker: str, count: int, then: bytes | None = None) -> bytes:
    """Make so many at the same time, each while the one before is being made, and the last thing within."""
    if count == 0:
        return in_turn(lambda: then or b"", asker="203.0.113.9")
    return in_turn(lambda: _while_they_are_made(asker, count - 1, then), asker=asker)


def test_one_visitor_leaves_room_for_others() -> None:
    assert _while_they_are_made("203.0.113.7", OF_ONE, b"of another") == b"of another"
    with pytest.raises(TooManyAtOnceError):
        _while_they_are_made("203.0.113.7", OF_ONE + 1)
    assert _while_they_are_made("203.0.113.7", OF_ONE, b"again") == b"again"
    assert not paper_turns._shares


def test_visitors_who_cannot_be_told_apart_share_what_there_is_for_all() -> None:
    assert _while_they_are_made("", AT_ONCE - 1, b"the last") == b"the last"
    with pytest.raises(TooManyAtOnceError):
        _while_they_are_made("", AT_ONCE)
