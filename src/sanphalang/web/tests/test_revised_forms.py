"""Two people write one record: the second sees both versions beside each other."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from sanphalang.web.form_pages import FormPage
from sanphalang.web.revised_forms import RevisedForm


class _GroupForm(RevisedForm):
    untold = frozenset({"secret"})
    name = forms.CharField(label="Name")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Weavers"), ("b", "Farmers")])
    skills = forms.MultipleChoiceField(label="Skills", choices=[("x", "Dyeing"), ("y", "Selling")], required=False)
    secret = forms.CharField(label="Secret", required=False)


def _second() -> _GroupForm:
    form = _GroupForm(QueryDict("name=ours&kind=a&skills=x&skills=y&secret=ours&revision=1"))
    form.note_what_is_stored({"name": "ours", "kind": "b", "skills": ["y"], "secret": "theirs", "revision": 2})
    return form


def test_what_differs_is_told_in_the_readers_words_and_nothing_else() -> None:
    with translation.override("en"):
        form = _second()
        assert form.versions is not None
        rows = [[str(getattr(cell, "value", cell)) for cell in row] for row in form.versions.rows]
    assert rows == [["Kind", "Farmers", "Weavers"], ["Skills", "Selling", "Dyeing, Selling"]]
    assert form["kind"].help_text == "Stored meanwhile by somebody else: Farmers"


def test_saving_again_keeps_what_was_typed() -> None:
    form = _second()
    assert form.is_valid()
    assert form.expected_revision == 2
    assert form.cleaned_data["skills"] == ["x", "y"]


def test_the_page_leads_to_each_field_that_differs() -> None:
    context = FormPage("Group", "", "/")._asdict() | {"form": _second(), "changed_meanwhile": True}
    with translation.override("th"):
        page = render_to_string("web/form_page.html", context, RequestFactory().get("/"))
    assert 'href="#id_kind"' in page
    assert 'id="id_kind"' in page
    assert "theirs" not in page
