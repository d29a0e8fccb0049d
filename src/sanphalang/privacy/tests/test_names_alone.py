"""What bears the name of an erased person and nothing else: emptied, or decided about by an officer."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sanphalang.access.models import Centre, Invitation
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer
from sanphalang.access.viewer import OPERATOR
from sanphalang.committees.models import Post
from sanphalang.files import originals
from sanphalang.intake.tests.lists import BAKERS, WEAVERS, brought_in, checked
from sanphalang.intake.tests.people_lists import HEADER, TABLE
from sanphalang.ledger.models import Entry
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.actions import add_training
from sanphalang.people.models import Person, PersonClaim
from sanphalang.people.tests.factories import make_person
from sanphalang.privacy import requests
from sanphalang.privacy.erasing import erase
from sanphalang.privacy.rules import Kind
from sanphalang.privacy.tests.namesakes import NAMED_ALONE, lists_with_the_name_alone
from sanphalang.privacy.texts import LEAVE, REMOVE, UndecidedError, texts_about

pytestmark = pytest.mark.django_db


def _somsri() -> Person:
    """Bring in a list of two people; return the one whose name others may bear."""
    brought_in(checked(TABLE, header=HEADER, kind="people", centre="30"))
    return Person.objects.get(given_name="สมศรี")


def test_rows_that_hold_nothing_of_her_but_the_name_are_emptied_where_nobody_else_is_called_so() -> None:
    person = _somsri()
    people, groups = lists_with_the_name_alone()
    assert not [each for each in texts_about(person.pk) if each.is_row]
    erase(OPERATOR, person.pk)
    assert not list(originals.telling(["สมศรี"]))
    assert list(originals.telling(["ใครก็ได้"]))
    assert people.rows.exclude(identity="").count() == 1
    assert groups.rows.count() == len([BAKERS, WEAVERS])


def test_rows_that_hold_the_name_alone_are_decided_about_where_somebody_else_is_called_so() -> None:
    person = _somsri()
    people, groups = lists_with_the_name_alone()
    elsewhere = make_person("สมศรี", "สมมติ", place="400101")
    theirs = checked([NAMED_ALONE], header=HEADER, kind="people", centre="30", name="ของอีกคน.csv")
    PersonClaim.objects.create(
        person=elsewhere, source=theirs.source, batch=theirs.pk, row=theirs.rows.get().number, created=False,
        revision=1, set_fields=[],
    )  # fmt: skip
    theirs.rows.update(record=elsewhere.pk, outcome="unchanged")
    asked = requests.open_own(person, Kind.ERASURE, actor="x")
    hers = next(row.number for row in people.rows.all() if row.identity == person.identity)
    noted = originals.telling(["สมศรี"])
    group_row = next(number for _kind, owner, number, _content in noted if owner == groups.pk)
    keys = {f"row:{people.pk}:{hers}", f"row:{groups.pk}:{group_row}"}
    assert {each.key for each in texts_about(person.pk) if each.is_row} == keys
    with pytest.raises(UndecidedError):
        requests.erase_person(OPERATOR, asked.pk, decided={})
    empty, left = sorted(keys)
    requests.erase_person(OPERATOR, asked.pk, decided={empty: REMOVE, left: LEAVE})
    assert Entry.objects.get(verb="privacy.erase_person").changes["left"][1] == [left]
    dump = {owner: content for _kind, owner, _number, content in originals.telling(["สมศรี"])}
    assert set(dump) == {int(left.split(":")[1]), theirs.pk}
    assert Person.objects.filter(pk=elsewhere.pk).exists()


def test_trainings_titles_of_posts_and_accounts_that_name_her_are_decided_about() -> None:
    person = _somsri()
    other = make_person("คนอื่น", "ตัวอย่าง", place="302105")
    add_training(make_viewer(Role.DATA_MANAGER, "30"), other.pk, name="ทำบัญชี", organiser="นาง สมศรี  สมมติ")
    training = other.trainings.get()
    body = make_organisation("กลุ่มออมทรัพย์ทดลอง", place="302105")
    post = Post.objects.create(
        person=other, organisation=body, position="เลขานุการของสมศรี สมมติ", starts_on=timezone.localdate()
    )
    Person.objects.filter(pk=person.pk).update(email="somsri@private.example")
    by_name = make_account(Role.MEMBER, "30", name="สมศรี สมมติ")
    by_address = make_account(Role.MEMBER, "40", email="somsri@private.example")
    make_account(Role.MEMBER, "30", name="สมศรี คนอื่น")
    invited = Invitation.objects.create(
        role="member", centre=Centre.objects.get(code="30"), name="นางสมศรี สมมติ", token_digest="x", invited_by="x",
        expires_at=timezone.now(),
    )  # fmt: skip
    found = {each.key: each for each in texts_about(person.pk)}
    keys = {f"training:{training.pk}", f"post:{post.pk}:position", f"account:{by_name.pk}"}
    assert set(found) == keys | {f"account:{by_address.pk}", f"invitation:{invited.pk}"}
    assert found[f"account:{by_name.pk}"].url == "/centres/30/team/"
    asked = requests.open_own(person, Kind.ERASURE, actor="x")
    with pytest.raises(UndecidedError):
        requests.erase_person(OPERATOR, asked.pk, decided=dict.fromkeys(list(found)[1:], LEAVE))
    requests.erase_person(OPERATOR, asked.pk, decided=dict.fromkeys(found, LEAVE))
    assert set(Entry.objects.get(verb="privacy.erase_person").changes["left"][1]) == set(found)
