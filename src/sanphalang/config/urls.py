"""Addresses of the platform."""

from django.urls import include, path

urlpatterns = [
    path("", include("sanphalang.portal.urls")),
    path("healthz", include("sanphalang.operations.urls")),
    path("accounts/", include("sanphalang.access.urls")),
    path("accounts/", include("sanphalang.access.sign_in_urls")),
    path("centres/", include("sanphalang.access.centre_urls")),
    path("invitations/", include("sanphalang.access.invitation_urls")),
    path("organisations/", include("sanphalang.organisations.urls")),
    path("people/", include("sanphalang.people.urls")),
    path("committees/", include("sanphalang.committees.urls")),
    path("imports/", include("sanphalang.intake.urls")),
    path("", include("sanphalang.privacy.urls")),
]

handler400 = "sanphalang.web.errors.bad_request"
handler403 = "sanphalang.web.errors.forbidden"
handler404 = "sanphalang.web.errors.not_found"
handler500 = "sanphalang.web.errors.server_error"
