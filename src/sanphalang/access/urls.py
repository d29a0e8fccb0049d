"""Addresses of the room."""

from django.urls import path

from sanphalang.access import password_views, staff_session_views, views, views_account

app_name = "access"
urlpatterns = [
    path("login/", views.sign_in, name="sign_in"),
    path("logout/", views.sign_out, name="sign_out"),
    path("login/provider/", views.begin_with_provider, name="provider"),
    path("forgotten/", password_views.forgotten, name="forgotten"),
    path("new-password/", password_views.new_password, name="new_password"),
    path("new-password/<str:token>/", password_views.open_link, name="open_password_link"),
    path("security/", views_account.security, name="security"),
    path("security/password/", views_account.change_password, name="change_password"),
    path("security/provider/", views_account.link_provider, name="link_provider"),
    path("security/provider/remove/", views_account.unlink_provider, name="unlink_provider"),
    path("staff-session/", staff_session_views.start, name="staff_session"),
    path("staff-session/end/", staff_session_views.end, name="end_staff_session"),
    path("second-step/", views_account.second_step, name="second_step"),
]
HELP = {
    "accounts": "sign_in forgotten new_password open_password_link security change_password link_provider "
    "unlink_provider second_step",
    "incidents": "staff_session",
}
