"""The chain of seals: each entry's digest holds that of the entry sealed before it, so that tampering shows.

A job seals what was written, within seconds and apart from the writes: a chain head that every write had to lock would
stop the country. The digests are keyed, so that who can write to the database alone cannot forge a chain; and the head
of the chain is also written to a file of the home, so that cutting off its end shows too.

Entries may be committed out of order, so the chain follows the order of sealing. An entry that turns up long after its
neighbours were sealed is not sealed any more: it was put in.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from functools import cache, partial
from itertools import islice
from pathlib import Path
from secrets import token_hex

import orjson
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from sanphalang.ledger.models import Entry, Seal

_PURPOSE = b"sanphalang.ledger.sealing"
_BEGINNING = "0" * 64
_AT_ONCE = 1_000  # entries sealed in one transaction
_LATE_NUMBERS = 1_000  # so far behind the newest sealed number an entry may still be committed
LATE = timedelta(hours=1)
"""So long before the newest seal an entry may have been written and still be sealed."""


def seal(*, limit: int = _AT_ONCE) -> int:
    """Seal up to ``limit`` entries that wait; return how many. Two sealers at once do no harm: one gives way."""
    try:
        with transaction.atomic():
            last = Seal.objects.order_by("-number").first()
            number, digest = (last.number, last.digest) if last else (0, _BEGINNING)
            now = timezone.now()
            seals = []
            for entry in _waiting(last)[:limit]:
                number, digest = number + 1, _digest(digest, entry)
                seals.append(Seal(number=number, entry=entry.pk, digest=digest, sealed_at=now))
            Seal.objects.bulk_create(seals, batch_size=500)
            if seals:
                transaction.on_commit(partial(_write_head, number, digest))
    except IntegrityError:  # another sealer took these numbers
        return 0
    return len(seals)


@dataclass(slots=True)
class Verification:
    """What a look at the whole chain found; numbers are those of entries."""

    sealed: int = 0
    edited: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    inserted: list[int] = field(default_factory=list)
    broken_at: list[int] = field(default_factory=list)
    cut_off: bool = False
    unsealed: list[int] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing was tampered with; an unsealed tail is no tampering."""
        return not (self.edited or self.removed or self.inserted or self.broken_at or self.cut_off)


def verify() -> Verification:
    """Walk along the whole chain and compare every entry with its seal."""
    found = Verification()
    expected, digest = 0, _BEGINNING
    for seal, entry in _sealed_entries():
        expected += 1
        if seal.number != expected:  # seals are missing, or one was put in
            found.broken_at.append(seal.entry)
            expected = seal.number
        elif entry is None:
            found.removed.append(seal.entry)
        elif _digest(digest, entry) != seal.digest:
            found.edited.append(seal.entry)
        digest = seal.digest
        found.sealed += 1
    found.cut_off = _is_cut_off()
    last = Seal.objects.order_by("-number").first()
    waiting = set(_waiting(last).values_list("pk", flat=True))
    found.unsealed = sorted(waiting)
    found.inserted = sorted(set(_without_seal().values_list("pk", flat=True)) - waiting)
    return found


def _sealed_entries() -> Iterator[tuple[Seal, Entry | None]]:
    seals = Seal.objects.order_by("number").iterator(chunk_size=2000)
    while chunk := list(islice(seals, 2000)):
        entries = Entry.objects.in_bulk([each.entry for each in chunk])
        yield from ((each, entries.get(each.entry)) for each in chunk)


def _without_seal() -> QuerySet[Entry]:
    return Entry.objects.filter(~Exists(Seal.objects.filter(entry=OuterRef("pk"))))


def _waiting(last: Seal | None) -> QuerySet[Entry]:
    """Return what may still be sealed, in the order of its numbers: what is new, and what was committed late.

    Neither lies more than so many numbers behind the newest sealed one, nor was written so long before the last seal.
    """
    waiting = _without_seal().order_by("pk")
    if last is None:
        return waiting
    newest = Seal.objects.order_by("-entry").values_list("entry", flat=True)[0]
    return waiting.filter(pk__gt=newest - _LATE_NUMBERS, at__gt=last.sealed_at - LATE)


def _digest(before: str, entry: Entry) -> str:
    told = [
        entry.pk,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor,
        entry.verb,
        entry.subject_kind,
        entry.subject_id,
        entry.place,
        entry.changes,
    ]
    text = before.encode() + orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
    return hmac.new(_key(settings.SECRET_KEY), text, hashlib.sha256).hexdigest()


@cache
def _key(secret: str) -> bytes:
    return hmac.new(secret.encode(), _PURPOSE, hashlib.sha256).digest()


def _head() -> Path:
    """Return the file that knows the head of this database's chain; a home may have been used with several."""
    database = connection.settings_dict
    named = repr([connection.vendor, database["HOST"], database["PORT"], str(database["NAME"])])
    return Path(settings.HOME) / f"ledger-head-{hashlib.sha256(named.encode()).hexdigest()[:12]}"


def _write_head(number: int, digest: str) -> None:
    """Let the file know the head; of two sealers at once the one that writes last may know the older, which is true."""
    unfinished = _head().with_suffix(f".{token_hex(4)}")
    unfinished.write_text(f"{number} {digest}\n")
    unfinished.replace(_head())


def _is_cut_off() -> bool:
    """Say whether the chain has lost what the file of the home has seen."""
    if not _head().exists():
        return False
    number, _space, digest = _head().read_text().strip().partition(" ")
    return not Seal.objects.filter(number=int(number), digest=digest).exists()
