"""Part ``people-pages``: the pages of people at national scale, as a data manager has them, on both databases."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from bench.figures import Figure, NotMeasured
from bench.installation import Installation, embedded, on_postgresql
from bench.pages import Page, beside_bare_view, free_port, serving

COMMAND = "python -m bench people-pages"
_LIMIT_MS = 150.0
_ACCOUNT, _PASSWORD = "analyst@private.example", "sanphalang-demo"
PAGES: dict[str, tuple[str, ...]] = {
    "people": ("/people/",),
    "people, last page": ("/people/?page=999999",),
    "people, filtered": ("/people/?place=30&role=volunteer", "/people/?role=leader&fresh=stale", "/people/?place=5001"),
    "people, sort place": ("/people/?sort=place",),
    "people, part of the name": ("/people/?name=สมชาย", "/people/?name=แก้ว", "/people/?name=ทองดี"),
}


def measure() -> Iterator[Figure | NotMeasured]:
    """Yield the p95 of each page on each database, asked by somebody who sees the whole nation."""
    yield from _on("SQLite", embedded)
    yield from _on("PostgreSQL", on_postgresql)


def _on(database: str, install: Callable[[], AbstractContextManager[Installation]]) -> Iterator[Figure | NotMeasured]:
    try:
        with install() as installation:
            installation.run("demo", "--scale", "national")
            port = free_port()
            with serving(installation, installation.command("serve", "--port", str(port)), port):
                headers = {"Cookie": signed_in(port)}
                person = _first_person(port, headers)
                asked = [Page(name, paths, headers) for name, paths in (PAGES | {"a person": (person,)}).items()]
                yield from beside_bare_view(database, installation, port, asked, _LIMIT_MS, COMMAND)
    except (NotMeasured, OSError) as reason:
        yield NotMeasured(f"pages of people on {database}: {reason}")


def signed_in(port: int) -> str:
    """Sign in through the form; return the cookies of the session."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{port}/accounts/login/"
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.open(address).read().decode())
    if token is None:
        raise NotMeasured("the sign-in page has no form")
    fields = {"csrfmiddlewaretoken": token[1], "email": _ACCOUNT, "password": _PASSWORD}
    browser.open(address, urllib.parse.urlencode(fields).encode())
    cookies = {cookie.name: cookie.value for cookie in jar}
    if "sessionid" not in cookies:
        raise NotMeasured("the sign-in did not succeed")
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _first_person(port: int, headers: dict[str, str]) -> str:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/people/", headers=headers)
    with urllib.request.urlopen(request) as page:  # noqa: S310 (our own address)
        found = re.search(r'href="(/people/\d+/)"', page.read().decode())
    if found is None:
        raise NotMeasured("nobody is on the list of people")
    return found[1]
