"""The least that Django can answer: one view, no middleware, no database. Served as the platform is."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY="bench",  # noqa: S106 (nothing is signed)
    MIDDLEWARE=[],
)


def answer(request: HttpRequest) -> HttpResponse:
    """Say a word."""
    return HttpResponse("สานพลัง")


urlpatterns = [path("", answer)]
application = get_wsgi_application()
