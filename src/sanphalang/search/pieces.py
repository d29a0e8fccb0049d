"""Finding a name that was spelled with an error, by pieces of three letters.

Where a whole name was typed, each name that it may be but for one slip is asked for: of some two thousand few dozen
consist of pieces that any name has. Where a part of a name was typed, one slip touches one spot, and so at most four
pieces in a row: for each spot the rarest of the pieces that it does not touch are asked for, mostly the same ones, and
which of the records is meant is decided by comparing the names themselves (``ranking.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from sanphalang.ledger.kept import SECONDS
from sanphalang.search.contents import PIECE_LETTERS, pieces_of
from sanphalang.search.expressions import Expression, all_of, any_of, one
from sanphalang.search.gathering import Row
from sanphalang.search.models import Piece
from sanphalang.search.tokens import PIECE, is_piece, token
from sanphalang.web.held import Held

_ASKED_FOR = 4
"""So many pieces are asked for: more make fewer names fit, and cost more."""
_LEAST_LETTERS = 4  # as it sounds: in shorter names any letter may be another name's
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_THAI = "กขคงจฉชดตถทนบปผฝพฟมยรลวสหอฮัาำิึุเแโไ"  # as they sound
_KNOWN = Held[frozenset[str]](SECONDS)


def pieces_counted(rows: Iterable[Row]) -> Counter[str]:
    """Return in how many documents each piece occurs."""
    return Counter(each for row in rows for each in row[3].split() if is_piece(each))


def learn(rows: Iterable[Row]) -> None:
    """Remember pieces that no name had before: as rare as can be."""
    new = (Piece(token=each, documents=1) for each in sorted(pieces_counted(rows)))
    Piece.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)


def frequencies(tokens: Iterable[str]) -> dict[str, int]:
    """Return in how many documents these pieces occurred at the last rebuild, those that occur at all."""
    return dict(Piece.objects.filter(token__in=set(tokens)).values_list("token", "documents"))


def containing(sound: str) -> Expression:
    """Return what finds the names that contain all pieces of a sound; nothing where it is too short to have one."""
    return _rarest_first(dict.fromkeys(pieces_of(sound)))


def nearly(sound: str) -> Iterator[str]:
    """Yield a sound, and what it may be but for one letter too many, left out, another or exchanged with the next.

    Digits do not slip: the second of a place's groups is not the first.
    """
    yield sound
    if len(sound) < _LEAST_LETTERS:
        return
    known = _known_pieces()
    letters = _LATIN if sound.isascii() else _THAI
    for at in range(len(sound) + 1):
        before, here, rest = sound[:at], sound[at : at + 1], sound[at + 1 :]
        meant = [(before + letter + here + rest, 1) for letter in letters]
        if here and not here.isdigit():
            meant += [(before + letter + rest, 1) for letter in letters if letter != here]
            meant.append((before + rest, 0))
            if rest and not rest[0].isdigit() and rest[0] != here:
                meant.append((before + rest[0] + here + rest[1:], 2))
        yield from (text for text, changed in meant if _consists_of(known, text, at, at + changed))


def _consists_of(known: AbstractSet[str], text: str, first: int, last: int) -> bool:
    """Say whether all pieces of a text around a change are known."""
    starts = range(max(0, first - PIECE_LETTERS + 1), min(last, len(text) - PIECE_LETTERS + 1))
    return all(token(PIECE, text[at : at + PIECE_LETTERS]) in known for at in starts)


def _known_pieces() -> AbstractSet[str]:
    """Return all pieces that any name has; new ones are known within seconds."""
    return _KNOWN.get(lambda: frozenset(Piece.objects.values_list("token", flat=True)))


def forget_pieces() -> None:
    """Read them anew when somebody searches next."""
    _KNOWN.forget()


def with_an_error(sounds: Iterable[str]) -> Expression:
    """Return what finds the names that sound like one of these but for one spot."""
    cut = [pieces_of(sound) for sound in dict.fromkeys(sounds)]
    known = frequencies(piece for pieces in cut for piece in pieces)
    return any_of(_but_for(spot, pieces, known) for pieces in cut for spot in range(len(pieces)))


def _but_for(spot: int, pieces: Sequence[str], known: Mapping[str, int]) -> Expression:
    """Return what finds the names that have the rarest of the pieces which a slip at a spot does not touch."""
    return _rarest_first(dict.fromkeys((*pieces[: max(0, spot - 2)], *pieces[spot + 2 :])), known, _ASKED_FOR)


def _rarest_first(pieces: Iterable[str], known: Mapping[str, int] | None = None, most: int | None = None) -> Expression:
    """Return what finds the names that have all of these pieces, or as many of the rarest.

    A piece that no name has is asked for like any other: what finds nothing because nobody is called so must take as
    long as what finds nothing because the viewer may not see who is.
    """
    asked = list(pieces)
    known = frequencies(asked) if known is None else known
    return all_of(map(one, sorted(asked, key=lambda piece: known.get(piece, 0))[:most]))
