"""Part ``lighthouse``: what Lighthouse says, at its mobile settings, of the pages that a stranger meets first.

Lighthouse is no dependency of the platform. Install it somewhere (``npm install lighthouse``) and name its program in
LIGHTHOUSE, and the browser in CHROME_PATH.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from statistics import median
from typing import Any
from urllib.parse import quote

from bench.figures import Figure, NotMeasured, say
from bench.installation import embedded
from bench.pages import free_port, serving
from bench.reports import first_cases

COMMAND = "python -m bench lighthouse"
_LEAST, _ROUNDS = 90, 3
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_BROWSER = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


def measure() -> Iterator[Figure | NotMeasured]:
    """Yield the four scores of home, a place, the search and a case; medians of three."""
    program = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    if program is None:
        raise NotMeasured("there is no Lighthouse; bench/lighthouse.py tells how to name it")
    with embedded() as installation:
        installation.run("demo", "--scale", "small")
        port = free_port()
        with serving(installation, installation.command("serve", "--port", str(port)), port):
            pages = {
                "home": "/",
                "a place": "/places/30/",
                "search": f"/search/?q={quote('ทอผ้า')}",
                "a case": first_cases(port)[0],
            }
            for name, path in pages.items():
                yield from _scores(program, name, f"http://127.0.0.1:{port}{path}")


def _scores(program: str, name: str, url: str) -> Iterator[Figure | NotMeasured]:
    with urllib.request.urlopen(url) as page:  # noqa: S310 (our own address); the first visit is not the measure
        page.read()
    found = [_judged(program, url) for _ in range(_ROUNDS)]
    for category in _CATEGORIES:
        score = round(100 * median(each[category]["score"] or 0 for each in found))
        say(f"{name}, {category}: {score}")
        yield Figure(f"Lighthouse, {name}, {category}", score, "points", _LEAST, "higher", COMMAND)


def _judged(program: str, url: str) -> dict[str, Any]:
    command = [program, url, "--quiet", "--output=json", f"--chrome-flags={_BROWSER}"]
    command.append(f"--only-categories={','.join(_CATEGORIES)}")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:  # at times it records no trace, and asks to be run again
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotMeasured(f"Lighthouse failed: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
    categories: dict[str, Any] = json.loads(done.stdout)["categories"]
    return categories
