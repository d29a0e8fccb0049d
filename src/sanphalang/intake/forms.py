"""The forms of an import: the file, the columns, what to look at, the cells of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from sanphalang.access.viewer import Viewer
from sanphalang.intake import queries
from sanphalang.intake.case_cells import LONGEST_TEXT
from sanphalang.intake.finding_sentences import FINDINGS
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.registers import PEOPLE_KIND, names_people, tells_cases
from sanphalang.intake.review import PlaceQuestion
from sanphalang.intake.sentences import ELSEWHERE, NEW_OR_CHANGED, OUTCOMES, SAME
from sanphalang.intake.sight import Sight
from sanphalang.intake.words import FIELDS
from sanphalang.knowledge.from_lists import TEXTS
from sanphalang.people.words import ROLES
from sanphalang.places.address_field import AddressPlaceField
from sanphalang.places.names import own_name

_MEGABYTE = 1_000_000
_TABLES = ".xlsx,.xls,.xlsm,.xlsb,.ods,.csv,.tsv,.txt,.html,.htm"


class SourceInput(forms.TextInput):
    """A text box that offers the names of earlier sources."""

    template_name = "intake/source_input.html"
    names: Sequence[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Name the list of suggestions and fill it."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{name}-earlier"
        return context | {"names": self.names, "list_id": f"{name}-earlier"}


class CentreChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A centre by its name in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name."""
        return own_name(obj)


