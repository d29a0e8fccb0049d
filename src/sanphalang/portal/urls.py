"""Addresses of the pages that mix rooms."""

from django.urls import include, path

from sanphalang.portal import incident_views, log_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("places/", include("sanphalang.places.urls")),
    path("places/", views.nation, name="places"),
    path("places/<str:code>/", views.place, name="place"),
    path("places/<str:code>/communities/", views.communities, name="communities"),
    path("privacy/", views.privacy, name="privacy"),
    path("log/", log_views.log, name="log"),
    path("log/incident/", incident_views.incident, name="incident"),
    path("my-work/", views.work, name="my_work"),
]
HELP = {
    "search": "home places place communities",
    "own-data": "privacy",
    "incidents": "log incident",
    "my-work": "my_work",
}
