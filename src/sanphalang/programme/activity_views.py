"""The work plan and its activities over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answer_form, answering_refusals, found, viewer_of
from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.programme import activities, activity_actions
from sanphalang.programme.activity_forms import ActivityForm, NewActivityForm, NoteForm
from sanphalang.programme.activity_page import activity_page, stored_values
from sanphalang.programme.gantt import gantt, money_sentence, plan_table
from sanphalang.programme.rules import Timing
from sanphalang.programme.writing import may_edit, require_editor
from sanphalang.web.chart_files import table_file
from sanphalang.web.form_pages import Done, FormPage, ask_once, go_on


@require_safe
def work_plan(request: HttpRequest) -> HttpResponseBase:
    """The whole plan as a Gantt chart, or as a file."""
    if request.GET.get("table") in {"csv", "xlsx"}:
        return table_file(plan_table(activities.plan(viewer_of(request))), "work-plan", request.GET["table"])
    return _drawn(request)


@kept_for_the_public
def _drawn(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    plan = activities.plan(viewer)
    timings = [course.timing for course in plan.courses]
    context = {
        "title": _("Work plan"),
        "crumbs": [{"label": _("The programme"), "url": reverse("programme:overview")}],
        "gantt": gantt(plan),
        "count": len(timings),
        "done": timings.count(Timing.DONE),
        "late": timings.count(Timing.LATE),
        "money": money_sentence(plan),
        "is_dated": plan.first_month is not None,
        "may_edit": may_edit(viewer),
    }
    return render(request, "programme/work_plan.html", context)


@require_safe
@answering_refusals
def activity(request: HttpRequest, activity: str) -> HttpResponse:
    """One activity: when, by whom, how far, and what was noted."""
    course = found(activities.course_of(viewer_of(request), activity))
    return render(request, "programme/activity.html", activity_page(viewer_of(request), course))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def add(request: HttpRequest) -> HttpResponse:
    """Add an activity."""
    viewer = viewer_of(request)
    require_editor(viewer)

    def save(form: NewActivityForm) -> Done:
        milestones = form.cleaned_data["milestones"]
        return Done(
            _("Saved."), _address(activity_actions.add_activity(viewer, values=form.values, milestones=milestones))
        )

    form = NewActivityForm(request.POST if request.method == "POST" else None)
    page = FormPage(_("Add an activity"), _("What is done, by whom, and when."), reverse("programme:work_plan"))
    return answer_form(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit(request: HttpRequest, activity: str) -> HttpResponse:
    """Change an activity."""
    viewer = viewer_of(request)
    require_editor(viewer)

    def stored() -> dict[str, Any]:
        return stored_values(found(activities.course_of(viewer, activity)))

    def save(form: ActivityForm) -> Done:
        activity_actions.edit_activity(
            viewer,
            activity,
            expected_revision=form.expected_revision,
            values=form.values,
            milestones=form.cleaned_data["milestones"],
        )
        return Done(_("Saved."), _address(activity))

    course = found(activities.course_of(viewer, activity))
    form = ActivityForm(request.POST if request.method == "POST" else None, stored=stored())
    page = FormPage(_("Edit the activity"), f"{activity} {course.activity.name}", _address(activity))
    return answer_form(request, form, page, save, stored)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def close(request: HttpRequest, activity: str) -> HttpResponse:
    """Ask once, then take it out of the plan."""
    viewer = viewer_of(request)
    require_editor(viewer)
    course = found(activities.course_of(viewer, activity))
    return ask_once(
        request,
        lambda: activity_actions.close_activity(viewer, activity),
        page=FormPage(
            _("Take it out of the work plan"),
            _("Shall “%(name)s” leave the work plan?") % {"name": course.activity.name},
            _address(activity),
        ),
        consequences=[_("It leaves the chart and the report. What was noted of it stays on its page.")],
        undo=_("It can be put back on its page."),
        done=Done(_("The activity has left the work plan."), _address(activity)),
    )


@require_POST
@answering_refusals
def reopen(request: HttpRequest, activity: str) -> HttpResponse:
    """Put it back into the plan."""
    activity_actions.reopen_activity(viewer_of(request), activity)
    return go_on(request, Done(_("The activity is in the work plan again."), _address(activity)))


@require_POST
@answering_refusals
def milestone(request: HttpRequest, activity: str, month: int) -> HttpResponse:
    """Say that a milestone was done today, or that it is not done."""
    done_on = timezone.localdate() if request.POST.get("done") else None
    activity_actions.set_milestone(viewer_of(request), activity, month, done_on=done_on)
    said = _("The milestone is done.") if done_on else _("The milestone is not done.")
    return go_on(request, Done(said, f"{_address(activity)}#milestones"))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def note(request: HttpRequest, activity: str) -> HttpResponse:
    """Note how far it is."""
    viewer = viewer_of(request)
    require_editor(viewer)
    course = found(activities.course_of(viewer, activity))

    def save(form: NoteForm) -> Done:
        activity_actions.note_progress(viewer, activity, values=form.values)
        return Done(_("Noted."), f"{_address(activity)}#log")

    form = NoteForm(request.POST if request.method == "POST" else None)
    page = FormPage(_("Note how far it is"), f"{activity} {course.activity.name}", _address(activity))
    return answer_form(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def take_note_back(request: HttpRequest, note_id: int) -> HttpResponse:
    """Ask once, then leave out a note that was made by mistake."""
    viewer = viewer_of(request)
    require_editor(viewer)
    noted = found(activities.note(viewer, note_id))
    back = _address(noted.activity.number)
    return ask_once(
        request,
        lambda: activity_actions.take_note_back(viewer, note_id),
        page=FormPage(_("Leave the note out"), _("Shall this note be left out?"), back),
        consequences=[_("Progress and spending are again those of the note before.")],
        undo=_("It can be noted anew."),
        done=Done(_("The note is left out."), f"{back}#log"),
    )


def _address(number: str) -> str:
    return reverse("programme:activity", args=[number])
