"""Addresses of the platform."""

from django.urls import include, path

urlpatterns = [
    path("", include("sanphalang.reports.urls")),
    path("", include("sanphalang.portal.urls")),
    path("", include("sanphalang.manual.urls")),
    path("healthz", include("sanphalang.operations.urls")),
    path("accounts/", include("sanphalang.access.urls")),
    path("accounts/", include("sanphalang.access.sign_in_urls")),
    path("centres/", include("sanphalang.access.centre_urls")),
    path("invitations/", include("sanphalang.access.invitation_urls")),
    path("organisations/", include("sanphalang.organisations.urls")),
    path("authorities/", include("sanphalang.organisations.authority_urls")),
    path("people/", include("sanphalang.people.urls")),
    path("committees/", include("sanphalang.committees.urls")),
    path("", include("sanphalang.verification.urls")),
    path("knowledge/", include("sanphalang.knowledge.urls")),
    path("imports/", include("sanphalang.intake.urls")),
    path("search/", include("sanphalang.search.urls")),
    path("programme/", include("sanphalang.programme.urls")),
    path("issues/", include("sanphalang.issues.urls")),
    path("sdg/", include("sanphalang.sdg.urls")),
    path("my-work/", include("sanphalang.stewardship.urls")),
    path("", include("sanphalang.privacy.urls")),
]

handler400 = "sanphalang.web.errors.bad_request"
handler403 = "sanphalang.web.errors.forbidden"
handler404 = "sanphalang.web.errors.not_found"
handler500 = "sanphalang.web.errors.server_error"
