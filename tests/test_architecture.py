"""The walls of the house that import-linter cannot see."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "sanphalang"
ROOMS = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())
OWN_TREES = (PACKAGE, ROOT / "tests", ROOT / "tools", ROOT / "bench")


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _floors() -> dict[str, int]:
    """Return each room's floor, the highest number on top, from the one place where floors are written."""
    layers = _project()["tool"]["importlinter"]["contracts"][0]["layers"]
    return {room: floor for floor, layer in enumerate(reversed(layers)) for room in re.findall(r"\w+", layer)}


def _modules(*, tests: bool = True) -> Iterator[Path]:
    for tree in OWN_TREES:
        for path in sorted(tree.rglob("*.py")):
            if "migrations" not in path.parts and (tests or "tests" not in path.parts):
                yield path


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _templates() -> list[Path]:
    return sorted(PACKAGE.glob("*/templates/**/*.html"))


def test_every_room_has_a_floor() -> None:
    assert set(_floors()) == set(ROOMS)


def test_foreign_keys_go_down_the_floors() -> None:
    floors = _floors()
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if (floor := floors.get(model._meta.app_label)) is not None
        for field in model._meta.get_fields()
        if isinstance(field, (ForeignKey, OneToOneField, ManyToManyField))
        and not isinstance(field.related_model, str)
        and field.related_model._meta.app_label != model._meta.app_label
        and floors.get(field.related_model._meta.app_label, -1) >= floor
    ]
    assert upward == []


def test_every_installed_room_keeps_its_own_label() -> None:
    labels = {
        config.name.split(".")[1]: config.label for config in apps.get_app_configs() if "sanphalang" in config.name
    }
    assert all(room == label for room, label in labels.items())


def test_a_room_reads_and_writes_another_room_only_through_its_functions() -> None:
    """``Model.objects`` of another room is closed; its models serve as types."""
    found = []
    for path in _modules(tests=False):
        if not path.is_relative_to(PACKAGE):
            continue
        room = path.relative_to(PACKAGE).parts[0]
        tree = ast.parse(path.read_text("utf-8"))
        foreign = set(_models_of_other_rooms(tree, room))
        found += [
            f"{_name(path)}:{node.lineno} {node.value.id}.{node.attr}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr in {"objects", "_base_manager", "_default_manager"}
            and isinstance(node.value, ast.Name)
            and node.value.id in foreign
        ]
    assert found == []


def _models_of_other_rooms(tree: ast.Module, room: str) -> Iterator[str]:
    for node in ast.walk(tree):
        module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
        if re.fullmatch(rf"sanphalang\.(?!{room}\b)\w+\.models", module) and isinstance(node, ast.ImportFrom):
            yield from (name.asname or name.name for name in node.names)


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}
    assert [_name(path) for path in _modules() if path.name in drawers] == []


def test_no_module_is_longer_than_400_lines() -> None:
    assert [_name(path) for path in _modules() if len(path.read_text("utf-8").splitlines()) > 400] == []


def test_the_admin_is_not_installed() -> None:
    assert not [name for name in settings.INSTALLED_APPS if name.startswith("django.contrib.admin")]


def test_nothing_is_marked_safe_without_a_reason() -> None:
    """``format_html`` escapes; whoever goes around it says why in a comment on the same line."""
    around = re.compile(r"\bmark_safe\(|\bSafeString\(|\|safe\b|\bautoescape off\b|\b__html__\b")
    found = [
        f"{_name(path)}:{number}"
        for path in [*_modules(tests=False), *_templates()]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if around.search(line) and not re.search(r"#\s*\S+ \S+|{#", line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("forbidden", "because"),
    [
        (r"<style\b|\bstyle=", "a content security policy without unsafe-inline refuses it"),
        (r"<script(?![^>]*\bsrc=)", "a content security policy without unsafe-inline refuses it"),
        (r"\bon(click|change|submit|input|load|keyup|keydown)=|\bhx-on\b|javascript:", "it would need unsafe-eval"),
        (r"(src|href)=[\"']https?://(?!www\.openstreetmap|creativecommons|opensource)", "nothing comes from elsewhere"),
    ],
)
def test_templates_hold_nothing_that_the_policy_refuses(forbidden: str, because: str) -> None:
    found = [_name(path) for path in _templates() if re.search(forbidden, _without_comments(path), re.IGNORECASE)]
    assert found == [], because


def _without_comments(path: Path) -> str:
    return re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text("utf-8"), flags=re.DOTALL)


def test_the_policy_has_no_unsafe_word() -> None:
    assert "unsafe" not in json.dumps(settings.CONTENT_SECURITY_POLICY)


def test_lock_files_carry_hashes_and_no_addresses() -> None:
    for name in ("runtime.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text("utf-8")
        packages = re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==", text, flags=re.MULTILINE)
        assert len(packages) > 10
        assert text.count("--hash=sha256:") >= len(packages)
        assert "://" not in text
        assert "index-url" not in text
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert "://" not in json.dumps(lock)


def test_every_dependency_is_locked() -> None:
    project = _project()
    for name, wanted in (
        ("runtime.txt", project["project"]["dependencies"]),
        ("dev.txt", [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]),
    ):
        locked = set(
            re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", (ROOT / "requirements" / name).read_text(), re.MULTILINE)
        )
        assert {re.match(r"[\w.-]+", requirement).group() for requirement in wanted} <= locked  # type: ignore[union-attr]


def test_no_committed_text_names_a_machine_or_a_registry() -> None:
    hosts = ("pypi" + ".org", "registry.npmjs" + ".org", "files.pythonhosted" + ".org")
    found = [_name(path) for path in _committed_texts() if any(host in path.read_text("utf-8") for host in hosts)]
    assert found == []


def _committed_texts() -> Iterator[Path]:
    for pattern in (
        "*.md",
        "*.toml",
        "Makefile",
        ".ci/run",
        "requirements/*.txt",
        "frontend/*.json",
        "frontend/.npmrc",
    ):
        yield from ROOT.glob(pattern)
    yield from (path for tree in OWN_TREES for path in tree.rglob("*") if path.suffix in {".py", ".md", ".html"})


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
@pytest.mark.parametrize("command", ["make run", "make test", "make setup", "make help"])
def test_the_readmes_name_the_commands(readme: str, command: str) -> None:
    assert command in (ROOT / readme).read_text("utf-8")


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in {"config", "bulk"}])
def test_every_room_tells_its_charter(room: str) -> None:
    assert (PACKAGE / room / "README.md").exists()
