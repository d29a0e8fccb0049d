"""The goals: all there, in order, chosen in a form and seen on their pages."""

from __future__ import annotations

from collections import Counter

import pytest
from django import forms
from django.test import Client

from sanphalang.sdg import queries, reference
from sanphalang.sdg.fields import SdgField, goal_choices
from sanphalang.sdg.models import AgencyRole, Goal, Target
from sanphalang.sdg.rules import NotASdgCode, goal_of, order_of, read_code

NUMBERED = (5, 5, 9, 7, 6, 6, 3, 10, 5, 7, 7, 8, 3, 7, 9, 10, 19)
LETTERED = (2, 3, 4, 3, 3, 2, 2, 2, 3, 3, 3, 3, 2, 3, 3, 2, 0)
"""How many targets of each goal have a number and how many a letter, as the 2030 Agenda has them."""


@pytest.mark.parametrize(
    ("text", "code"),
    [("1", "1"), (" 1.2 ", "1.2"), ("๕.B", "5.b"), ("SDG 16.10", "16.10"), ("sdgs17", "17"), ("11.C", "11.c")],
)
def test_codes_are_read_as_people_write_them(text: str, code: str) -> None:
    assert read_code(text) == code


@pytest.mark.parametrize("text", ["", "0", "18", "1.", "1.0", "1.e", "1.2.1", "๑.๒.๓", "goal"])
def test_other_texts_are_no_codes(text: str) -> None:
    with pytest.raises(NotASdgCode):
        read_code(text)


@pytest.mark.django_db
def test_every_goal_has_its_targets() -> None:
    codes = list(Target.objects.values_list("code", flat=True))
    wanted = [
        f"{goal}.{part}"
        for goal, (numbers, letters) in enumerate(zip(NUMBERED, LETTERED, strict=True), 1)
        for part in [*range(1, numbers + 1), *"abcd"[:letters]]
    ]
    assert list(Goal.objects.values_list("code", flat=True)) == [str(number) for number in range(1, 18)]
    assert codes == wanted
    assert len(codes) == 169
    assert all(read_code(code) == code for code in codes)


@pytest.mark.django_db
def test_titles_are_short_and_in_both_languages() -> None:
    titles = [*Goal.objects.all(), *Target.objects.all()]
    assert all(8 <= len(each.title_th) <= 70 and not each.title_th.isascii() for each in titles)
    assert all(2 <= len(each.title_en.split()) <= 13 and each.title_en.isascii() for each in titles)
    assert not [title for title, times in Counter(each.title_th for each in titles).items() if times > 1]


@pytest.mark.django_db
def test_the_ministry_of_interior_leads_two_goals_and_fifteen_targets() -> None:
    assert Counter(AgencyRole.objects.values_list("kind", flat=True)) == {"c1": 2, "c2": 15}
    assert list(queries.roles_in(Goal.objects.get(code="11"))) == ["11", "11.3", "11.5", "11.7", "11.a", "11.b", "11.c"]


@pytest.mark.django_db
def test_loading_again_writes_what_differs_and_leaves_others_roles() -> None:
    AgencyRole.objects.create(agency="กรมการปกครอง", kind="support", target_id="1.1", source="ทดสอบ")
    Goal.objects.filter(code="3").update(title_th="อื่น")
    AgencyRole.objects.filter(target="16.9").delete()
    assert reference.load() == 2
    assert reference.load() == 0
    assert AgencyRole.objects.count() == 18


class _Form(forms.Form):
    goals = SdgField(required=False)


@pytest.mark.django_db
def test_codes_are_chosen_in_a_form() -> None:
    form = _Form({"goals": ["10.c", "1.a", "1.2", "1", "10.7"]})
    assert form.is_valid()
    assert form.cleaned_data["goals"] == ["1", "1.2", "1.a", "10.7", "10.c"]
    drawn = str(form["goals"])
    assert drawn.count("<input") == 186
    assert drawn.count("<details open>") == 2
    assert drawn.count(" checked") == 5
    assert _Form({}).is_valid()


@pytest.mark.django_db
def test_a_code_that_does_not_exist_is_named() -> None:
    form = _Form({"goals": ["1.9", "<b>", "2"]})
    assert not form.is_valid()
    assert "1.9" in form.errors["goals"][0]
    assert "&lt;b&gt;" in str(form.errors["goals"])


@pytest.mark.django_db
def test_goals_to_choose_from_stand_in_order() -> None:
    assert [code for code, _title in goal_choices([("", "ทุกเป้าหมาย")])] == ["", *map(str, range(1, 18))]
    assert [mark.goal for mark in queries.marks(["17.1", "9", "9.a", "x"])] == [9, 9, 17]
    assert sorted(["2", "1.a", "1.10", "1.2", "1"], key=order_of) == ["1", "1.2", "1.10", "1.a", "2"]
    assert goal_of("16.10") == 16


@pytest.mark.django_db
def test_everybody_sees_the_goals(client: Client) -> None:
    page = client.get("/sdg/").content.decode()
    assert page.count('class="sdg-mark') == 17
    goal = client.get("/sdg/11/").content.decode()
    assert "กระทรวงมหาดไทย" in goal
    assert "11.c" in goal
    assert "มติ กพย. ครั้งที่ 1/2563" in goal
    assert client.get("/sdg/18/").status_code == 404
    assert client.get("/sdg/5/?lang=en").content.decode().count("Coordinates the target (C2)") == 1
