"""Addresses of the room."""

from django.urls import path

from sanphalang.operations import views

urlpatterns = [path("", views.healthz, name="healthz")]
