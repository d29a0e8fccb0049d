"""Whole files are kept for all who ask within seconds, but only a few of them: many would fill the memory."""

import pytest
from django.conf import settings as configured
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from sanphalang.knowledge.rules import Form
from sanphalang.knowledge.tests.factories import make_item

pytestmark = pytest.mark.django_db
_LOCAL = "django.core.cache.backends.locmem.LocMemCache"


@pytest.fixture(autouse=True)
def kept_here(settings: Settings) -> None:
    here = {name: {"BACKEND": _LOCAL, "LOCATION": f"{name} of a test"} for name in ("figures", "papers")}
    settings.CACHES = {**configured.CACHES, **here}
    for name in here:
        caches[name].clear()


def _held() -> int:
    return len(caches["papers"]._cache)  # type: ignore[attr-defined]  # of this backend


@pytest.mark.parametrize("address", ["/reports/network.xlsx", "/places/30/sheet.docx", "/programme/report.csv"])
def test_a_file_is_kept_among_the_few(client: Client, address: str) -> None:
    first = client.get(address).content
    assert _held() == 1
    assert client.get(address).content == first


def test_a_case_is_kept_among_the_few(client: Client) -> None:
    assert client.get(f"/knowledge/{make_item(form=Form.CASE).item_id}/case.pdf").status_code == 200
    assert _held() == 1
