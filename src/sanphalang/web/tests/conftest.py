"""The shell under test by itself: no other room's navigation, addresses or viewers."""

from __future__ import annotations

import copy

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def shell_alone(settings: Settings) -> None:
    """Replace what ``config`` composes for the shell."""
    templates = copy.deepcopy(settings.TEMPLATES)
    options = templates[0]["OPTIONS"]
    processors = [name for name in options["context_processors"] if ".config." not in name]
    options["context_processors"] = [*processors, "sanphalang.web.tests.shell.navigation"]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "sanphalang.web.tests.shell"
