"""The index itself: an FTS5 table on SQLite, a GIN index on PostgreSQL, over the same tokens.

Every question is asked inside the stretches of numbers that the viewer sees (``shelves.py``), and leaves out what waits
to be computed anew: a record with a pending mark may have moved to where the viewer sees nothing. Both stand in the
statements that count and list, so counts, pages and suggestions agree.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from sanphalang.bulk import insert_rows
from sanphalang.ledger.models import Mark
from sanphalang.places.rules import Interval
from sanphalang.search.expressions import Expression
from sanphalang.search.gathering import Row
from sanphalang.search.models import Document, Piece

Groups = Sequence[Sequence[Interval]]
"""Stretches of numbers whose documents are told apart, such as those of each kind."""
Part = tuple[str, list[Any]]
"""A part of a statement, and its values."""


class Question(NamedTuple):
    """How a database is asked: what stands in front of the statement, and what finds inside stretches."""

    front: Part
    inside: Callable[[Sequence[Interval]], Part]


PROJECTION = "search"
FULL_TEXT = "search_tokens"
"""SQLite's full-text table, whose texts are the column ``tokens`` of the documents."""

_DOCUMENTS, _MARKS = Document._meta.db_table, Mark._meta.db_table
_GIN = "document_by_token"
_FIELDS = ("id", "kind", "subject", "tokens")
_PAGES = 2_000  # of the index that are merged at once
_RARE = 3_000  # words that fewer documents have are looked up once for all groups
_ALL = -1  # no group: all that was looked up
_HOW_MANY = f"SELECT {_ALL}, count(*) FROM found"  # noqa: S608
_TOGETHER = 128  # alternatives in one look at PostgreSQL's index
_WORKED = 2  # changes that tell that a merge did something
_MEMORY = 64_000_000  # bytes of new entries that SQLite gathers before it writes a part of the index

# Thai marks are letters here as in every text of the platform: without the categories vowels and tones are lost.
_CREATE_FTS5 = f"""CREATE VIRTUAL TABLE IF NOT EXISTS {FULL_TEXT} USING fts5(
    tokens, content='{_DOCUMENTS}', content_rowid='id', detail=none, columnsize=0,
    tokenize="unicode61 categories 'L* M* N* Co'")"""
_PENDING = f"""pending AS MATERIALIZED (SELECT d.id FROM {_MARKS} m JOIN {_DOCUMENTS} d
    ON d.kind = m.subject_kind AND d.subject = CAST(m.subject_id AS BIGINT) WHERE m.projection = '{PROJECTION}')"""  # noqa: S608 (our own names)
_IN_A_STRETCH = f"""SELECT rowid AS id FROM {FULL_TEXT}
    WHERE {FULL_TEXT} MATCH %s AND rowid BETWEEN %s AND %s AND rowid NOT IN (SELECT id FROM pending)"""  # noqa: S608


def ensure(**_signal: Any) -> None:
    """Make the index where it is missing, and empty it where its documents are gone; after every migration."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {_GIN} ON {_DOCUMENTS} USING gin (tokens)")
            return
        cursor.execute(_CREATE_FTS5)
    if not Document.objects.exists():
        _full_text("delete-all")


def clear() -> None:
    """Forget everything that can be found, inside a transaction; on PostgreSQL until :func:`settled` without the index,
    which is made faster at once than with every row."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP INDEX IF EXISTS {_GIN}")
            cursor.execute(f"TRUNCATE {_DOCUMENTS}")
        else:
            _full_text("delete-all")
            cursor.execute(f"DELETE FROM {_DOCUMENTS}")  # noqa: S608
    Piece.objects.all().delete()


def begin_many() -> None:
    """Expect very many documents: on SQLite in few large parts."""
    if connection.vendor == "sqlite":
        _full_text("hashsize", _MEMORY)
        _full_text("automerge", 0)


def settled() -> None:
    """Make the index ready to be asked after very many documents."""
    if connection.vendor == "sqlite":
        _full_text("hashsize", 1_000_000)
        _full_text("automerge", 4)
        _merge()
        return
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {_GIN} ON {_DOCUMENTS} USING gin (tokens)")
        cursor.execute("RESET maintenance_work_mem")
        cursor.execute(f"ANALYZE {_DOCUMENTS}")


def _merge() -> None:
    """Make one of the many parts that SQLite wrote, some pages in each transaction: others may write between."""
    pages = -_PAGES  # below zero: all parts, whatever their size
    while True:
        before = connection.connection.total_changes
        _full_text("merge", pages)
        if connection.connection.total_changes - before < _WORKED:
            return
        pages = _PAGES


def add(rows: Sequence[Row]) -> None:
    """Add documents, inside a transaction; in their order, without which SQLite writes a part of the index for each."""
    rows = sorted(rows)
    insert_rows(Document, _FIELDS, rows)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {FULL_TEXT}(rowid, tokens) VALUES (%s, %s)",  # noqa: S608
                [(number, tokens) for number, _kind, _subject, tokens in rows],
            )


def remove(kind: str, subjects: Collection[int]) -> None:
    """Remove all documents of these records, inside a transaction."""
    found = Document.objects.filter(kind=kind, subject__in=subjects)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {FULL_TEXT}({FULL_TEXT}, rowid, tokens) VALUES ('delete', %s, %s)",  # noqa: S608
                list(found.values_list("id", "tokens")),
            )
    found.delete()


def subjects_known(kind: str, first: int, last: int) -> set[int]:
    """Return those of the records from ``first`` to ``last`` that have a document."""
    return set(Document.objects.filter(kind=kind, subject__range=(first, last)).values_list("subject", flat=True))


