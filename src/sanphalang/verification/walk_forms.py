"""The answer as a plain form, for browsers without a script: written into what a telephone would send."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanphalang.verification.answer_forms import AnswerForm
from sanphalang.verification.round_rules import Outcome

_CORRECTED = ("name", "members", "founded", "activity", "village")


class PlainAnswerForm(forms.Form):
    """One task, answered on a page of its own. It decides nothing: :class:`AnswerForm` reads what comes of it."""

    instance = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("What did you find?"),
        widget=forms.RadioSelect,
        choices=(
            (Outcome.CONFIRMED, _("Still there, all correct")),
            (Outcome.CORRECTED, _("Still there, but something has changed")),
            (Outcome.MOVED, _("It has moved")),
            (Outcome.CLOSED, _("It has closed")),
            (Outcome.NOT_FOUND, _("I could not find it")),
        ),
        error_messages={"required": _("Please choose what happened.")},
    )
    where = forms.CharField(
        label=_("Where to?"),
        required=False,
        max_length=300,
        help_text=_("Only if it has moved: subdistrict and district, or as people there say it."),
    )
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=200,
        help_text=_("From here on only if something has changed: write over what is no longer right."),
    )
    members = forms.CharField(label=_("Members"), required=False, max_length=20)
    founded = forms.CharField(label=_("Year founded"), required=False, max_length=20)
    activity = forms.CharField(
        label=_("Activity"), required=False, max_length=4_000, widget=forms.Textarea({"rows": 3})
    )
    village = forms.CharField(label=pgettext_lazy("of an address", "Village number"), required=False, max_length=20)
    note = forms.CharField(label=_("Note"), required=False, max_length=2_000, widget=forms.Textarea({"rows": 2}))
    photo = forms.FileField(
        label=_("Photograph"),
        required=False,
        widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
    )

    def __init__(self, task: Mapping[str, Any], data: Any = None, files: Any = None) -> None:
        self.task = task
        known = {name: "" if task[name] is None else task[name] for name in _CORRECTED}
        known["village"] = "".join(filter(str.isdecimal, str(task["village"])))
        super().__init__(data, files, initial=known | {"instance": uuid.uuid4(), "revision": task["revision"]})
        self.answer: AnswerForm | None = None

    def clean(self) -> dict[str, Any]:
        """Let the answer be read as one that a telephone sent, and put what is wrong beside the fields."""
        values = super().clean() or self.cleaned_data
        if self.errors:
            return values
        said = {name: values[name] for name in ("instance", "revision", "outcome", "note")}
        said |= {"task": self.task["id"], "answered_at": timezone.now().isoformat()}
        self.answer = AnswerForm(said | {"fields": json.dumps(self._fields(values))}, self.files)
        if not self.answer.is_valid():
            for name, sentence in self.answer.told().items():
                self.add_error(self._beside(name, values["outcome"]), sentence)
        return values

    def _fields(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was written over, or where it has moved to."""
        if values["outcome"] == Outcome.MOVED:
            return {"where": values["where"]}
        return {name: values[name] for name in _CORRECTED if name in self.changed_data}

    def _beside(self, name: str, outcome: str) -> str | None:
        """Return the field beside which a sentence belongs."""
        if name == "fields":
            return "where" if outcome == Outcome.MOVED else "name"
        return name if name in self.fields else None
