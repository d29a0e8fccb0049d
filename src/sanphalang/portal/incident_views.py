"""The incident pack over HTTP. Everything is posted: whose account it was belongs in no address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sanphalang.access.policy import may_anywhere
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.portal.incident import HOURS, Incident, assemble
from sanphalang.portal.incident_pack import headings, name_of, named, pack
from sanphalang.portal.log import actors, moment
from sanphalang.portal.log_views import DayField
from sanphalang.thai.digits import to_arabic
from sanphalang.web.exports import write_xlsx
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Cell, Column, Table, Value

_SHOWN = 50
_TIME_TO_TELL = timedelta(hours=HOURS)
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TimeField(forms.CharField):
    """A time of day: 13:30, 13.30 or ๑๓.๓๐ น."""

    def to_python(self, value: Any) -> Any:
        """Return the time, or None for an empty field."""
        text = to_arabic(super().to_python(value) or "").replace("น.", "").replace(".", ":").strip()
        if not text:
            return None
        try:
            answer = time.fromisoformat(text.zfill(5))
        except ValueError:
            answer = None
        if answer is None or answer.tzinfo is not None:  # the platform's time is Thailand's
            raise forms.ValidationError(_("Please write the time like this: 13:30."))
        return answer


class IncidentForm(forms.Form):
    """Whose account it was, and from when to when."""

    who = forms.ChoiceField(label=gettext_lazy("Account"))
    first = DayField(label=gettext_lazy("From day"))
    first_time = TimeField(label=gettext_lazy("From what time (empty: from midnight)"), required=False)
    last = DayField(label=gettext_lazy("To day"))
    last_time = TimeField(label=gettext_lazy("To what time (empty: the whole day)"), required=False)

    def __init__(self, data: QueryDict | None, known: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["who"].choices = [("", _("Choose an account")), *known.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a window that ends before it begins."""
        values = self.cleaned_data
        if values.get("first") and values.get("last") and self.start >= self.end:
            raise forms.ValidationError(_("The window ends before it begins. Please check the days and times."))
        return values

    @property
    def start(self) -> datetime:
        """The first moment of the window."""
        return _moment(self.cleaned_data["first"], self.cleaned_data.get("first_time") or time.min)

    @property
    def end(self) -> datetime:
        """The first moment behind the window."""
        return _moment(self.cleaned_data["last"], self.cleaned_data.get("last_time") or time.max)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: HttpRequest) -> HttpResponseBase:
    """Ask whose account and when; tell who was exposed; give the pack."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not may_anywhere(viewer, Act.STAFF_SESSION):
        who = _("Incidents are assembled by the data protection officer and the national administrators.")
        raise PermissionDenied(who)
    known = actors(viewer)
    form = IncidentForm(request.POST if request.method == "POST" else None, known)
    context: dict[str, Any] = {"form": form, "hours": HOURS, "in_session": viewer.staff_session is not None}
    if not form.is_valid():
        return render(request, "portal/incident.html", context, status=422 if form.is_bound else 200)
    found = assemble(viewer, actor=form.cleaned_data["who"], start=form.start, end=form.end)
    name = known[found.actor]
    if "download" in request.POST:
        return _download(viewer, found, name)
    facts, table = _facts(found, name), _table(found)
    context |= {"found": found, "name": name, "facts": facts, "table": table, "more": found.count > _SHOWN}
    return render(request, "portal/incident.html", context)


def _facts(found: Incident, name: str) -> list[dict[str, str]]:
    facts = {
        _("Account"): name,
        _("Window"): f"{moment(found.start)} – {moment(found.end)}",
        _("People exposed"): show_figure(len(found.people)),
        _("Rows of lists of people not brought in"): show_figure(len(found.rows)),
        _("Organisations whose unpublished contact was exposed"): show_figure(len(found.organisations)),
        _("Papers taken that may name people"): ", ".join(map(name_of, found.papers)) or "–",
        _("Looks at private details"): show_figure(found.looks),
        _("Downloads with private details"): show_figure(found.downloads),
        _("Lists worked on (numbers of imports)"): ", ".join(found.lists) or "–",
        _("If it was noticed just now, the authority must be told by"): moment(timezone.now() + _TIME_TO_TELL),
    }
    return [{"label": label, "value": value} for label, value in facts.items()]


def _table(found: Incident) -> Table:
    rows: list[list[Cell | Value]] = [
        [Cell(name), moment(seen.first), moment(seen.last), seen.looks, seen.downloads]
        for name, seen in islice(named(found), _SHOWN)
    ]
    columns = [
        Column(_("Person")),
        Column(_("Seen first")),
        Column(_("Seen last")),
        Column(_("Looks"), kind="figure"),
        Column(_("Downloads"), kind="figure"),
    ]
    caption = ngettext("%(n)s person was exposed", "%(n)s people were exposed", len(found.people))
    told = caption % {"n": show_figure(len(found.people))} if found.people else _("Who was exposed")
    return Table(columns, rows, told)


def _download(viewer: Viewer, found: Incident, name: str) -> FileResponse:
    above = [f"{fact['label']}: {fact['value']}" for fact in _facts(found, name)]
    made = _("Put together by %(who)s on %(when)s") % {"who": viewer.name, "when": moment(timezone.now())}
    file = write_xlsx(headings(), pack(viewer, found), above=[_("Who was exposed in an incident"), *above, made])
    file_name = f"incident-{timezone.localdate().isoformat()}.xlsx"
    return FileResponse(file, as_attachment=True, filename=file_name, content_type=_SPREADSHEET)


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
