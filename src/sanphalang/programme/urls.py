"""Addresses of the room."""

from django.urls import path

from sanphalang.programme import activity_views, health_views, indicator_views, period_views, views

app_name = "programme"

_indicator = "indicators/<slug:indicator>/"
_activity = "activities/<str:activity>/"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("edit/", views.edit, name="edit"),
    path("report/", period_views.report, name="report"),
    path("report.<slug:file_format>", period_views.report_file, name="report_file"),
    path("indicators/new/", indicator_views.add, name="add_indicator"),
    path(_indicator, indicator_views.indicator, name="indicator"),
    path(f"{_indicator}edit/", indicator_views.edit, name="edit_indicator"),
    path(f"{_indicator}close/", indicator_views.close, name="close_indicator"),
    path(f"{_indicator}reopen/", indicator_views.reopen, name="reopen_indicator"),
    path(f"{_indicator}figures/new/", indicator_views.enter_reading, name="enter_reading"),
    path("figures/<int:reading_id>/take-back/", indicator_views.take_reading_back, name="take_reading_back"),
    path("centres/", health_views.centres, name="health"),
    path("centres/<str:code>/", health_views.centre, name="centre_health"),
    path("plan/", activity_views.work_plan, name="work_plan"),
    path("activities/new/", activity_views.add, name="add_activity"),
    path(_activity, activity_views.activity, name="activity"),
    path(f"{_activity}edit/", activity_views.edit, name="edit_activity"),
    path(f"{_activity}close/", activity_views.close, name="close_activity"),
    path(f"{_activity}reopen/", activity_views.reopen, name="reopen_activity"),
    path(f"{_activity}milestones/<int:month>/", activity_views.milestone, name="milestone"),
    path(f"{_activity}notes/new/", activity_views.note, name="note"),
    path("notes/<int:note_id>/take-back/", activity_views.take_note_back, name="take_note_back"),
]
HELP = {
    "programme": "overview report edit add_indicator indicator edit_indicator close_indicator enter_reading "
    "take_reading_back health centre_health work_plan activity add_activity edit_activity close_activity note "
    "take_note_back",
}
