"""Finding a name that was spelled with an error, by pieces of three letters.

Where a whole name was typed, each name that it may be but for one slip is asked for: of thousands, some dozens to
hundreds consist of pieces that any name has. Where a part of a name was typed, one slip touches one spot, and so at
most four pieces in a row: for each spot the rarest of the pieces that it does not touch are asked for, mostly the same
ones, and which of the records is meant is decided by comparing the names themselves (``ranking.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from sanphalang.ledger.kept import SECONDS
from sanphalang.search.contents import PIECE_LETTERS, pieces_of
from sanphalang.search.expressions import Expression, all_of, any_of, one
from sanphalang.search.gathering import Row
from sanphalang.search.models import Piece
from sanphalang.search.tokens import PIECE, is_piece, token
from sanphalang.web.held import Held

_ASKED_FOR = 3
"""So many pieces are asked for: more make fewer names fit, and cost more."""
_LEAST_LETTERS = 4  # as it sounds: in shorter names any letter may be another name's
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_THAI = "กขคงจฉชดตถทนบปผฝพฟมยรลวสหอฮัาำิึุเแโไ"  # as they sound
_USUAL = frozenset(f"{_LATIN}{_THAI}ฌฤๆฯ์ๅ0123456789")
_NO_LETTERS: frozenset[str] = frozenset()


def pieces_counted(rows: Iterable[Row]) -> Counter[str]:
    """Return in how many documents each piece occurs."""
    return Counter(each for row in rows for each in row[3].split() if is_piece(each))


def learn(rows: Iterable[Row]) -> None:
    """Remember pieces that no name had before: as rare as can be."""
    new = (Piece(token=each, documents=1) for each in sorted(pieces_counted(rows)))
    Piece.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)


def containing(sound: str) -> Expression:
    """Return what finds the names that contain all pieces of a sound; nothing where it is too short to have one."""
    return _rarest_first(dict.fromkeys(pieces_of(sound)))


def nearly(sound: str) -> Iterator[str]:
    """Yield a sound, and what it may be but for one letter too many, left out, another or exchanged with the next.

    Digits do not slip: the second of a place's groups is not the first. The pieces around the change are known ones.
    The others are not asked about: how many are known tells names that are hidden from those that nobody bears.
    """
    yield sound
    if len(sound) < _LEAST_LETTERS:
        return
    known, letters = _known(), _LATIN if sound.isascii() else _THAI
    for at in range(len(sound) + 1):
        before, rest = sound[:at], sound[at:]
        here, after = rest[:1], rest[1:]
        yield from (before + letter + rest for letter in known.letters_between(before, rest, letters))
        if not here or here.isdigit():
            continue
        yield from (before + letter + after for letter in known.letters_between(before, after, letters) - {here})
        if known.has_all(before[-2:] + after[:2]):
            yield before + after
        if after and not after[0].isdigit() and after[0] != here:
            exchanged = after[0] + here
            if known.has_all(before[-2:] + exchanged + after[1:3]):
                yield before + exchanged + after[1:]


class _Known:
    """The pieces that any name has: in how many documents each occurred at the last rebuild."""

    def __init__(self, documents: Mapping[str, int]) -> None:
        self.documents = documents
        self._letters = _letters_remembered(frozenset(documents))

    def letters_between(self, before: str, after: str, letters: str) -> frozenset[str]:
        """Return those of the letters that may stand between: with them the pieces that touch them are known."""
        around = ((before[-2:], ""), (before[-1:], after[:1]), ("", after[:2]))
        return frozenset.intersection(
            *(self._fitting(left, right, letters) for left, right in around if len(left + right) == PIECE_LETTERS - 1)
        )

    def _fitting(self, left: str, right: str, letters: str) -> frozenset[str]:
        """Return the letters that make a known piece of what stands around them; looked up once, and remembered."""
        if not _USUAL.issuperset(left + right):
            return _NO_LETTERS  # strangers can type any letter: what is remembered has an end
        asked = (left, right, letters)
        fitting = self._letters.get(asked)
        if fitting is None:
            pieces = ((each, token(PIECE, left + each + right)) for each in letters)
            fitting = frozenset(each for each, piece in pieces if piece in self.documents)
            self._letters[asked] = fitting
        return fitting

    def has_all(self, text: str) -> bool:
        """Say whether any name has each piece of a text."""
        return all(piece in self.documents for piece in pieces_of(text))


@lru_cache(maxsize=2)
def _letters_remembered(_pieces: frozenset[str]) -> dict[tuple[str, str, str], frozenset[str]]:
    """Return what is remembered of letters as long as the pieces are the same."""
    return {}


_KNOWN = Held[_Known](SECONDS)


def _known() -> _Known:
    """Return what is known of all pieces; new ones are known within seconds."""
    return _KNOWN.get(lambda: _Known(dict(Piece.objects.values_list("token", "documents"))))


def forget_pieces() -> None:
    """Read them anew when somebody searches next."""
    _KNOWN.forget()


def with_an_error(sounds: Iterable[str]) -> Expression:
    """Return what finds the names that sound like one of these but for one spot."""
    cut = [pieces_of(sound) for sound in dict.fromkeys(sounds)]
    return any_of(_but_for(spot, pieces) for pieces in cut for spot in range(len(pieces)))


def _but_for(spot: int, pieces: Sequence[str]) -> Expression:
    """Return what finds the names that have the rarest of the pieces which a slip at a spot does not touch."""
    return _rarest_first(dict.fromkeys((*pieces[: max(0, spot - 2)], *pieces[spot + 2 :])), _ASKED_FOR)


def _rarest_first(pieces: Iterable[str], most: int | None = None) -> Expression:
    """Return what finds the names that have all of these pieces, or as many of the rarest.

    A piece that no name has is asked for like any other: what finds nothing because nobody is called so must take as
    long as what finds nothing because the viewer may not see who is.
    """
    documents = _known().documents
    return all_of(map(one, sorted(pieces, key=lambda piece: documents.get(piece, 0))[:most]))
