"""The steps of the guided form as pages: their addresses, and what each page says around its form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.knowledge.answering import address_of
from sanphalang.knowledge.queries import Shown
from sanphalang.knowledge.review import threads_of
from sanphalang.knowledge.rules import COLLECTED, TIES, step_after, steps_of
from sanphalang.knowledge.words import PARTS, QUESTIONS
from sanphalang.web.table import Words


def step_address(item_id: int, step: str) -> str:
    """Return the address of a step."""
    return address_of(step, item_id) if step in {TIES, *COLLECTED} else address_of("step", item_id, step)


def next_address(shown: Shown, step: str) -> str:
    """Return the address of the step that follows, or of the desk after the last."""
    following = step_after(shown.form, step)
    return step_address(shown.id, following) if following else address_of("desk", shown.id)


def step_context(viewer: Viewer, shown: Shown, step: str) -> dict[str, Any]:
    """Return what the page of a step says."""
    steps = steps_of(shown.form)
    following = step_after(shown.form, step)
    title: Words = PARTS[step]
    return {
        "item": shown,
        "step": step,
        "title": title,
        "lead": QUESTIONS.get(step, ""),
        "at": steps.index(step) + 1,
        "steps": len(steps),
        "following": PARTS[following] if following else "",
        "next_address": next_address(shown, step),
        "threads": [each for each in threads_of(viewer, shown) if each.part == step and not each.is_resolved],
        "unsaved": None,
        "template": "",
        "keep": "",
        "crumbs": [
            {"label": _("Knowledge"), "url": address_of("list")},
            {"label": shown.title, "url": address_of("desk", shown.id)},
        ],
    }
