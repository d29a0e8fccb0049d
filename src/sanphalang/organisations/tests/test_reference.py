"""Kinds are data: loaded once, then the network's own."""

from __future__ import annotations

import pytest
from django.utils import translation

from sanphalang.organisations import reference
from sanphalang.organisations.models import OrganisationKind
from sanphalang.organisations.queries import kind_names
from sanphalang.organisations.rules import derived_from_name
from sanphalang.thai.organisation_kinds import KINDS

pytestmark = pytest.mark.django_db


def test_loading_again_adds_nothing_and_keeps_the_networks_words() -> None:
    OrganisationKind.objects.filter(code="club").update(name_th="ชมรมและสโมสร")
    OrganisationKind.objects.create(code="orchestra", name_th="วงดนตรี", name_en="Orchestra")
    assert reference.load() == 0
    assert OrganisationKind.objects.get(code="club").name_th == "ชมรมและสโมสร"
    assert OrganisationKind.objects.count() == len(KINDS) + 1


def test_a_missing_kind_comes_back() -> None:
    OrganisationKind.objects.filter(code="club").delete()
    assert reference.load() == 1


@pytest.mark.parametrize("name", ["กลุ่มทอผ้า", "ชมรมผู้สูงอายุ", "ร้านค้า", "สภาองค์กรชุมชนตำบลหมูสี", "xyz", ""])
def test_every_kind_that_a_name_tells_is_loaded(name: str) -> None:
    assert derived_from_name(name).kind in kind_names()


def test_names_are_of_the_readers_language() -> None:
    with translation.override("en"):
        english = kind_names()
    with translation.override("th"):
        assert kind_names().keys() == english.keys()
        assert kind_names()["club"] != english["club"]
