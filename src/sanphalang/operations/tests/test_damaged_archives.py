"""A damaged or foreign backup is refused before anything is touched."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.utils import translation
from pytest_django.fixtures import Settings

from sanphalang.files.models import Source
from sanphalang.operations.archive.restore import restore_backup
from sanphalang.operations.tests.archives import make_archive, rewrite

pytestmark = pytest.mark.django_db


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def _turn_one_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b"name,place")] ^= 1
    path.write_bytes(content)


def _no_zip(path: Path) -> None:
    path.write_bytes(b"PK but not really")


def _other_zip(path: Path) -> None:
    rewrite(path, lambda members: {"letter.txt": b"hello"})


def _without_a_table(path: Path) -> None:
    rewrite(path, lambda members: {n: c for n, c in members.items() if n != "tables/files_source.jsonl"})


def _a_row_less(path: Path) -> None:
    name = "tables/files_source.jsonl"
    rewrite(path, lambda members: members | {name: b"".join(members[name].splitlines(keepends=True)[:-1])})


def _a_file_more(path: Path) -> None:
    rewrite(path, lambda members: members | {"files/../../escape": b"x"})


def _with_another_key(path: Path) -> None:
    rewrite(path, lambda members: members | {"secret-key": b"a key that somebody else knows"})


def _without_its_key(path: Path) -> None:
    rewrite(path, lambda members: {n: c for n, c in members.items() if n != "secret-key"})


def _turn_a_bit_of_the_key(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b"a key of the backup")] ^= 1
    path.write_bytes(content)


def _mark_as_encrypted(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


def _pack_in_an_unknown_way(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 10] = 99
    path.write_bytes(content)


def _turn_a_packed_bit(path: Path) -> None:
    """A stream that does not unpack, beneath a sum that is not reached."""
    name = "tables/files_source.jsonl"
    with zipfile.ZipFile(path) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in members.items():
            archive.writestr(each, content)
        start = archive.getinfo(name).header_offset + 30 + len(name)
    packed = bytearray(path.read_bytes())
    packed[start] = 0xFF
    path.write_bytes(packed)


def _forget_a_table(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        tables = json.loads(archive.read("manifest.json"))["tables"]
    _edit_manifest(path, tables={name: each for name, each in tables.items() if name != "files_source"})
    _without_a_table(path)


def _of_another_platform(path: Path) -> None:
    _edit_manifest(path, platform="elsewhere")


def _of_a_later_format(path: Path) -> None:
    _edit_manifest(path, format=2)


def _of_other_tables(path: Path) -> None:
    _edit_manifest(path, migrations=["organisations.0999_later"])


def _with_a_broken_list(path: Path) -> None:
    rewrite(path, lambda members: members | {"manifest.json": b'{"platform": "sanphalang"'})


def _edit_manifest(path: Path, **changes: object) -> None:
    def edit(members: dict[str, bytes]) -> dict[str, bytes]:
        return members | {"manifest.json": json.dumps(json.loads(members["manifest.json"]) | changes).encode()}

    rewrite(path, edit)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_cut_off, "cannot be read as a backup"),
        (_turn_one_bit, "cannot be read as a backup"),
        (_no_zip, "cannot be read as a backup"),
        (Path.unlink, "cannot be read as a backup"),
        (_other_zip, "no list of contents"),
        (_with_a_broken_list, "list of contents cannot be read"),
        (_without_a_table, "not what its list"),
        (_a_file_more, "not what its list"),
        (_a_row_less, "not what was written"),
        (_with_another_key, "not what was written"),
        (_without_its_key, "not what its list"),
        (_turn_a_bit_of_the_key, "cannot be read as a backup"),
        (_mark_as_encrypted, "cannot be read as a backup"),
        (_pack_in_an_unknown_way, "cannot be read as a backup"),
        (_turn_a_packed_bit, "cannot be read as a backup"),
        (_forget_a_table, "not what its list"),
        (_of_another_platform, "not a backup of the platform"),
        (_of_a_later_format, "another version"),
        (_of_other_tables, "whose tables are not those"),
        (make_archive, "not empty"),  # the control: sound, so that the home itself is looked at
    ],
)
def test_it_is_refused_with_its_reason(
    tmp_path: Path, settings: Settings, harm: Callable[[Path], None], words: str
) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    archive = tmp_path / "backup.zip"
    make_archive(archive)
    harm(archive)
    with translation.override("en"), pytest.raises(CommandError, match=words):
        restore_backup(archive, lambda _text: None)
    assert not settings.FILES_ROOT.exists()
    assert not Source.objects.exists()
