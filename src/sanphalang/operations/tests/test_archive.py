"""Backup and restore."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from sanphalang.access.models import Centre
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account
from sanphalang.files.models import KeptFile, Original
from sanphalang.files.originals import keep
from sanphalang.files.sources import source_named
from sanphalang.files.storage import keep_file, path_of
from sanphalang.ledger.models import Entry, Mark
from sanphalang.operations.archive.backup import write_backup
from sanphalang.operations.archive.manifest import Manifest
from sanphalang.operations.archive.restore import restore_backup
from sanphalang.operations.archive.tables import room_models
from sanphalang.organisations.models import Claim, Organisation, OrganisationKind

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data", "a_home")]


@pytest.fixture
def a_home(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Give the test a home of its own for files and key."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEY_FILE = tmp_path / "secret-key"
    settings.KEY_FILE.write_text("the key of the old home")
    return tmp_path


def _quietly(_text: str) -> None:
    pass


def _fill() -> None:
    """Write rows with every kind of value: text of all sorts, binary, JSON, moments, dates, nothing."""
    make_account(Role.DATA_MANAGER, "30", name='ชื่อ "ใน"\n\\t\t\u200b')
    make_account(Role.NATIONAL_ANALYST)
    keep_file([b"name,place\n", "กลุ่มทอผ้า,30".encode()])
    keep_file([b"\x00\xff" * 1000])
    keep(Original.Kind.CELLS, 7, [(row, ["กลุ่ม", None, 1.5, row]) for row in range(3000)])
    source = source_named("บัญชีของหน่วยงาน")
    kind = OrganisationKind.objects.first()
    for number in range(3):
        organisation = Organisation.objects.create(
            name=f"กลุ่มที่ {number}",
            name_sort=bytes(range(number, 20 + number)),
            kind=kind,
            place=None if number else 30010100,
            confirmed_on=None if number else dt.date(2025, 2, 28),
            latitude=None if number else 14.979_900_000_1,
            members=number,
        )
        values = {"ฮ": 1, "a": [None, True, {"z": 0.1, "ก": "\u0001"}]}
        Claim.objects.create(
            organisation=organisation, source=source, batch=1, row=number, created=True, revision=1, values=values, set_fields=[]
        )
    Organisation.objects.order_by("pk").last().delete()  # type: ignore[union-attr]  # its number is never given again
    Entry.objects.create(at=timezone.now(), actor="operator", verb="x.y", subject_kind="k", subject_id="1")
    Mark.objects.create(projection="p", subject_kind="k", subject_id="1", stamp="12345678-1234-5678-1234-567812345678")


def _empty(home: Path) -> None:
    """Leave the home as a new one is: tables without rows, no files, another key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(home / "files", ignore_errors=True)
    (home / "secret-key").write_text("the key of the new home")


def _everything() -> dict[str, list[tuple[object, ...]]]:
    return {
        model._meta.db_table: [
            tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
            for row in model._base_manager.order_by("pk").values_list()
        ]
        for model in room_models()
    }


@pytest.fixture
def backup(a_home: Path, reference_data: None) -> Path:
    """Fill the home and save it."""
    _fill()
    target = a_home / "backup.zip"
    write_backup(target, _quietly)
    return target


def test_a_backup_comes_back_the_same(a_home: Path, backup: Path) -> None:
    before, bytes_before = _everything(), {file: path_of(file).read_bytes() for file in KeptFile.objects.all()}
    numbers = Organisation.objects.count() + 1
    _empty(a_home)
    restore_backup(backup, _quietly)
    assert _everything() == before
    assert {file: path_of(file).read_bytes() for file in KeptFile.objects.all()} == bytes_before
    assert (a_home / "secret-key").read_text() == "the key of the old home"
    kind = OrganisationKind.objects.first()
    assert Organisation.objects.create(name="x", name_sort=b"", kind=kind).pk > numbers, "a number was given again"


def test_the_same_rows_make_the_same_checksums(a_home: Path, backup: Path) -> None:
    first = _manifest(backup)
    _empty(a_home)
    restore_backup(backup, _quietly)
    write_backup(a_home / "again.zip", _quietly)
    again = _manifest(a_home / "again.zip")
    assert again.tables == first.tables
    assert again.files == first.files
    assert again.last_numbers == first.last_numbers


