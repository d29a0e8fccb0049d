"""Addresses of the room: the manual, and reports of problems."""

from django.urls import path

from sanphalang.manual import report_views, views

app_name = "manual"
urlpatterns = [
    path("help/", views.index, name="index"),
    path("help/<slug:task>/", views.task, name="task"),
    path("problems/", report_views.reports, name="reports"),
    path("problems/new/", report_views.report, name="report"),
    path("problems/<int:number>/", report_views.problem, name="problem"),
    path("problems/<int:number>/mark/<slug:state>/", report_views.mark, name="mark"),
    path("problems/<int:number>/empty/", report_views.empty, name="empty"),
]
HELP = {
    "problems": "index task report reports problem empty",
}