def numbers(asked: Expression, groups: Groups, *, limit: int) -> list[list[int]]:
    """Return, by group, the numbers of the documents found inside it as they lie, ``limit`` at most."""
    found: list[list[int]] = [[] for _group in groups]
    for group, number in _rows(asked, groups, "id", limit):
        found[group].append(number)
    return found


def counts(asked: Expression, groups: Groups, *, most: int | None = None) -> list[int]:
    """Return, by group, how many documents are found inside it; ``most`` stops counting there."""
    found = dict(_rows(asked, groups, "count(*)", most))
    return [found.get(group, 0) for group in range(len(groups))]


def _rows(asked: Expression, groups: Groups, told: str, limit: int | None) -> list[tuple[int, int]]:
    """Return a row for each that is found, or what else is told of a group: which group, and that."""
    if not asked or not any(groups):
        return []
    if connection.vendor == "postgresql":
        return _by_group(_on_postgresql(asked), groups, told, limit)
    rows = _by_group(_rare_on_sqlite(asked, groups), groups, told, limit, _HOW_MANY)
    if (_ALL, _RARE) in rows:
        return _by_group(_on_sqlite(asked), groups, told, limit)
    return [row for row in rows if row[0] != _ALL]


def _by_group(question: Question, groups: Groups, told: str, limit: int | None, *others: str) -> list[tuple[int, int]]:
    """Ask for all groups at once; ``told`` is the column that is wanted of each, ``others`` are asked beside them."""
    (front, its_values), inside = question
    limited, its_limit = ("", ()) if limit is None else (" LIMIT %s", (limit,))
    parts, values = [*others], [*its_values]
    for group, stretches in enumerate(groups):
        if stretches:
            found, own = inside(stretches)
            parts.append(f"SELECT {group}, {told} FROM ({found}{limited}) AS group_{group}")  # noqa: S608
            values += [*own, *its_limit]
    with connection.cursor() as cursor:
        cursor.execute(f"{front} {' UNION ALL '.join(parts)}", values)
        rows: list[tuple[int, int]] = cursor.fetchall()
    return rows


def _on_sqlite(asked: Expression) -> Question:
    """Each stretch is a search of its own: SQLite takes the limits of one into the full-text table, of several not."""
    words = asked.fts5()

    def inside(stretches: Sequence[Interval]) -> Part:
        values = [value for stretch in stretches for value in (words, *stretch)]
        return " UNION ALL ".join([_IN_A_STRETCH] * len(stretches)), values

    return Question((f"WITH {_PENDING}", []), inside)


def _rare_on_sqlite(asked: Expression, groups: Groups) -> Question:
    """Of rare words it is the beginning of a search that costs: stretches that touch are searched as one, and what was
    found is told apart afterwards."""
    found, values = _on_sqlite(asked).inside(_joined(stretch for stretches in groups for stretch in stretches))
    front = f"WITH {_PENDING}, found AS MATERIALIZED (SELECT id FROM ({found}) LIMIT %s)"  # noqa: S608

    def inside(stretches: Sequence[Interval]) -> Part:
        within, ends = _within(stretches)
        return f"SELECT id FROM found WHERE {within}", ends  # noqa: S608

    return Question((front, [*values, _RARE]), inside)


def _on_postgresql(asked: Expression) -> Question:
    """Where only the first few are wanted, PostgreSQL would read a shelf from its beginning until it has them, which
    for rare words is to its end (0.4 s for 560,000). A materialized part does not know how many: it asks the index.

    The stretches stand outside: inside, it would read all numbers of a shelf where the words are anybody's, and not
    where they are nobody's, so that the time would tell of what is hidden. So would what waits to be computed, if it
    were looked for before a document is known to be seen.
    """
    if alternatives := asked.alternatives:
        # Of hundreds of rare tokens it believes that any of them is everywhere, and reads all documents of a shelf
        # (0.3 s for 8,000). Some at a time, apart from the other conditions, it looks up in the index.
        words: Any = [" | ".join(alternatives[at : at + _TOGETHER]) for at in range(0, len(alternatives), _TOGETHER)]
        each = f"SELECT id FROM {_DOCUMENTS} WHERE tokens @@ asked.tokens::tsquery OFFSET 0"  # noqa: S608
        found = f"SELECT DISTINCT id FROM unnest(%s::text[]) AS asked(tokens), LATERAL ({each}) AS each"  # noqa: S608
    else:
        words = asked.tsquery()
        found = f"SELECT id FROM {_DOCUMENTS} WHERE tokens @@ %s::tsquery"  # noqa: S608

    def inside(stretches: Sequence[Interval]) -> Part:
        within, ends = _within(stretches)
        seen = f"SELECT id FROM found WHERE {within} OFFSET 0"  # noqa: S608
        return f"SELECT id FROM ({seen}) AS seen WHERE id NOT IN (SELECT id FROM pending)", ends  # noqa: S608

    return Question((f"WITH found AS MATERIALIZED ({found}), {_PENDING}", [words]), inside)


def _within(stretches: Sequence[Interval]) -> Part:
    return " OR ".join(["id BETWEEN %s AND %s"] * len(stretches)), [end for stretch in stretches for end in stretch]


def _joined(stretches: Iterable[Interval]) -> list[Interval]:
    """Return the same numbers in as few stretches as can be."""
    joined: list[Interval] = []
    for first, last in sorted(stretches):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _full_text(command: str, value: int | None = None) -> None:
    """Tell the full-text table to do something to itself."""
    columns, values = (f"{FULL_TEXT}, rank", (command, value)) if value is not None else (FULL_TEXT, (command,))
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(values))
        cursor.execute(f"INSERT INTO {FULL_TEXT}({columns}) VALUES ({marks})", values)  # noqa: S608
