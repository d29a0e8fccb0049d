"""The web application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanphalang.config.settings")

application = get_wsgi_application()

from sanphalang.search.vocabulary import read_ahead  # noqa: E402 (the platform has to be set up first)

read_ahead()
