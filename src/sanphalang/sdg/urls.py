"""Addresses of the room."""

from django.urls import path

from sanphalang.sdg import views

app_name = "sdg"
urlpatterns = [
    path("", views.goals, name="goals"),
    path("<int:number>/", views.goal, name="goal"),
]
HELP = {
    "goals": "goals goal",
}
