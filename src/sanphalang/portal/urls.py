"""Addresses of the pages that mix rooms."""

from django.urls import path

from sanphalang.portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("places/", views.home, name="places"),
]
