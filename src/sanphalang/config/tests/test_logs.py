"""What the log is told."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from sanphalang.web.logs import RefusalsInOneLine


@pytest.mark.django_db
def test_a_refusal_leaves_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(RefusalsInOneLine())
    assert Client().get("/organisations/new/").status_code == 403
    assert "Forbidden" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_fault_keeps_its_traceback() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "", (), (ValueError, ValueError(), None))
    record.status_code = 500
    RefusalsInOneLine().filter(record)
    assert record.exc_info


def test_the_handler_of_the_platform_has_it() -> None:
    handlers: dict[str, Any] = settings.LOGGING["handlers"]  # type: ignore[assignment]
    assert handlers["stderr"]["filters"] == ["refusals"]