class UploadForm(forms.Form):
    """A file, whose it is, and where it comes from."""

    file = forms.FileField(
        label=_("The file with the list"),
        help_text=_("Excel, ODS or CSV, as it came. Choose it, or drop it here."),
        widget=forms.FileInput(attrs={"accept": _TABLES, "class": "drop-zone"}),
        error_messages={
            "required": _("Please choose a file."),
            "empty": _("This file is empty. Please check that the right file was chosen."),
        },
    )
    kind = forms.ChoiceField(label=_("What the list names"), choices=[(k.name, k.title) for k in IMPORT_KINDS.values()])
    role = forms.ChoiceField(
        label=_("Role of everybody on the list"),
        choices=[("", _("As the list says")), *ROLES.items()],
        required=False,
        help_text=_("For lists of people only: choose one where the list itself does not say what these people are."),
    )
    source = forms.CharField(
        label=_("Where the list comes from"),
        max_length=200,
        widget=SourceInput,
        help_text=_(
            "The agency or the survey; everybody sees its name beside what the list says. The columns settled for it "
            "are remembered for its next list."
        ),
        error_messages={"required": _("Please say which agency or survey the list comes from.")},
    )
    centre = CentreChoice(label=_("The centre that the list is for"), queryset=None)

    def __init__(self, viewer: Viewer, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        field = self.fields["centre"]
        assert isinstance(field, CentreChoice)  # noqa: S101 (declared above)
        field.queryset = queries.centres_for(viewer)
        if queries.may_import_nationally(viewer):
            field.required = False
            field.empty_label = str(_("The whole country"))
        elif field.queryset.count() == 1:
            field.initial, field.empty_label = field.queryset.first(), None
        else:
            field.empty_label = str(_("Please choose"))
        kinds = [kind for kind in IMPORT_KINDS.values() if queries.may_import_kind(viewer, kind.name)]
        kind_field, may_bring_people = self.fields["kind"], any(kind.name == PEOPLE_KIND for kind in kinds)
        assert isinstance(kind_field, forms.ChoiceField)  # noqa: S101 (declared above)
        kind_field.choices = [(kind.name, kind.title) for kind in kinds]
        if len(kinds) == 1:
            del self.fields["kind"]
        if not may_bring_people:
            del self.fields["role"]
        source = self.fields["source"].widget
        assert isinstance(source, SourceInput)  # noqa: S101 (declared above)
        source.names = queries.names_of_sources(viewer)

    def clean(self) -> dict[str, Any]:
        """Refuse a role where the list names no people."""
        values = super().clean() or self.cleaned_data
        if values.get("role") and values.get("kind") != PEOPLE_KIND:
            self.add_error("role", _("Only lists of people have a role. Please leave this as it is for other lists."))
        return values

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse a file that is too large, saying how large it may be."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(
                _("This file has %(size)s MB; at most %(most)s MB can be read. Please divide the list into several.")
                % {
                    "size": -(-(file.size or 0) // _MEGABYTE),
                    "most": settings.UPLOAD_LIMIT_BYTES // _MEGABYTE,
                }
            )
        return file


class ColumnsForm(forms.Form):
    """What each column is; a field for every column of the list, in its order.

    A column whose cells the viewer may not see stays what it is: under another meaning its cells would be public.
    """

    def __init__(self, batch: ImportBatch, sight: Sight, data: Any = None) -> None:
        super().__init__(data)
        self._columns: list[Mapping[str, Any]] = batch.layout.get("columns", [])
        fields = IMPORT_KINDS[batch.kind].fields
        self._needed = fields.needed
        self._of_people, self._of_cases = names_people(batch), tells_cases(batch)
        choices = [("", _("Not brought in")), *((each.name, FIELDS[each.name]) for each in fields.fields)]
        for column in self._columns:
            self.fields[self.name_of(column)] = forms.ChoiceField(
                label=column["header"] or _("Column without a heading"),
                choices=choices,
                required=False,
                initial=column["field"] or "",
                disabled=sight.hides(column["field"]),
            )

    @staticmethod
    def name_of(column: Mapping[str, Any]) -> str:
        """Return the name of a column's form field."""
        return f"column-{column['index']}"

    def clean(self) -> dict[str, Any]:
        """Ask for a column of names, and for each meaning once."""
        values = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for column in self._columns:
            name = self.name_of(column)
            meaning = values.get(name)
            if meaning and meaning in taken:
                self.add_error(name, _("Another column is this already. Please choose one of the two."))
            elif meaning:
                taken[meaning] = name
        if self._needed not in taken:
            raise forms.ValidationError(
                _("Please choose the column that names the person.")
                if self._of_people
                else _("Please choose the column that holds the titles.")
                if self._of_cases
                else _("Please choose the column that names the organisation.")
            )
        return values

    @property
    def chosen(self) -> dict[str, str | None]:
        """What was chosen, by the key under which a column is remembered."""
        return {column["key"]: self.cleaned_data[self.name_of(column)] or None for column in self._columns}


class RowsForm(forms.Form):
    """Which rows to look at."""

    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    finding = forms.ChoiceField(label=_("What was found"), required=False)

    def __init__(self, batch: ImportBatch, data: Any) -> None:
        super().__init__(data)
        kinds = dict.fromkeys(found.partition(".")[2] for found in batch.found)
        outcomes = self.fields["outcome"]
        findings = self.fields["finding"]
        assert isinstance(outcomes, forms.ChoiceField)  # noqa: S101 (declared above)
        assert isinstance(findings, forms.ChoiceField)  # noqa: S101 (declared above)
        together = {queries.READY: NEW_OR_CHANGED, queries.KNOWN: SAME}
        named = {**together, **OUTCOMES, queries.OUTSIDE: ELSEWHERE}
        outcomes.choices = [("", _("All rows")), *((name, said.text) for name, said in named.items())]
        findings.choices = [("", _("Anything")), *((kind, FINDINGS[kind].text) for kind in kinds if kind in FINDINGS)]


class PlacesForm(forms.Form):
    """What the spellings of places mean: one that fits, another one, or no place; unanswered, a row goes on waiting.

    ``needs_place``: rows of the list cannot go in without one.
    """

    AS_IS = "as_is"

    def __init__(self, questions: Sequence[PlaceQuestion], data: Any = None, *, needs_place: bool = False) -> None:
        super().__init__(data)
        self.questions = questions
        as_is = [] if needs_place else [(self.AS_IS, _("Bring in without a place"))]
        for question in questions:
            self.fields[f"choice-{question.first_row}"] = forms.ChoiceField(
                label=_("The place is"), choices=[("", _("Decide later")), *question.options, *as_is], required=False
            )
            self.fields[f"place-{question.first_row}"] = AddressPlaceField(label=_("or another place"), required=False)

    @property
    def asked(self) -> list[tuple[PlaceQuestion, forms.BoundField, forms.BoundField]]:
        """Each question with its two fields."""
        return [(each, self[f"choice-{each.first_row}"], self[f"place-{each.first_row}"]) for each in self.questions]

    @property
    def answers(self) -> dict[str, str]:
        """The codes of the places chosen, by spelling."""
        chosen = {question.spelling: self._code(question) for question in self.questions}
        return {spelling: code for spelling, code in chosen.items() if code and code != self.AS_IS}

    @property
    def rows_as_they_are(self) -> list[int]:
        """The rows to be brought in without a place."""
        return [row for question in self.questions if self._code(question) == self.AS_IS for row in question.rows]

    def _code(self, question: PlaceQuestion) -> str:
        place = self.cleaned_data.get(f"place-{question.first_row}")
        return place.code if place else str(self.cleaned_data.get(f"choice-{question.first_row}", ""))


class TextOfACell(forms.CharField):
    """A long text as a spreadsheet holds it: its lines end as they do there."""

    def to_python(self, value: Any) -> str:
        """Return the text with such ends of lines."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


def _cell_field(name: str, label: str, cell: str) -> forms.Field:
    """Return the field in which a cell is corrected."""
    if name not in TEXTS:
        return forms.CharField(label=label, initial=cell, required=False, max_length=2_000)
    text = TextOfACell(required=False).clean(cell)
    widget = forms.Textarea(attrs={"rows": 4})
    return TextOfACell(label=label, initial=text, required=False, max_length=LONGEST_TEXT, widget=widget)


class RowForm(forms.Form):
    """The cells of one row as words; only what was changed is a correction."""

    place = AddressPlaceField(
        label=_("Place, chosen by hand"),
        required=False,
        help_text=_("Takes the place of what the cells say. Type a part of the name and choose."),
    )

    def __init__(self, columns: Sequence[tuple[str, str, str]], data: Any = None) -> None:
        """``columns``: field, label, and the cell as it is in force."""
        super().__init__(data)
        place = self.fields.pop("place")
        for name, label, cell in columns:
            self.fields[name] = _cell_field(name, label, cell)
        self.fields["place"] = place

    @property
    def corrections(self) -> dict[str, str]:
        """What a person wrote in the place of cells, by field."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name != "place"}
        place = self.cleaned_data.get("place")
        return changed | ({"place": place.code} if place else {})
