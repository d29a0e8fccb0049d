"""Requests are read in UTF-8, whatever their senders say."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import pytest

from sanphalang.web.requests import Handler

STRANGE = ["cp037", "base64", "latin-1", "zlib", ""]
ASKED = f"q={quote('โคราช')}"


@pytest.mark.parametrize("charset", ["utf-8", *STRANGE])
def test_an_address_is_read_in_utf_8(charset: str) -> None:
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/places/",
        "QUERY_STRING": ASKED,
        "CONTENT_TYPE": f"text/html; charset={charset}",
        "wsgi.input": BytesIO(),
    }
    assert Handler.request_class(environ).GET["q"] == "โคราช"


@pytest.mark.parametrize("charset", ["utf-8", *STRANGE])
def test_so_is_a_form(charset: str) -> None:
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/places/",
        "CONTENT_TYPE": f"application/x-www-form-urlencoded; charset={charset}",
        "CONTENT_LENGTH": str(len(ASKED)),
        "wsgi.input": BytesIO(ASKED.encode()),
    }
    assert Handler.request_class(environ).POST["q"] == "โคราช"
