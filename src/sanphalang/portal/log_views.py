"""The log over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from sanphalang.access.policy import may_anywhere
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.portal.log import KINDS, Asked, actors, asked_for, log_table
from sanphalang.thai.dates import parse_date
from sanphalang.web.addresses import kept_query
from sanphalang.web.figures import show_figure

_A_PAGE = 50


class DayField(forms.CharField):
    """A day as people write it, in either era: 1 พ.ย. 2569, 1/11/2569, 2026-11-01."""

    def to_python(self, value: Any) -> Any:
        """Return the day, or None for an empty field."""
        text = super().to_python(value)
        if not text:
            return None
        answer = parse_date(text, today=timezone.localdate())
        if answer.date is None:
            raise forms.ValidationError(_("Please write the day like this: 1 Nov 2026 or 1/11/2569."))
        return answer.date


class LogForm(forms.Form):
    """What the log can be narrowed by."""

    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What"), choices=[("", gettext_lazy("Everything")), *KINDS.items()], required=False
    )
    first = DayField(label=gettext_lazy("From day"), required=False)
    last = DayField(label=gettext_lazy("To day"), required=False)

    def __init__(self, data: QueryDict, actors: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["who"].choices = [("", _("Everybody")), *actors.items()]  # type: ignore[attr-defined]


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Who did what, latest first."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not may_anywhere(viewer, Act.LEDGER_READ):
        raise PermissionDenied(_("The log is read by the centres, the national team and the data protection officer."))
    form = LogForm(request.GET, actors(viewer))
    entries = asked_for(viewer, _asked(form)) if form.is_valid() else asked_for(viewer, Asked()).none()
    page = Paginator(entries, _A_PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    context = {
        "form": form,
        "page": page,
        "table": log_table(list(page.object_list)),
        "count": ngettext("%(n)s entry", "%(n)s entries", count) % {"n": show_figure(count)},
        "query": kept_query(request.GET, without=("page", "lang")),
        "may_assemble": may_anywhere(viewer, Act.STAFF_SESSION),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "portal/log.html", context)


def _asked(form: LogForm) -> Asked:
    values = form.cleaned_data
    return Asked(values["who"], values["kind"], values["first"], values["last"])
