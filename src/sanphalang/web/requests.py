"""Requests as the platform reads them: in UTF-8, whatever a sender says."""

from __future__ import annotations

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class Request(WSGIRequest):
    """A request whose address and forms are read in UTF-8.

    Django takes the charset that a sender names for its own, in addresses too: the page of an address would be made of
    another question than the address asks, and be kept for whoever asks for that address next. What is no charset of
    texts ended in an error.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


class Handler(WSGIHandler):
    """The application that reads requests so."""

    request_class = Request
