"""What a telephone keeps of the walk's page: the page itself without anybody's data, and the files that it needs."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from sanphalang.verification.walk_words import walk_words

_ENTRIES = ("src/main.ts", "src/walk/main.ts")
_DIST = "web/dist/"


def addresses() -> dict[str, str]:
    """Return where the script finds what it asks for."""
    return {
        "list": reverse("verification:walk_list"),
        "answers": reverse("verification:walk_answer"),
        "worker": reverse("verification:walk_worker"),
        "login": f"{reverse('access:sign_in')}?next={reverse('verification:walk')}",
    }


@cache
def shell(language: str) -> str:
    """Return the page without a signal. It is made without a request: nothing of an account can come into it."""
    with translation.override(language):
        return render_to_string("verification/walk_shell.html", {"walk": addresses(), "words": walk_words()})


@cache
def worker_script() -> str:
    """Return the service worker, told what belongs to this build: another build is another script, so it is renewed."""
    shells = {code: reverse("verification:walk_shell", args=[code]) for code, _name in settings.LANGUAGES}
    files = [static("web/mark.svg"), *(static(_DIST + file) for file in _files())]
    script = (settings.FRONT_END_MANIFEST.parent / "walk-worker.js").read_text("utf-8")
    written = "".join([script, *files, *map(shell, shells)])
    build = {
        "version": sha256(written.encode()).hexdigest()[:16],
        "page": reverse("verification:walk"),
        "shells": shells,
        "files": files,
        **addresses(),
    }
    return f"const WALK = {json.dumps(build)};\n{script}"


def _files() -> list[str]:
    """Return every file that the page's scripts and styles are made of, as the front end's manifest names them."""
    manifest: dict[str, dict[str, Any]] = json.loads(settings.FRONT_END_MANIFEST.read_text("utf-8"))
    found: dict[str, None] = {}
    waiting = list(_ENTRIES)
    for key in waiting:
        part = manifest[key]
        found |= dict.fromkeys([part["file"], *part.get("css", ()), *part.get("assets", ())])
        waiting += [each for each in (*part.get("imports", ()), *part.get("dynamicImports", ())) if each not in waiting]
    return list(found)
