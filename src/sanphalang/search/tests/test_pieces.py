"""Which names may be meant where one was spelled with a slip."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sanphalang.search.models import Piece
from sanphalang.search.pieces import forget_pieces, nearly
from sanphalang.search.tokens import PIECE, token

pytestmark = pytest.mark.django_db

_LETTERS = "กขา"
_SOUNDS = st.text(f"{_LETTERS}1", min_size=4, max_size=7).filter(lambda text: not text.isdigit())


def _pieces(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}


def _one_slip_off(sound: str) -> set[str]:
    """Return every text that one letter too many, left out, another or exchanged makes of a sound."""
    spots = range(len(sound))
    letters = [at for at in spots if not sound[at].isdigit()]
    added = {sound[:at] + each + sound[at:] for at in range(len(sound) + 1) for each in _LETTERS}
    replaced = {sound[:at] + each + sound[at + 1 :] for at in letters for each in _LETTERS}
    left_out = {sound[:at] + sound[at + 1 :] for at in letters}
    exchanged = {sound[:at] + sound[at + 1] + sound[at] + sound[at + 2 :] for at in letters if at + 1 in letters}
    return added | replaced | left_out | exchanged


@given(sound=_SOUNDS, names=st.lists(_SOUNDS, max_size=4), is_known=st.booleans())
@example(sound="กขาก", names=["กขขาก"], is_known=False)
def test_all_that_is_one_slip_off_and_consists_of_known_pieces_may_be_meant(
    sound: str, names: list[str], is_known: bool
) -> None:
    known = {piece for name in [*names, *([sound] if is_known else [])] for piece in _pieces(name)}
    Piece.objects.all().delete()
    Piece.objects.bulk_create([Piece(token=token(PIECE, piece), documents=1) for piece in known])
    forget_pieces()
    meant, slipped = set(nearly(sound)), _one_slip_off(sound)
    assert sound in meant
    assert {text for text in slipped if _pieces(text) <= known} <= meant <= {sound} | slipped
    if is_known:  # elsewhere all pieces are known anyway
        assert meant == {sound} | {text for text in slipped if _pieces(text) <= known}


@pytest.mark.parametrize("sound", ["กขา", "ab", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "๛๛๛๛๛", "1111"])
def test_of_a_short_or_strange_word_little_else_is_meant(sound: str) -> None:
    forget_pieces()
    assert set(nearly(sound)) <= {sound, sound[1:], sound[:-1]}
