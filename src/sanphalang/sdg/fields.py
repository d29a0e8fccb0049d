"""Choosing goals and targets in a form: grouped by goal, without a script, each group opened by a tap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.sdg import queries
from sanphalang.sdg.models import Goal, Target
from sanphalang.sdg.rules import NotASdgCode, read_code
from sanphalang.web.escaping import escaped


class SdgSelect(forms.CheckboxSelectMultiple):
    """Seventeen groups; those in which something is chosen stand open. Drawn in one go: it holds 186 boxes."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Return the groups."""
        chosen = frozenset(value or ())
        parts: dict[str, list[Target]] = {}
        for target in queries.targets():
            parts.setdefault(target.goal_id, []).append(target)
        of = (attrs or {}).get("id", name)
        groups = (_group(name, of, goal, parts.get(goal.code, []), chosen) for goal in queries.goals())
        return mark_safe(f'<ul class="sdg-choices" id="{escaped(of)}">{"".join(groups)}</ul>')  # noqa: S308 (escaped parts)


def _group(name: str, of: str, goal: Goal, targets: Sequence[Target], chosen: frozenset[str]) -> str:
    whole = _("The whole goal: %(title)s") % {"title": goal.title}
    boxes = _box(name, of, goal.code, whole, chosen)
    boxes += "".join(_box(name, of, target.code, target.title, chosen) for target in targets)
    is_open = " open" if any(each.code in chosen for each in (goal, *targets)) else ""
    mark = f'<span class="sdg-mark sdg-{goal.number}">{goal.number}</span>'
    says = f'<span>{escaped(goal.title)} <span class="sdg-has pill pill-note">{escaped(_("Chosen"))}</span></span>'
    return f"<li><details{is_open}><summary>{mark}{says}</summary>{boxes}</details></li>"


def _box(name: str, of: str, code: str, title: str, chosen: frozenset[str]) -> str:
    checked = " checked" if code in chosen else ""
    own = escaped(f"{of}_{code}")
    box = f'<input type="checkbox" name="{escaped(name)}" value="{code}" id="{own}"{checked}>'
    return f'<label class="choice" for="{own}">{box}<span><b>{code}</b> {escaped(title)}</span></label>'


class SdgField(forms.Field):
    """Goals and targets by their codes; the value is a list of codes that exist, in their order."""

    widget = SdgSelect
    default_error_messages = {
        "unknown": gettext_lazy("There is no goal or target with this code: %(codes)s"),
    }

    def to_python(self, value: Any) -> list[str]:
        """Return the codes; Thai digits and capitals are read too."""
        typed = [str(each) for each in value or ()]
        codes, strange = [], []
        for each in typed:
            try:
                codes.append(read_code(each))
            except NotASdgCode:
                strange.append(each)
        known = queries.known_codes(codes)
        strange += [code for code in codes if code not in known]
        if strange:
            raise forms.ValidationError(
                self.error_messages["unknown"], code="unknown", params={"codes": ", ".join(sorted(strange))}
            )
        return known

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether other codes are chosen, in whatever order."""
        return set(initial or ()) != set(data or ())


def goal_choices(first: Iterable[tuple[str, Any]] = ()) -> list[tuple[str, Any]]:
    """Return the goals as choices of a select, after those given: ``1 …``."""
    return [*first, *((goal.code, str(goal)) for goal in queries.goals())]
