"""Themes of lessons over HTTP: the list, the page that everybody reads, and where a theme is gathered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access import policy
from sanphalang.access.answering import answering_refusals, found, viewer_of
from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.knowledge import theme_queries
from sanphalang.knowledge import themes as acts
from sanphalang.knowledge.answering import address_of, answer_form
from sanphalang.knowledge.models import Theme
from sanphalang.knowledge.rules import SUBJECT
from sanphalang.knowledge.theme_forms import PassagesForm, ThemeForm
from sanphalang.knowledge.theme_queries import ShownLesson
from sanphalang.places.queries import exact_place, lines
from sanphalang.web.figures import show_figure
from sanphalang.web.finding import records_found
from sanphalang.web.form_pages import Done, FormPage, ask_once, go_on

_PAGE_SIZE = 24
_LESSONS_A_PAGE = 10


@require_safe
@kept_for_the_public
def themes(request: HttpRequest) -> HttpResponse:
    """The themes that everybody reads; to those who write, also the drafts of their area."""
    viewer = viewer_of(request)
    page = Paginator(theme_queries.published_themes(), _PAGE_SIZE).get_page(request.GET.get("page"))
    may_write = policy.may_anywhere(viewer, Act.KNOWLEDGE_WRITE)
    drafts = theme_queries.drafts(viewer) if may_write else []
    context = {
        "page": page,
        "cards": theme_cards(list(page.object_list)),
        "drafts": theme_cards(drafts),
        "may_write": may_write,
        "crumbs": _crumbs(),
    }
    return render(request, "knowledge/themes.html", context)


@require_safe
@answering_refusals
@kept_for_the_public
def theme(request: HttpRequest, theme_id: int) -> HttpResponse:
    """A theme with the lessons that it is drawn from, each with the words under its question."""
    viewer = viewer_of(request)
    shown = found(theme_queries.theme_seen(viewer, theme_id))
    lessons = theme_queries.lessons_of(shown)
    context = {
        "theme": shown,
        "where": _where([shown])[shown.place],
        "lessons": _beside_places(lessons),
        "count": _how_many(len(lessons)),
        "may_write": theme_queries.may_write(viewer, shown),
        "may_publish": theme_queries.may_publish(viewer, shown),
        "crumbs": [*_crumbs(), {"label": _("Themes of lessons"), "url": address_of("themes")}],
    }
    return render(request, "knowledge/theme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def add_theme(request: HttpRequest) -> HttpResponse:
    """Begin a theme; then its lessons are chosen."""
    viewer = viewer_of(request)
    if not policy.may_anywhere(viewer, Act.KNOWLEDGE_WRITE):
        raise Refused(_("Themes are gathered by the data managers and coordinators of the centres."))
    form = ThemeForm(request.POST if request.method == "POST" else None, viewer=viewer)

    def save(form: ThemeForm) -> Done:
        number = acts.create_theme(viewer, values=form.values)
        return Done(_("Saved as a draft. Now choose what it is drawn from."), address_of("gather", number))

    context = {
        "title": _("Gather a theme"),
        "lead": _("What several lessons say together, traced back to each of them"),
        "cancel": address_of("themes"),
    }
    return answer_form(request, form, "knowledge/theme_form.html", context, save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit_theme(request: HttpRequest, theme_id: int) -> HttpResponse:
    """Change the name, the sentence or the place."""
    viewer, shown = viewer_of(request), _own(request, theme_id)
    form = ThemeForm(request.POST if request.method == "POST" else None, viewer=viewer, stored=_stored(shown))

    def save(form: ThemeForm) -> Done:
        acts.edit_theme(viewer, theme_id, expected_revision=form.expected_revision, values=form.values)
        return Done(_("Saved."), _page_of(theme_id))

    context = {"title": _("Edit the theme"), "lead": shown.title, "cancel": _page_of(theme_id)}

    def stored_now() -> dict[str, Any]:
        return _stored(_own(request, theme_id))

    return answer_form(request, form, "knowledge/theme_form.html", context, save, stored_now)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def gather(request: HttpRequest, theme_id: int) -> HttpResponse:
    """Choose the passages of published lessons that a theme is drawn from, a page of lessons at a time."""
    viewer, shown = viewer_of(request), _own(request, theme_id)
    words = request.GET.get("words", "").strip()[:200]
    rows = theme_queries.lessons()
    if words:
        rows = rows.filter(item__in=records_found(viewer, SUBJECT, words))
    page = Paginator(rows, _LESSONS_A_PAGE).get_page(request.GET.get("page"))
    lessons = theme_queries.with_passages(page.object_list)
    form = PassagesForm(request.POST if request.method == "POST" else None, lessons)
    if request.method == "POST" and form.is_valid():
        try:
            acts.gather_passages(viewer, theme_id, shown=form.cleaned_data["shown"], chosen=form.chosen)
        except CannotBeError as because:
            form.add_error(None, str(because))
        else:
            return go_on(request, Done(_("Saved."), _page_of(theme_id)))
    if form.is_bound:
        chosen = set(request.POST.getlist("passage"))
    else:
        drawn = theme_queries.chosen_of(shown, [each.version.item_id for each in lessons])
        chosen = {f"{item}:{part}" for item, part in drawn}
    context = {
        "theme": shown,
        "form": form,
        "words": words,
        "page": page,
        "lessons": _beside_places(lessons),
        "chosen": chosen,
        "crumbs": [*_crumbs(), {"label": shown.title, "url": _page_of(theme_id)}],
    }
    return render(request, "knowledge/gather.html", context, status=400 if form.errors else 200)


@require_POST
@answering_refusals
def publish_theme(request: HttpRequest, theme_id: int) -> HttpResponse:
    """Let everybody read it; what is missing is said on its page."""
    shown = found(theme_queries.theme_seen(viewer_of(request), theme_id))
    try:
        acts.publish_theme(viewer_of(request), shown.pk)
    except CannotBeError as because:
        messages.warning(request, str(because))
        return redirect(_page_of(theme_id))
    return go_on(request, Done(_("Published. Everybody can read it now."), _page_of(theme_id)))


@require_POST
@answering_refusals
def unpublish_theme(request: HttpRequest, theme_id: int) -> HttpResponse:
    """Take it back to a draft."""
    shown = found(theme_queries.theme_seen(viewer_of(request), theme_id))
    acts.unpublish_theme(viewer_of(request), shown.pk)
    return go_on(request, Done(_("It is a draft again."), _page_of(theme_id)))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def remove_theme(request: HttpRequest, theme_id: int) -> HttpResponse:
    """Remove a draft: asked once."""
    shown = _own(request, theme_id)
    return ask_once(
        request,
        lambda: acts.remove_theme(viewer_of(request), theme_id),
        page=FormPage(_("Remove the theme"), shown.title, _page_of(theme_id)),
        consequences=[_("The theme is removed. The lessons stay as they are.")],
        undo=_("This cannot be undone."),
        done=Done(_("The theme was removed."), address_of("themes")),
    )


def theme_cards(rows: Sequence[Theme]) -> list[dict[str, Any]]:
    """Return themes as a list shows them; where they lie is read once for all."""
    places = _where(rows)
    return [
        {
            "title": row.title,
            "url": _page_of(row.pk),
            "sentence": row.sentence,
            "where": places[row.place],
            "count": _how_many(row.lessons),  # type: ignore[attr-defined]  # counted by the query
        }
        for row in rows
    ]


def _own(request: HttpRequest, theme_id: int) -> Theme:
    """Return the theme of an address to those who may write on it."""
    shown = found(theme_queries.theme_seen(viewer_of(request), theme_id))
    if not theme_queries.may_write(viewer_of(request), shown):
        raise NoSuchRecordError(theme_id)
    return shown


def _stored(shown: Theme) -> dict[str, Any]:
    code = shown.place_code
    return {
        "title": shown.title,
        "sentence": shown.sentence,
        "place": None if code is None else exact_place(code.text),
        "revision": shown.revision,
    }


def _where(rows: Sequence[Theme]) -> dict[int | None, str]:
    places = lines(row.place for row in rows if row.place is not None)
    return {row.place: places.get(row.place or 0, _("The whole country")) for row in rows}


def _beside_places(lessons: Sequence[ShownLesson]) -> list[tuple[ShownLesson, str]]:
    places = lines(each.version.place for each in lessons if each.version.place is not None)
    return [(each, places.get(each.version.place or 0, _("The whole country"))) for each in lessons]


def _how_many(count: int) -> str:
    return ngettext("from %(n)s lesson", "from %(n)s lessons", count) % {"n": show_figure(count)}


def _page_of(theme_id: int) -> str:
    return address_of("theme", theme_id)


def _crumbs() -> list[dict[str, str]]:
    return [{"label": _("Knowledge"), "url": address_of("list")}]
