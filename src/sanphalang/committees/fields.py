"""Form fields of this room: days of both eras, a person, a body, a paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.files.papers import ACCEPTED, MOST_BYTES, paper_type
from sanphalang.organisations.bodies import Body, BodyKind, bodies, search_bodies
from sanphalang.people.seen import SeenPerson, person_seen, search_persons
from sanphalang.places.queries import lines
from sanphalang.thai.dates import parse_date
from sanphalang.thai.findings import FindingKind
from sanphalang.web.days import day_shown

SEPARATOR = " · "  # between the number and the words of a suggestion
_FIRST_YEAR, _YEARS_AHEAD = 1950, 30
_LETTERS: dict[BodyKind, str] = {"organisation": "o", "local_authority": "a"}


class DayField(forms.CharField):
    """A day of either era: 14 ก.พ. 2569, 14/2/2569, 14 Feb 2026."""

    def to_python(self, value: Any) -> Any:
        """Return the day; refuse what is no day, or lies too far away."""
        text = super().to_python(value)
        if not text:
            return None
        answer = parse_date(text)
        is_short = any(finding.kind == FindingKind.YEAR_TWO_DIGITS for finding in answer.findings)
        if answer.date is None or answer.precision != "day" or is_short:
            raise ValidationError(_("Please write the day, the month and the year, such as 14/2/2569."))
        if not _FIRST_YEAR <= answer.date.year <= timezone.localdate().year + _YEARS_AHEAD:
            raise ValidationError(_("This day lies too far back, or too far ahead. Please check the year."))
        return answer.date

    def prepare_value(self, value: Any) -> Any:
        """Show a stored day in the reader's era, and what was typed as it was typed."""
        return day_shown(value) if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare days, not how they are written."""
        try:
            return bool((initial or None) != self.to_python(data))
        except ValidationError:
            return True


class SuggestingInput(forms.TextInput):
    """A text box with the browser's own list of suggestions; without a script, what is typed is searched on sending."""

    input_type = "search"
    address, method = "", "get"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Ask for suggestions a moment after the last key."""
        context = super().get_context(name, value, attrs)
        own: dict[str, Any] = context["widget"]["attrs"]
        suggestions = f"{own.get('id', name)}-suggestions"
        own |= {
            "list": suggestions,
            "autocomplete": "off",
            f"hx-{self.method}": f"{reverse(self.address)}?field={name}",
            "hx-params": f"{name},csrfmiddlewaretoken" if self.method == "post" else name,
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{suggestions}",
            "hx-swap": "innerHTML",
        }
        return context

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Draw the box and its empty list."""
        box = super().render(name, value, attrs, renderer)
        return format_html('{}<datalist id="{}-suggestions"></datalist>', box, (attrs or {}).get("id", name))


class PersonInput(SuggestingInput):
    """Asks by POST: the name of a person belongs into no address and no log."""

    address, method = "committees:pick_person", "post"


class BodyInput(SuggestingInput):
    """Asks for organisations and local authorities."""

    address = "committees:pick_body"


class OrganisationInput(BodyInput):
    """Asks for organisations."""

    address = "committees:pick_organisation"


class PersonField(forms.CharField):
    """Cleans to a :class:`SeenPerson` whom the viewer may see, or None when left empty."""

    widget = PersonInput
    viewer: Viewer = PUBLIC

    def clean(self, value: Any) -> Any:
        """Return the person that was chosen, or the only one who is called so."""
        text = super().clean(value)
        if not text:
            return None
        number, separator, name = text.partition(SEPARATOR)
        if separator and number.isdecimal():
            person = person_seen(self.viewer, int(number[:18]))
            if person is not None:
                return person
        found = search_persons(self.viewer, name or text, limit=3)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Several people are called so; please choose one from the list."))
        raise ValidationError(_("No person of your area is called so. Please add the person to the registry first."))

    def prepare_value(self, value: Any) -> Any:
        """Show a stored person as the suggestion that was chosen."""
        return next(iter(person_suggestions([value])), "") if isinstance(value, SeenPerson) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare numbers, not the words behind them."""
        chosen = str(data or "").partition(SEPARATOR)[0].strip()
        return chosen != (str(initial.id) if isinstance(initial, SeenPerson) else "")


class BodyField(forms.CharField):
    """Cleans to a :class:`Body` of one of the kinds, or None when left empty."""

    kinds: tuple[BodyKind, ...] = ("local_authority", "organisation")
    widget = BodyInput

    def clean(self, value: Any) -> Any:
        """Return the body that was chosen, or the only one that is called so."""
        text = super().clean(value)
        if not text:
            return None
        chosen = self._chosen(text)
        found = [chosen] if chosen else search_bodies(text.partition(SEPARATOR)[2] or text, self.kinds, limit=4)
        exact = [body for body in found if body.name == text]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0]
        if found:
            raise ValidationError(_("Several organisations have this name; please choose one from the list."))
        raise ValidationError(_("No organisation has this name. Please try a shorter part of it."))

    def prepare_value(self, value: Any) -> Any:
        """Show a stored body as the suggestion that was chosen."""
        return next(iter(body_suggestions([value])), "") if isinstance(value, Body) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare numbers, not the words behind them."""
        chosen = str(data or "").partition(SEPARATOR)[0].strip()
        return chosen != (body_code(initial) if isinstance(initial, Body) else "")

    def _chosen(self, text: str) -> Body | None:
        code, separator, _name = text.partition(SEPARATOR)
        kind = next((kind for kind in self.kinds if code.startswith(_LETTERS[kind])), None)
        number = code[1:]
        if not separator or kind is None or not number.isdecimal():
            return None
        return bodies(kind, [int(number[:18])]).get(int(number[:18]))


class OrganisationField(BodyField):
    """Organisations alone."""

    kinds = ("organisation",)
    widget = OrganisationInput


class PaperField(forms.FileField):
    """A PDF, a picture or a Word document; cleans to the upload, whose type is told by :func:`paper_type`."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})
    default_error_messages = {
        "empty": _("This file is empty. Please check that the right file was chosen."),
        "type": _("This is no PDF, no picture (PNG or JPEG) and no Word document (DOCX). Please choose such a file."),
        "size": _("This file is larger than 20 MB. Please choose a smaller one."),
    }

    def to_python(self, data: Any) -> Any:
        """Return the upload; refuse what is too large, or is another type than it should be."""
        upload = super().to_python(data)
        if upload is None:
            return None
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(self.error_messages["size"])
        if not paper_type(upload.file):  # type: ignore[arg-type]  # an upload has a file
            raise ValidationError(self.error_messages["type"])
        return upload


def body_code(body: Body) -> str:
    """Return the number of a body with the letter of its kind."""
    return f"{_LETTERS[body.kind]}{body.id}"


def person_suggestions(persons: Iterable[SeenPerson]) -> list[str]:
    """Return what the list of a person's box offers: ``12 · นายสมชาย ใจดี · ต.หมูสี อ.ปากช่อง จ.นครราชสีมา``."""
    found = list(persons)
    places = lines(person.place for person in found if person.place is not None)
    return [_joined(str(each.id), each.name, places.get(each.place or 0, "")) for each in found]


def body_suggestions(found: Iterable[Body]) -> list[str]:
    """Return what the list of a body's box offers."""
    known = list(found)
    places = lines(body.place for body in known if body.place is not None)
    return [_joined(body_code(each), each.name, places.get(each.place or 0, "")) for each in known]


def _joined(*parts: str) -> str:
    return SEPARATOR.join(filter(None, parts))
