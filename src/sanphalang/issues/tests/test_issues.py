"""Schemes of issues: what comes with the platform, who fills the rest, and what stays on records."""

from __future__ import annotations

import pytest
from django.test import Client

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR
from sanphalang.issues import reference
from sanphalang.issues.actions import ChangedMeanwhileError, put_list
from sanphalang.issues.models import Tag, TagScheme
from sanphalang.issues.queries import tag_choices, tags_of

pytestmark = pytest.mark.django_db


def _put(*names: str, edition: int) -> None:
    put_list(OPERATOR, "population_groups", names=names, source="แผนปี 2569", expected_edition=edition)


def test_a_list_that_a_document_gives_is_there_and_the_others_are_empty() -> None:
    given = {scheme.code: scheme.tags.count() for scheme in TagScheme.objects.all()}
    assert given["district_projects"] == 5
    assert sum(given.values()) == 5
    assert reference.load() == 0


def test_what_a_later_edition_leaves_out_stays_a_tag() -> None:
    _put("เด็ก", "ผู้สูงอายุ", edition=0)
    _put("ผู้สูงอายุ", "ผู้พิการ", edition=1)
    scheme = TagScheme.objects.get(code="population_groups")
    assert [tag.name for tag in tags_of(scheme)] == ["ผู้สูงอายุ", "ผู้พิการ"]
    former = Tag.objects.get(name="เด็ก")
    assert (former.since, former.until) == (1, 2)
    assert former.pk not in {number for _name, group in tag_choices() for number, _tag in group}
    assert former.pk in {number for _name, group in tag_choices([former.pk]) for number, _tag in group}
    _put("เด็ก", edition=2)
    former.refresh_from_db()
    assert former.until is None


def test_who_was_second_and_who_may_not() -> None:
    _put("เด็ก", edition=0)
    with pytest.raises(ChangedMeanwhileError):
        _put("ผู้พิการ", edition=0)
    for role in (Role.COORDINATOR, Role.NATIONAL_ANALYST):
        with pytest.raises(Refused):
            put_list(
                make_viewer(role, centre="" if role.is_national else "30"),
                "population_groups",
                names=["x"],
                source="",
                expected_edition=1,
            )


def test_the_national_team_fills_a_list_from_the_page(client: Client) -> None:
    sign_in(client, make_account(Role.NATIONAL_ADMINISTRATOR))
    twice = {"revision": "0", "source": "แผน", "names": "แม่น้ำ\nเเม่นํ้า"}
    assert client.post("/issues/policy_issues/edit/", twice).status_code == 200
    assert client.post("/issues/policy_issues/edit/", twice | {"names": "แม่น้ำ\nป่า"}).status_code == 302
    assert "ป่า" in Client().get("/issues/").content.decode()
