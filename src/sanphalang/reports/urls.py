"""Addresses of the room: sheets of places, and the print runs of centres."""

from django.urls import path

from sanphalang.reports import network_views, views

app_name = "sheets"

urlpatterns = [
    path("reports/network/", network_views.network, name="network"),
    path("reports/network.<slug:file_format>", network_views.network_file, name="network_file"),
    path("places/<str:code>/sheet.pdf", views.sheet, {"file_format": "pdf"}, name="pdf"),
    path("places/<str:code>/sheet.docx", views.sheet, {"file_format": "docx"}, name="docx"),
    path("centres/<str:code>/sheets/", views.sheets, name="all"),
    path("centres/<str:code>/sheets/<int:run_id>/", views.run, name="run"),
    path("centres/<str:code>/sheets/<int:run_id>/stop/", views.stop, name="stop"),
    path("centres/<str:code>/sheets/<int:run_id>/archive/", views.archive, name="archive"),
]
HELP = {
    "network": "network",
    "profile": "all run",
}
