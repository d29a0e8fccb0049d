"""The list of contents of an archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson
from django.apps import apps
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

NAME = "manifest.json"
PLATFORM = "sanphalang"
FORMAT = 1

TABLES = "tables/"
FILES = "files/"
KEY = "secret-key"


class ArchiveRefused(CommandError):  # noqa: N818 (what happened, not an error of the program)
    """The archive cannot be made or restored; the text says why."""


@dataclass(frozen=True, slots=True)
class Contents:
    """One table or file of an archive: how many rows or bytes it has, and its SHA-256."""

    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What an archive holds, and of which platform. ``last_numbers`` are the tables' key counters;
    ``key`` is the installation's secret key, None where the environment gives it; ``unsound_files`` are kept files that
    were missing or not as they were kept."""

    version: str
    made_at: str
    database: str
    migrations: list[str]
    format: int = FORMAT
    platform: str = PLATFORM
    tables: dict[str, Contents] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    last_numbers: dict[str, int] = field(default_factory=dict)
    files: dict[str, Contents] = field(default_factory=dict)
    key: Contents | None = None
    unsound_files: list[str] = field(default_factory=list)

    def to_bytes(self) -> bytes:
        """Return the manifest as JSON."""
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2)

    @classmethod
    def of(cls, content: bytes) -> Manifest:
        """Read a manifest. Raises :class:`ArchiveRefused` when it is none of ours."""
        try:
            values: dict[str, Any] = orjson.loads(content)
            if values["platform"] != PLATFORM:
                raise ArchiveRefused(_("This is not a backup of the platform."))
            if values["format"] != FORMAT:
                raise ArchiveRefused(
                    _("The backup was made by another version of the platform and cannot be read by this one.")
                )
            for part in ("tables", "files"):
                values[part] = {name: Contents(**contents) for name, contents in values[part].items()}
            values["key"] = values["key"] and Contents(**values["key"])
            return cls(**values)
        except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as problem:
            raise ArchiveRefused(_("The backup is damaged: its list of contents cannot be read.")) from problem


def applied_migrations() -> list[str]:
    """Return the migrations of the rooms that the database has had, as ``room.name``, sorted."""
    return _of_the_rooms(MigrationRecorder(connection).applied_migrations())


def own_migrations() -> list[str]:
    """Return the migrations of the rooms that this version of the platform has, as ``room.name``, sorted."""
    return _of_the_rooms(MigrationLoader(None).disk_migrations)


def _of_the_rooms(migrations: Iterable[tuple[str, str]]) -> list[str]:
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("sanphalang.")}
    return sorted(f"{app}.{name}" for app, name in migrations if app in rooms)
