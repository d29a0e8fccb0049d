"""Prove the platform: walls and types, then the tests on SQLite, and on PostgreSQL whenever a server answers.

Environment: TEST_POSTGRES_URL names the server (else the local one at its usual port is asked); SANPHALANG_REQUIRE
lists what must not be missing (``postgres,chromium``); SANPHALANG_CHROMIUM is the browser's path.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import psycopg
from lint import STEPS, Step, run

LOCAL_POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The slow half of the evidence comes last; workers take from each other what is left.
TESTS = ("pytest", "-q", "-n", "auto", "--dist", "worksteal")
# What comes to no database, or makes one of its own whatever the address says, is proved once, beside SQLite.
ONCE = (
    "--ignore=src/sanphalang/thai",
    "--ignore-glob=src/sanphalang/intake/tests/test_reading_[!r]*",
    "--ignore-glob=src/sanphalang/intake/tests/test_understanding_*",
    "--ignore=tests/test_hostile_imports.py",
    "--ignore=tests/real_lists/test_as_people_change_them.py",
    "--ignore=tests/real_lists/test_same_groups.py",
    "--ignore=tests/test_architecture.py",
    "--ignore=tests/test_messages.py",
    "--ignore=tests/test_bench.py",
)


def postgres_url() -> str | None:
    """Return the address of a PostgreSQL server that answers, or None."""
    url = os.environ.get("TEST_POSTGRES_URL", LOCAL_POSTGRES)
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return None
    return url


def chromium() -> str | None:
    """Return the path of a browser that the tests can drive, or None."""
    given = os.environ.get("SANPHALANG_CHROMIUM")
    return given if given and Path(given).exists() else next(filter(None, map(shutil.which, BROWSERS)), None)


def missing(postgres: str | None, browser: str | None) -> dict[str, str]:
    """Return what is not there, with how to get it."""
    how = {
        "postgres": "PostgreSQL does not answer: nothing was proved on it. Install it (Debian: apt install postgresql) "
        "or name a server in TEST_POSTGRES_URL.",
        "chromium": "There is no Chromium: browser tests were skipped. Install it (Debian: apt install chromium) or "
        "name it in SANPHALANG_CHROMIUM.",
    }
    there = {"postgres": postgres, "chromium": browser}
    return {what: sentence for what, sentence in how.items() if there[what] is None}


def main() -> int:
    """Run everything, also after something went wrong; end with 1 when anything did."""
    postgres, browser = postgres_url(), chromium()
    lacking = missing(postgres, browser)
    required = {what for what in os.environ.get("SANPHALANG_REQUIRE", "").split(",") if what}
    environment = {**os.environ, "SANPHALANG_CHROMIUM": browser or ""}
    environment.pop("TEST_POSTGRES_URL", None)
    results = {step.name: run(step).right for step in STEPS}
    closing, wrong = {}, list[str]()
    on_postgres = {"TEST_POSTGRES_URL": postgres} if postgres else {}
    for name, tests, url in (("SQLite", TESTS, {}), ("PostgreSQL", (*TESTS, *ONCE), on_postgres)):
        if name == "SQLite" or url:
            outcome = run(Step(f"tests on {name}", tests), environment | url)
            results[f"tests on {name}"], closing[name] = outcome.right, outcome.last_line
            wrong += [f"{name}: {each}" for each in outcome.wrong]
    for what in required & lacking.keys():
        results[f"{what} is required"] = False
    print("── summary")
    for name, right in results.items():
        print(f"   {'right' if right else 'WRONG'}  {name}")
    for sentence in lacking.values():
        print(f"!! {sentence}")
    for name, line in closing.items():
        print(f"{name}: {line}")
    for each in wrong:
        print(each)
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
