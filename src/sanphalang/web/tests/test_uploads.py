"""What an upload leaves on the disk while it arrives."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

_LIMIT = 3_000_000  # bytes; more than is kept in memory


@pytest.fixture(autouse=True)
def limit(settings: Settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = _LIMIT


def _uploading(rf: RequestFactory, size: int, *, is_authenticated: bool) -> HttpRequest:
    request = rf.post("/", {"file": SimpleUploadedFile("list.csv", b"a" * size), "words": "arrive"})
    request.user = SimpleNamespace(is_authenticated=is_authenticated)  # type: ignore[assignment]
    return request


@pytest.mark.parametrize("size", [_LIMIT - 1, _LIMIT, _LIMIT + 1, 2 * _LIMIT])
def test_a_large_file_is_cut_off_and_keeps_its_true_size(rf: RequestFactory, size: int) -> None:
    request = _uploading(rf, size, is_authenticated=True)
    file = request.FILES["file"]
    assert isinstance(file, TemporaryUploadedFile)
    assert file.size == size
    assert len(file.read()) == min(size, _LIMIT)
    request.close()


def test_nothing_of_somebody_unknown_is_written(rf: RequestFactory) -> None:
    request = _uploading(rf, _LIMIT, is_authenticated=False)
    assert not request.FILES
    assert request.POST["words"] == "arrive"
