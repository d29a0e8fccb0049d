"""The web application that the server runs."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanphalang.config.settings")
django.setup(set_prefix=False)

from sanphalang.search.vocabulary import read_ahead  # noqa: E402 (the platform has to be set up first)
from sanphalang.web.requests import Handler  # noqa: E402

application = Handler()
read_ahead()
