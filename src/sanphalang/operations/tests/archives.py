"""Archives made by hand, for tests of what is refused."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

from sanphalang.operations.archive.manifest import Contents, Manifest, own_migrations
from sanphalang.operations.archive.tables import columns_of, room_models

_ROWS = {
    "files_source": b'[1,"\xe0\xb8\x81","k","2025-01-01T00:00:00+00:00"]\n[2,"b","b","2025-01-01T00:00:00+00:00"]\n'
}
_FILE = b"name,place\n"
_KEY = b"a key of the backup"


def make_archive(path: Path) -> None:
    """Write a small sound archive of this version: two rows, one file and a key."""
    manifest = Manifest("0.1.0", "2026-01-01T00:00:00+00:00", "sqlite", own_migrations())
    with zipfile.ZipFile(path, "w") as archive:
        for model in room_models():
            table = model._meta.db_table
            content = _ROWS.get(table, b"")
            manifest.columns[table] = columns_of(model)
            manifest.tables[table] = Contents(content.count(b"\n"), hashlib.sha256(content).hexdigest())
            archive.writestr(f"tables/{table}.jsonl", content)
        sha256 = hashlib.sha256(_FILE).hexdigest()
        manifest.files[sha256] = Contents(len(_FILE), sha256)
        archive.writestr(f"files/{sha256}", _FILE)
        manifest.key = Contents(len(_KEY), hashlib.sha256(_KEY).hexdigest())
        archive.writestr("secret-key", _KEY)
        archive.writestr("manifest.json", manifest.to_bytes())


def rewrite(path: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    """Change the members of an archive, given and returned as name and content."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in change(members).items():
            archive.writestr(name, content)
