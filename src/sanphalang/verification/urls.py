"""Addresses of the room."""

from django.urls import path, re_path

from sanphalang.verification import answer_views, assign_views, own_views, round_views, views, walk_pages, walk_views

app_name = "verification"
urlpatterns = [
    path("freshness/", views.freshness, name="freshness"),
    path("verification/", round_views.rounds, name="rounds"),
    path("verification/new/", round_views.new_round, name="new_round"),
    path("verification/<int:round_id>/", round_views.board, name="round"),
    path("verification/<int:round_id>/share/", assign_views.share, name="assign"),
    path("verification/<int:round_id>/share/split/", assign_views.propose, name="propose"),
    path("verification/<int:round_id>/records/", round_views.tasks, name="tasks"),
    path("verification/<int:round_id>/records/<int:task_id>/", answer_views.task, name="task"),
    re_path(
        r"^verification/(?P<round_id>\d{1,18})/report\.(?P<file_format>csv|xlsx)$", round_views.report, name="report"
    ),
    path("verification/<int:round_id>/end/", round_views.close, name="close"),
    path("verification/answers/", answer_views.queue, name="queue"),
    path("verification/answers/plain/", answer_views.approve_all_plain, name="approve_plain"),
    path("verification/answers/<int:answer_id>/", answer_views.answer, name="answer"),
    path("verification/answers/<int:answer_id>/photo/", answer_views.photo, name="photo"),
    path("verification/answers/<int:answer_id>/approve/", answer_views.approve_answer, name="approve"),
    path("verification/answers/<int:answer_id>/refuse/", answer_views.refuse_answer, name="refuse"),
    path("verification/organisations/<int:organisation_id>/link/", own_views.link, name="link"),
    path("verification/organisations/<int:organisation_id>/link/revoke/", own_views.revoke, name="revoke"),
    path("o/<str:code>/", own_views.open_link, name="own_open"),
    path("verification/own/", own_views.own, name="own"),
    path("verification/own/confirm/", own_views.own_confirm, name="own_confirm"),
    path("verification/own/correct/", own_views.own_correct, name="own_correct"),
    path("verification/own/closed/", own_views.own_closed, name="own_closed"),
    path("verification/walk/", walk_pages.walk, name="walk"),
    path("verification/walk/<int:task_id>/", walk_pages.walk_task, name="walk_task"),
    path("verification/walk/worker.js", walk_pages.walk_worker, name="walk_worker"),
    path("verification/walk/shell/<str:language>/", walk_pages.walk_shell, name="walk_shell"),
    path("verification/walk/list/", walk_views.walk_records, name="walk_list"),
    path("verification/walk/answers/", walk_views.walk_answer, name="walk_answer"),
]
HELP = {
    "rounds": "freshness rounds new_round round assign propose tasks task close queue answer refuse link own_open "
    "own own_confirm own_correct own_closed",
    "walk": "walk walk_task walk_shell",
}
