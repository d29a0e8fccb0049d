"""The mail server in one line."""

from __future__ import annotations

import pytest

from sanphalang.config.mail import MailServer, mail_server


def test_without_a_line_there_is_none() -> None:
    assert mail_server("") == MailServer()
    assert not MailServer().host


def test_a_whole_line() -> None:
    found = mail_server("smtp://name%40example.org:p%3Aw@mail.example.org:2525?from=sanphalang@example.org")
    assert found == MailServer(
        "mail.example.org", 2525, "name@example.org", "p:w", use_tls=True, sender="sanphalang@example.org"
    )


@pytest.mark.parametrize(
    ("scheme", "port", "tls", "ssl"),
    [("smtp", 587, True, False), ("smtps", 465, False, True), ("smtp-plain", 25, False, False)],
)
def test_how_it_is_encrypted(scheme: str, port: int, tls: bool, ssl: bool) -> None:
    found = mail_server(f"{scheme}://a%40example.org:b@mail.example.org")
    assert (found.port, found.use_tls, found.use_ssl, found.sender) == (port, tls, ssl, "a@example.org")


@pytest.mark.parametrize("line", ["mail.example.org", "http://mail.example.org", "smtp://mail.example.org", "smtp://"])
def test_what_cannot_be_read_stops_the_start(line: str) -> None:
    with pytest.raises(ValueError, match="SANPHALANG_EMAIL_URL"):
        mail_server(line)