def test_the_backup_is_for_its_owner_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_an_existing_file_is_not_overwritten(a_home: Path, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(CommandError):
        write_backup(backup, _quietly)
    assert backup.read_bytes() == before


def test_a_missing_folder_is_a_sentence(a_home: Path) -> None:
    with pytest.raises(CommandError):
        write_backup(a_home / "no" / "such" / "folder.zip", _quietly)


def test_a_spoilt_file_is_named_and_does_not_stop_the_backup(a_home: Path) -> None:
    spoilt, missing = keep_file([b"one"]), keep_file([b"two"])
    path_of(spoilt).write_bytes(b"other bytes")
    path_of(missing).unlink()
    target = a_home / "backup.zip"
    assert set(write_backup(target, _quietly).unsound_files) == {spoilt.sha256, missing.sha256}
    _empty(a_home)
    restore_backup(target, _quietly)
    assert path_of(spoilt).read_bytes() == b"other bytes"


def _manifest(path: Path) -> Manifest:
    with zipfile.ZipFile(path) as archive:
        return Manifest.of(archive.read("manifest.json"))


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def _turn_one_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _no_zip(path: Path) -> None:
    path.write_bytes(b"PK but not really")


def _other_zip(path: Path) -> None:
    _rewrite(path, lambda members: {"letter.txt": b"hello"})


def _without_a_table(path: Path) -> None:
    _rewrite(path, lambda members: {n: c for n, c in members.items() if n != "tables/organisations_organisation.jsonl"})


def _a_row_less(path: Path) -> None:
    name = "tables/files_original.jsonl"
    _rewrite(path, lambda members: members | {name: b"".join(members[name].splitlines(keepends=True)[:-1])})


def _a_file_more(path: Path) -> None:
    _rewrite(path, lambda members: members | {"files/../../escape": b"x"})


def _of_another_platform(path: Path) -> None:
    _edit_manifest(path, platform="elsewhere")


def _of_a_later_format(path: Path) -> None:
    _edit_manifest(path, format=2)


def _of_other_tables(path: Path) -> None:
    _edit_manifest(path, migrations=["organisations.0999_later"])


def _with_a_broken_list(path: Path) -> None:
    _rewrite(path, lambda members: members | {"manifest.json": b'{"platform": "sanphalang"'})


def _edit_manifest(path: Path, **changes: object) -> None:
    def edit(members: dict[str, bytes]) -> dict[str, bytes]:
        return members | {"manifest.json": json.dumps(json.loads(members["manifest.json"]) | changes).encode()}

    _rewrite(path, edit)


def _rewrite(path: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in change(members).items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    "harm",
    [
        _cut_off,
        _turn_one_bit,
        _no_zip,
        _other_zip,
        _without_a_table,
        _a_row_less,
        _a_file_more,
        _of_another_platform,
        _of_a_later_format,
        _of_other_tables,
        _with_a_broken_list,
    ],
)
def test_a_damaged_or_foreign_backup_is_refused_and_nothing_is_touched(
    a_home: Path, backup: Path, harm: Callable[[Path], None]
) -> None:
    harm(backup)
    _empty(a_home)
    with pytest.raises(CommandError) as refusal:
        restore_backup(backup, _quietly)
    assert len(str(refusal.value)) > 20
    assert not any(_everything().values())
    assert not (a_home / "files").exists()
    assert (a_home / "secret-key").read_text() == "the key of the new home"


@pytest.mark.parametrize("left", ["row", "file"])
def test_a_home_that_is_not_empty_is_refused(a_home: Path, backup: Path, left: str) -> None:
    _empty(a_home)
    if left == "row":
        Centre.objects.create(code="99", name_th="ศูนย์", name_en="Centre")
    else:
        (a_home / "files").mkdir()
        (a_home / "files" / "something").touch()
    before = _everything()
    with pytest.raises(CommandError):
        restore_backup(backup, _quietly)
    assert _everything() == before


def test_rows_that_belong_to_nothing_are_refused_and_nothing_is_left(a_home: Path, backup: Path) -> None:
    """An archive whose checksums agree but whose claims name no organisation: only the database can tell."""
    import hashlib

    def orphan(members: dict[str, bytes]) -> dict[str, bytes]:
        name = "organisations_organisation"
        listed = json.loads(members["manifest.json"])
        listed["tables"][name] = {"size": 0, "sha256": hashlib.sha256(b"").hexdigest()}
        return members | {f"tables/{name}.jsonl": b"", "manifest.json": json.dumps(listed).encode()}

    _rewrite(backup, orphan)
    _empty(a_home)
    with pytest.raises(CommandError):
        restore_backup(backup, _quietly)
    assert not any(_everything().values())
    assert not (a_home / "files").exists()
