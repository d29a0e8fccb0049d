"""Backup and restore."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import uuid
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from sanphalang.access.models import Centre
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account
from sanphalang.files.models import KeptFile, Original
from sanphalang.files.originals import keep
from sanphalang.files.sources import source_named
from sanphalang.files.storage import keep_file, path_of
from sanphalang.ledger.models import Entry, Mark
from sanphalang.operations.archive import restore
from sanphalang.operations.archive.backup import write_backup
from sanphalang.operations.archive.manifest import Manifest
from sanphalang.operations.archive.restore import restore_backup
from sanphalang.operations.archive.tables import room_models
from sanphalang.operations.tests.archives import rewrite
from sanphalang.organisations.models import Organisation, OrganisationKind

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("a_home")]


def _quietly(_text: str) -> None:
    pass


def _fill() -> None:
    """Write rows with every kind of value: text of all sorts, binary, JSON, moments, dates, nothing."""
    Centre.objects.get_or_create(code="30", defaults={"name_th": "ศูนย์", "name_en": "Centre"})
    make_account(Role.DATA_MANAGER, "30", name='ชื่อ "ใน"\n\\t\t\u200b')
    make_account(Role.NATIONAL_ANALYST)
    keep_file([b"name,place\n", "กลุ่มทอผ้า,30".encode()])
    keep_file([b"\x00\xff" * 1000])
    with transaction.atomic():
        keep(Original.Kind.CELLS, 7, [(row, ["กลุ่ม", None, 1.5, row]) for row in range(3000)])
    source_named("บัญชีของหน่วยงาน")
    kind = _kind()
    for number in range(3):
        Organisation.objects.create(
            name=f"กลุ่มที่ {number}",
            name_sort=bytes(range(number, 20 + number)),
            kind=kind,
            place=None if number else 30010100,
            confirmed_on=None if number else dt.date(2025, 2, 28),
            latitude=None if number else 14.979_900_000_1,
            members=number,
        )
    Organisation.objects.order_by("pk").last().delete()  # type: ignore[union-attr]  # its number is never given again
    changes = {"ฮ": 1, "a": [None, True, {"z": 0.1, "ก": "\u0001"}]}
    subject = {"subject_kind": "k", "subject_id": "1"}
    Entry.objects.create(at=timezone.now(), actor="operator", verb="x.y", **subject, changes=changes)
    Mark.objects.create(projection="p", **subject, stamp=uuid.uuid4())


def _kind() -> OrganisationKind:
    return OrganisationKind.objects.get_or_create(code="club", defaults={"name_th": "ชมรม", "name_en": "Club"})[0]


def _empty(home: Path) -> None:
    """Leave the home as a new one is: tables without rows, no files, another key."""
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
def few_rows(db: None) -> None:
    """Do without the reference data, which is most of the rows."""
    call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def backup(a_home: Path) -> Path:
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
    assert (a_home / "secret-key").read_text() == "the key of this home"
    write_backup(a_home / "again.zip", _quietly)
    first, again = _manifest(backup), _manifest(a_home / "again.zip")
    assert (again.tables, again.files, again.last_numbers) == (first.tables, first.files, first.last_numbers)
    assert Organisation.objects.create(name="x", name_sort=b"", kind=_kind()).pk > numbers, "a number was given again"


def test_the_backup_is_for_its_owner_alone_and_is_not_overwritten(a_home: Path) -> None:
    target = a_home / "backup.zip"
    write_backup(target, _quietly)
    before = target.read_bytes()
    assert target.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError):
        write_backup(target, _quietly)
    assert target.read_bytes() == before


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


def test_a_home_that_is_not_empty_is_refused(a_home: Path, backup: Path) -> None:
    before = _everything()
    with pytest.raises(CommandError):
        restore_backup(backup, _quietly)
    _empty(a_home)
    (a_home / "files").mkdir()
    (a_home / "files" / "something").touch()
    with pytest.raises(CommandError):
        restore_backup(backup, _quietly)
    assert any(before.values())
    assert not any(_everything().values())


class _Killed(BaseException):
    """What no program can catch and mend: the process is gone, and the database rolls back."""


@pytest.mark.usefixtures("few_rows")
@pytest.mark.parametrize("moment", ["put_aside", "set_last_number", "bring_back_from_aside", "_write_key"])
def test_a_restore_that_was_killed_can_be_run_again(
    a_home: Path, backup: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, checksums = _everything(), {file.sha256 for file in KeptFile.objects.all()}
    _empty(a_home)
    step = getattr(restore, moment)

    def killed(*arguments: object) -> None:
        step(*arguments)
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr(restore, moment, killed)
        with pytest.raises(_Killed):
            restore_backup(backup, _quietly)
    assert not any(_everything().values())
    restore_backup(backup, _quietly)
    assert _everything() == before
    assert {path.name for path in (a_home / "files").glob("*/*")} == checksums
    assert sorted(path.name for path in a_home.iterdir()) == ["backup.zip", "files", "secret-key"]
    assert (a_home / "secret-key").read_text() == "the key of this home"


@pytest.mark.usefixtures("few_rows")
@pytest.mark.parametrize("rows", [b"", b'{"id":1}\n', b"[1]\n", b"no row\n"])
def test_rows_that_do_not_fit_are_refused_and_nothing_is_left(a_home: Path, backup: Path, rows: bytes) -> None:
    """An archive whose checksums agree but whose accounts are none, so that grants name nobody, or are no rows."""

    def misfit(members: dict[str, bytes]) -> dict[str, bytes]:
        name = "access_user"
        listed = json.loads(members["manifest.json"])
        listed["tables"][name] = {"size": rows.count(b"\n"), "sha256": hashlib.sha256(rows).hexdigest()}
        return members | {f"tables/{name}.jsonl": rows, "manifest.json": json.dumps(listed).encode()}

    rewrite(backup, misfit)
    _empty(a_home)
    with pytest.raises(CommandError):
        restore_backup(backup, _quietly)
    assert not any(_everything().values())
    assert not (a_home / "files").exists()
    assert (a_home / "secret-key").read_text() == "the key of the new home"


def test_the_ways_of_signing_in_come_along() -> None:
    """Without them an account with a second factor would open with its password alone after a restore."""
    kept = {model._meta.db_table for model in room_models()}
    assert {"access_user", "mfa_authenticator", "socialaccount_socialaccount"} <= kept
