"""Addresses of the room."""

from django.urls import path

from sanphalang.places import views

app_name = "places"
urlpatterns = [path("pick/", views.pick, name="pick")]
