"""Addresses of the room."""

from django.urls import path

from sanphalang.access import views

app_name = "access"
urlpatterns = [
    path("login/", views.sign_in, name="sign_in"),
    path("logout/", views.sign_out, name="sign_out"),
]
