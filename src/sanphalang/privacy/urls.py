"""Addresses of the room."""

from django.urls import path, re_path

from sanphalang.privacy import paper_views, request_views, views

app_name = "privacy"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/open/<str:code>/", views.open_link, name="open"),
    re_path(r"^me/open/(?P<code>[\s\S]*)\Z", views.open_link, name="open_rest"),
    path("me/leave/", views.leave, name="leave"),
    path("me/correct/", views.correct, name="correct"),
    path("me/ask/", views.ask, name="ask"),
    path("me/erase/", views.erase, name="ask_erasure"),
    path("me/take-back/", views.take_back, name="take_back"),
    path("me/hide-name/", views.hide_name, name="hide_name"),
    path("me/consent/<slug:code>/", views.consent, name="consent"),
    path("me/copy/<str:file_format>/", views.copy, name="copy"),
    path("requests/", request_views.queue, name="requests"),
    path("requests/new/<int:person_id>/", request_views.open_request, name="open_request"),
    path("requests/new/<int:person_id>/paper/", paper_views.note, name="note_paper"),
    path("requests/new/<int:person_id>/paper/<int:consent_id>/", paper_views.scan, name="scan"),
    path("requests/<int:request_id>/", request_views.page, name="request"),
    path("requests/<int:request_id>/serve/", request_views.serve, name="serve"),
    path("requests/<int:request_id>/copy/", request_views.hand_over, name="hand_over"),
    path("requests/<int:request_id>/refuse/", request_views.refuse, name="refuse"),
    path("requests/<int:request_id>/erase/", request_views.erase, name="erase"),
    path("links/<int:person_id>/", request_views.link, name="link"),
    path("links/<int:person_id>/revoke/", request_views.revoke, name="revoke"),
]
HELP = {
    "own-data": "me open open_rest correct ask ask_erasure",
    "requests": "requests open_request note_paper scan request serve hand_over refuse erase link",
}
