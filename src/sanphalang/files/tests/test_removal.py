"""Bytes that are handed in while the same bytes are being removed are not lost."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from django.db import connections, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from sanphalang.files import storage
from sanphalang.files.models import KeptFile
from sanphalang.files.storage import clear_removed, is_sound, keep_file, path_of, remove_file, take_away

pytestmark = pytest.mark.django_db(transaction=True)
BYTES = [b"some list"]


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: Settings) -> Path:
    """Keep the test's files in a folder of its own."""
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


def _kept(file: KeptFile) -> bool:
    file.refresh_from_db()
    return file.removed_at is None and is_sound(file)


def _handed_in_between(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let somebody hand the bytes in right before the storage takes a step."""
    step = getattr(storage, name)

    def between(*arguments: object) -> object:
        monkeypatch.undo()
        keep_file(BYTES)
        return step(*arguments)

    monkeypatch.setattr(storage, name, between)


def test_what_is_handed_in_between_the_two_reads_of_a_clearing_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    file = keep_file(BYTES)
    KeptFile.objects.update(removed_at=timezone.now())
    _handed_in_between(monkeypatch, "checksums_on_disk")
    assert clear_removed() == 0
    assert _kept(file)


@pytest.mark.parametrize(("step", "stays"), [("_take_away_removed", True), ("take_away", False)])
def test_what_is_handed_in_right_after_a_removal_stays(monkeypatch: pytest.MonkeyPatch, step: str, stays: bool) -> None:
    """The negative control: handed in where the storage has looked already, the bytes are lost.

    There the record is locked, so that nobody but this very transaction can do it.
    """
    file = keep_file(BYTES)
    _handed_in_between(monkeypatch, step)
    remove_file(file)
    assert _kept(file) is stays


def test_what_is_handed_in_since_the_caller_looked_stays() -> None:
    keep_file(BYTES)
    KeptFile.objects.update(kept_at=timezone.now() - timedelta(days=800))
    file = KeptFile.objects.get()
    again = keep_file(BYTES)
    assert again.kept_at - file.kept_at > timedelta(days=799)
    remove_file(file)
    assert _kept(file)
    remove_file(again)
    assert not _kept(file)
    assert not path_of(file).exists()


@pytest.mark.parametrize("by", [clear_removed, lambda: storage._take_away_removed([KeptFile.objects.get().sha256])])
def test_who_hands_in_waits_for_a_removal_that_goes_on(by: Callable[[], int], monkeypatch: pytest.MonkeyPatch) -> None:
    file = keep_file(BYTES)
    KeptFile.objects.update(removed_at=timezone.now())
    removing = Event()

    def slowly(checksums: Collection[str]) -> None:
        removing.set()
        with pytest.raises(TimeoutError):
            handed_in.result(timeout=1)
        take_away(checksums)

    def hand_in() -> None:
        try:
            assert removing.wait(20)
            keep_file(BYTES)
        finally:
            connections.close_all()

    monkeypatch.setattr(storage, "take_away", slowly)
    with ThreadPoolExecutor(1) as somebody:
        handed_in = somebody.submit(hand_in)
        assert by() == 1
        handed_in.result(timeout=20)
    assert _kept(file)


def test_a_removal_that_is_taken_back_takes_no_bytes() -> None:
    file = keep_file(BYTES)
    with transaction.atomic():
        remove_file(file)
        transaction.set_rollback(True)
    assert _kept(file)
