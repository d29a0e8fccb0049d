"""What an import came to, in words for the person at the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.intake.finding_sentences import FINDINGS
from sanphalang.intake.models import Outcome
from sanphalang.intake.sentences import ELSEWHERE, OUTCOMES
from sanphalang.web.figures import show_figure


def result_sentences(
    batch: int,
    counts: Mapping[str, int],
    findings: Mapping[str, int],
    *,
    seconds: float,
    is_applied: bool,
    outside: int = 0,
) -> list[str]:
    """Return the outcomes, what was found in the cells, and where to go on, a line each.

    ``outside``: how many of the doubtful rows no person of this centre can decide.
    """
    here = {**counts, Outcome.DOUBTFUL.value: counts.get(Outcome.DOUBTFUL, 0) - outside}
    outcomes = [_outcome(Outcome(outcome), count, is_applied) for outcome, count in here.items()]
    told = " · ".join([*outcomes, *([f"{ELSEWHERE.text} {show_figure(outside)}"] if outside else ())])
    heading = _("Brought in: %(counts)s") if is_applied else _("Checked, nothing is saved yet: %(counts)s")
    rows = {"rows": show_figure(sum(counts.values())), "seconds": round(seconds, 1)}
    lines = [heading % {"counts": told}, _("Rows in the file: %(rows)s, in %(seconds)s seconds") % rows]
    if findings:
        lines.append(_("Found in the cells, by rows:"))
        ordered = sorted(findings.items(), key=lambda finding: -finding[1])
        lines += [
            f"  {show_figure(count)} · {FINDINGS[kind].text if kind in FINDINGS else kind}" for kind, count in ordered
        ]
    return [*lines, _where_to_go_on(reverse("intake:batch", args=(batch,)), here, is_applied)]


def _outcome(outcome: Outcome, count: int, is_applied: bool) -> str:
    shown = {"n": show_figure(count)}
    if outcome == Outcome.CREATED:
        return (_("added %(n)s") if is_applied else _("to be added %(n)s")) % shown
    if outcome == Outcome.UPDATED:
        return (_("updated %(n)s") if is_applied else _("to be updated %(n)s")) % shown
    return f"{OUTCOMES[outcome].text} {shown['n']}"


def _where_to_go_on(address: str, counts: Mapping[str, int], is_applied: bool) -> str:
    told = {"address": address}
    if not is_applied:
        return _("Look at %(address)s · Add --apply to bring it in") % told
    if counts.get(Outcome.DOUBTFUL):
        return _("The rows to decide wait at %(address)s") % told
    return _("Look at %(address)s") % told
