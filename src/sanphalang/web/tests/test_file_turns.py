"""Nobody holds all the places in which paper is made, and nothing is left of who had one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sanphalang.web import file_turns
from sanphalang.web.file_turns import AT_ONCE, OF_ONE, SentInTurn, TooManyAtOnceError, in_turn


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
    assert not file_turns._shares


def test_visitors_who_cannot_be_told_apart_share_what_there_is_for_all() -> None:
    assert _while_they_are_made("", AT_ONCE - 1, b"the last") == b"the last"
    with pytest.raises(TooManyAtOnceError):
        _while_they_are_made("", AT_ONCE)


def test_what_is_sent_in_turn_keeps_its_place_until_it_is_sent_closed_or_forgotten() -> None:
    def ends(sent: SentInTurn) -> None:
        assert list(sent) == ["a", "b"]

    def forgets(sent: SentInTurn) -> None:
        assert next(sent) == "a"

    for over in (ends, SentInTurn.close, forgets):
        sent = SentInTurn(iter("ab"), asker="203.0.113.7")
        with pytest.raises(TooManyAtOnceError):
            SentInTurn(iter("ab"), asker="203.0.113.7")
        over(sent)
        del sent
        assert not file_turns._shares
    assert _while_they_are_made("", AT_ONCE - 1, b"the last") == b"the last"


def test_what_breaks_while_it_is_sent_leaves_its_place() -> None:
    def breaks() -> Iterator[str]:
        yield "a"
        raise OSError("the database went away")

    sent = SentInTurn(breaks(), asker="203.0.113.7")
    with pytest.raises(OSError, match="went away"):
        list(sent)
    assert not file_turns._shares
