"""The list of who was erased, so that an older backup does not bring them back.

It stands in the database, and as lines of JSON in the home beside it (``erasures.jsonl``): a restore fills the database
from an archive that may be older than the erasure, and leaves that file alone. Neither holds a private value.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import orjson
from django.conf import settings

from sanphalang.people.erasing import Known
from sanphalang.places.rules import Intervals
from sanphalang.privacy.digests import digest
from sanphalang.privacy.models import Erasure


def path() -> Path:
    """Return where the list lies beside the database."""
    return Path(settings.HOME) / "erasures.jsonl"


def entry_of(person: Known, at: datetime, reach: Intervals) -> Erasure:
    """Return what is kept of somebody who is erased."""
    return Erasure(
        number=person.number,
        made=digest("erased: made", made_of(person)),
        citizen=digest("erased: citizen", person.citizen_id_digest),
        born=digest("erased: born", born_of(person.identity, person.birth_date)),
        at=at,
        reach=[list(interval) for interval in reach],
    )


def made_of(person: Known) -> str:
    """Return what a record keeps however it is edited: its number and when it was made."""
    return f"{person.number} {person.created_at.timestamp():.3f}"


def born_of(identity: str, birth_date: object) -> str:
    """Return name and birth date as one text; nothing where the date is not known."""
    return f"{identity} {birth_date}" if birth_date else ""


def append(entry: Erasure) -> None:
    """Write an entry at the end of the file, so that it is there after a power cut."""
    line = {
        "number": entry.number,
        "made": entry.made,
        "citizen": entry.citizen,
        "born": entry.born,
        "at": entry.at.isoformat(),
        "reach": entry.reach,
    }
    with os.fdopen(os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
        file.write(orjson.dumps(line) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read(file: Path) -> Iterator[Erasure]:
    """Yield the entries of a file; a last line that a power cut left unfinished is passed over."""
    if not file.exists():
        return
    for line in file.read_bytes().splitlines():
        try:
            said = orjson.loads(line)
            yield Erasure(**(said | {"at": datetime.fromisoformat(said["at"])}))
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
            continue


def everybody(more: Iterable[Path] = ()) -> list[Erasure]:
    """Return everybody who was erased, by the database, the file beside it, and other files; both learn of all."""
    stored = {entry.made: entry for entry in Erasure.objects.all()}
    written = {entry.made: entry for entry in read(path())}
    others = {entry.made: entry for file in more for entry in read(file)}
    found = others | written | stored
    Erasure.objects.bulk_create(entry for made, entry in found.items() if made not in stored)
    for made, entry in found.items():
        if made not in written:
            append(entry)
    return list(found.values())
