"""The mail server, named in one line of the environment (SANPHALANG_EMAIL_URL).

``smtp://name:password@mail.example.org:587?from=sanphalang@example.org`` speaks in clear at first and then encrypted;
``smtps://…`` is encrypted from the beginning; ``smtp-plain://`` never, for a server on the same machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465, "smtp-plain": 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """What Django asks for; ``host`` is empty where no server is configured."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False
    sender: str = "sanphalang@localhost"


def mail_server(url: str) -> MailServer:
    """Return the server that the line names; none for an empty one. Raises ``ValueError`` for what cannot be read."""
    if not url:
        return MailServer()
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("SANPHALANG_EMAIL_URL must read smtp://name:password@host:port?from=address.")
    user = unquote(parts.username or "")
    sender = parse_qs(parts.query).get("from", [user])[0]
    if "@" not in sender:
        raise ValueError("SANPHALANG_EMAIL_URL must name the sender: …?from=address.")
    return MailServer(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        user=user,
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp",
        use_ssl=parts.scheme == "smtps",
        sender=sender,
    )
