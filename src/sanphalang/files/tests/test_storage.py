"""Files and originals come back as they came in."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from sanphalang.files import originals
from sanphalang.files.models import KeptFile, Original, Source
from sanphalang.files.queries import kept_files
from sanphalang.files.sources import source_named
from sanphalang.files.storage import (
    bring_back_from_aside,
    checksums_on_disk,
    clear_unfinished,
    forget_aside,
    is_sound,
    keep_file,
    path_of,
    put_aside,
    take_away,
)

pytestmark = pytest.mark.django_db

CELLS, BEFORE = Original.Kind.CELLS, Original.Kind.BEFORE


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: Settings) -> Path:
    """Keep the test's files in a folder of its own."""
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


def _on_disk(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_its_checksum() -> None:
    file = keep_file([b"one", b"two"])
    assert (file.sha256, file.size) == (hashlib.sha256(b"onetwo").hexdigest(), 6)
    assert path_of(file).read_bytes() == b"onetwo"
    assert is_sound(file)


def test_the_same_bytes_are_kept_once(root: Path) -> None:
    assert keep_file([b"onetwo"]) == keep_file([b"one", b"two"])
    assert len(_on_disk(root)) == KeptFile.objects.count() == 1


def test_an_upload_that_breaks_off_leaves_nothing(root: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"one"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        keep_file(broken())
    assert _on_disk(root) == []
    assert not KeptFile.objects.exists()


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(b"other"), Path.unlink])
def test_spoilt_and_missing_bytes_are_noticed(harm: Any) -> None:
    file = keep_file([b"one"])
    harm(path_of(file))
    assert not is_sound(file)


def test_a_file_of_a_backup_goes_back_under_its_name() -> None:
    file = keep_file([b"one"])
    path_of(file).unlink()
    put_aside(file.sha256, [b"o", b"ne"])
    assert not is_sound(file)
    bring_back_from_aside()
    assert is_sound(file)
    assert checksums_on_disk() == {file.sha256}
    take_away([file.sha256])
    assert checksums_on_disk() == set()


def test_what_was_put_aside_is_forgotten_without_a_trace(root: Path) -> None:
    put_aside("ab" * 32, [b"one"])
    forget_aside()
    bring_back_from_aside()
    assert list(root.parent.rglob("*")) == []


def test_the_name_of_a_kept_file_is_on_disk_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is only in memory is gone after a power cut, while its record stays."""
    synced: list[str] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{handle}"))
        fsync(handle)

    monkeypatch.setattr("sanphalang.files.storage.os.fsync", watched)
    target = path_of(keep_file([b"one"]))
    assert [synced[-2], synced[-1]] == [str(target.parent), str(root)]
    assert synced[0].startswith(str(root / ".incoming-"))


def test_what_killed_uploads_left_is_cleared_after_a_day(root: Path) -> None:
    file = keep_file([b"one"])
    old, fresh = root / ".incoming-old", root / ".incoming-fresh"
    for path in (old, fresh):
        path.write_bytes(b"half")
    yesterday = time.time() - 90_000
    os.utime(old, (yesterday, yesterday))
    os.utime(path_of(file), (yesterday, yesterday))
    assert clear_unfinished() == 1
    assert sorted(_on_disk(root)) == sorted([fresh, path_of(file)])


def test_kept_files_are_listed_in_one_order() -> None:
    for content in (b"one", b"two", b"three"):
        keep_file([content])
    checksums = [file.sha256 for file in kept_files()]
    assert len(checksums) == 3
    assert checksums == sorted(checksums)


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(value=_json)
@hypothesis_settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_original_comes_back_as_it_was(value: Any) -> None:
    originals.forget(CELLS, 7)
    originals.keep(CELLS, 7, [(1, value)])
    assert originals.read_some(CELLS, 7, [1]) == {1: value}


def test_originals_are_read_in_order_and_by_range() -> None:
    originals.keep(CELLS, 7, [(number, number) for number in (3, 1, 2, 5)])
    originals.keep(CELLS, 8, [(1, "another owner")])
    originals.keep(BEFORE, 7, [(1, "another kind")])
    assert list(originals.read(CELLS, 7)) == [(1, 1), (2, 2), (3, 3), (5, 5)]
    assert list(originals.read(CELLS, 7, first=2, last=3)) == [(2, 2), (3, 3)]
    assert originals.read_some(CELLS, 7, [5, 9]) == {5: 5}


def test_forgetting_takes_one_owners_originals_of_one_kind() -> None:
    for owner in (7, 8):
        originals.keep(CELLS, owner, [(1, owner)])
        originals.keep(BEFORE, owner, [(1, owner)])
    originals.forget(CELLS, 7)
    assert list(originals.read(CELLS, 7)) == []
    assert list(originals.read(BEFORE, 7)) == [(1, 7)]
    assert list(originals.read(CELLS, 8)) == [(1, 8)]


def test_replacing_puts_new_values_beside_those_that_stay() -> None:
    originals.keep(CELLS, 7, [(1, "a"), (2, "b")])
    originals.replace(CELLS, 7, {2: "c", 3: "d"})
    assert list(originals.read(CELLS, 7)) == [(1, "a"), (2, "c"), (3, "d")]


@pytest.mark.parametrize("other", ["  กรมการพัฒนาชุมชน ", "กรมการพัฒนา ชุมชน", "กรมการพัฒนาชุมชน\u200b"])
def test_spelling_variants_are_one_source(other: str) -> None:
    assert source_named("กรมการพัฒนาชุมชน") == source_named(other)
    assert Source.objects.get().name == "กรมการพัฒนาชุมชน"
