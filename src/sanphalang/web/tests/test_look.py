"""The tokens keep their promise: text can be read on its ground; the lock file names no address."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

FRONTEND = Path(__file__).resolve().parents[4] / "frontend"
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (FRONTEND / "src/styles/_tokens.scss").read_text("utf-8")))

WHITE_ON = (1, 4, 8, 10, 13, 16, 17)
"""Goals whose number is white on its colour, as ``_sdg.scss`` has it."""

SCALE = ["#f3ece0", "#ecd9b8", "#e2bd83", "#d49b4d", "#b87424"]


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    darker, lighter = sorted((_luminance(TOKENS[one]), _luminance(TOKENS[other])))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *[(text, ground) for text in ("body-color", "secondary", "link-color") for ground in ("body-bg", "bg-surface")],
        ("secondary", "sp-rail"),
        ("secondary", "sp-silk-tint"),
        ("secondary", "hover-bg"),
        ("secondary", "bg-forms-disabled"),
        ("primary", "sp-indigo-tint"),
        ("white", "primary"),
        ("white", "sp-indigo-deep"),
        ("sp-right-ink", "sp-right-tint"),
        ("sp-doubt-ink", "sp-doubt-tint"),
        ("sp-wrong-ink", "sp-wrong-tint"),
        ("sp-wrong", "bg-surface"),
        ("white", "sp-wrong"),
        ("body-color", "sp-right-tint"),
        ("body-color", "sp-doubt-tint"),
        ("body-color", "sp-wrong-tint"),
        *[("white" if goal in WHITE_ON else "black", f"sp-sdg-{goal}") for goal in range(1, 18)],
    ],
)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert _contrast(text, ground) >= 4.5


@pytest.mark.parametrize(
    ("edge", "ground"),
    [("sp-line-control", "bg-surface"), ("sp-silk", "bg-surface"), ("sp-silk-light", "primary")],
    ids=["field", "focus", "focus in the header"],
)
def test_edges_and_focus_can_be_seen(edge: str, ground: str) -> None:
    assert _contrast(edge, ground) >= 3


@pytest.mark.parametrize(
    ("token", "colour"),
    [
        ("body-bg", "#fbf9f5"),
        ("border-color", "#e4e0d8"),
        ("body-color", "#1c2b33"),
        ("secondary", "#5b6b73"),
        ("primary", "#17505f"),
        ("sp-silk", "#c9822b"),
        *[(f"sp-map-{step}", colour) for step, colour in enumerate(SCALE)],
    ],
)
def test_the_tokens_are_the_agreed_ones(token: str, colour: str) -> None:
    assert TOKENS[token] == colour


def test_the_lock_file_holds_hashes_and_no_address() -> None:
    lock = (FRONTEND / "package-lock.json").read_text("utf-8")
    assert "http" not in lock
    packages = {path: entry for path, entry in json.loads(lock)["packages"].items() if path}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


def test_the_lock_file_holds_the_builds_for_every_machine() -> None:
    packages = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = {name for entry in packages.values() for name in entry.get("optionalDependencies", {})}
    assert "@rollup/rollup-darwin-arm64" in wanted
    assert {f"node_modules/{name}" for name in wanted} <= set(packages)
