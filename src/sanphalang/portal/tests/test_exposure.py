"""Who was exposed by each kind of look and download; nothing that shows private data is left out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

import sanphalang
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.intake.looks import note_rows, note_taken, note_whole_list
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import BAKERS, WEAVERS, brought_in, checked, withdrawn
from sanphalang.intake.tests.people_lists import DAM, HEADER, SOMSRI, TABLE, person
from sanphalang.ledger.actions import record
from sanphalang.organisations.exports import record_export
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.exports import exported
from sanphalang.people.models import Person
from sanphalang.people.narrowing import Wanted
from sanphalang.people.tests.factories import make_person, with_private_details
from sanphalang.portal.exposure import EXPOSES
from sanphalang.portal.incident import Incident, assemble
from sanphalang.portal.incident_pack import pack
from sanphalang.portal.log_verbs import EXPORTS, LOOKS, VERBS
from sanphalang.privacy.copies import serve_copy
from sanphalang.privacy.links import make_link, open_with
from sanphalang.privacy.words import LOOKS as TOLD_TO_THE_PERSON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def _manager() -> Viewer:
    return make_viewer(Role.DATA_MANAGER, "30")


def _of(actor: str) -> Incident:
    officer = make_viewer(Role.DATA_PROTECTION_OFFICER)
    now = timezone.now()
    return assemble(officer, actor=actor, start=now - timedelta(hours=1), end=now + timedelta(hours=1))


def _list(*rows: tuple[str, ...]) -> ImportBatch:
    return checked(rows or TABLE, header=HEADER, kind="people", centre="30")


def _number(name: str) -> int:
    return Person.objects.get(given_name=name).pk


def test_who_was_in_the_rows_that_were_looked_at() -> None:
    batch, viewer = brought_in(_list()), _manager()
    note_rows(viewer, batch, [2])
    note_rows(viewer, batch, [2])
    found = _of(viewer.actor)
    assert set(found.people) == {_number("สมศรี")}
    assert (found.people[_number("สมศรี")].looks, found.looks, found.rows) == (2, 2, {})


def test_who_was_in_a_list_that_was_taken_home_and_who_in_a_part_of_it() -> None:
    batch, viewer, other = brought_in(_list()), _manager(), _manager()
    note_whole_list(viewer, batch)
    note_taken(other, batch, [3])
    whole, part = _of(viewer.actor), _of(other.actor)
    assert set(whole.people) == {_number("สมศรี"), _number("ดำ")}
    assert set(part.people) == {_number("ดำ")}
    assert (whole.downloads, whole.looks, part.downloads) == (1, 0, 1)


def test_a_row_that_doubles_another_tells_of_the_same_person() -> None:
    batch, viewer = brought_in(_list(SOMSRI, DAM, SOMSRI)), _manager()
    assert batch.counts["double"] == 1
    note_rows(viewer, batch, [4])
    found = _of(viewer.actor)
    assert (set(found.people), found.rows) == ({_number("สมศรี")}, {})


def test_a_row_that_waits_tells_of_whom_it_is_known_to_tell() -> None:
    brought_in(_list())
    waiting, viewer = _list(), _manager()
    note_rows(viewer, waiting, [2])
    assert set(_of(viewer.actor).people) == {_number("สมศรี")}


def test_a_doubtful_row_tells_of_whom_its_reasons_tell_something_private() -> None:
    brought_in(_list())
    other_year = person(1, "นางสมศรี สมมติ", ปีเกิด="2515")
    name_alone = person(2, "นายดำ ตัวอย่าง", place=("", "โนนสูง", "นครราชสีมา"))
    waiting, viewer = _list(other_year, name_alone), _manager()
    assert waiting.counts["doubtful"] == 2
    note_rows(viewer, waiting, [2, 3])
    found = _of(viewer.actor)
    assert (set(found.people), set(found.rows)) == ({_number("สมศรี")}, {(waiting.pk, 3)})


def test_rows_that_are_nobody_in_the_registry_are_counted_and_named() -> None:
    waiting, viewer = _list(), _manager()
    note_rows(viewer, waiting, [2])
    note_whole_list(viewer, waiting)
    found = _of(viewer.actor)
    assert found.people == {}
    assert set(found.rows) == {(waiting.pk, 2), (waiting.pk, 3)}
    assert (found.rows[waiting.pk, 2].looks, found.rows[waiting.pk, 2].downloads) == (1, 1)
    brought_in(waiting)
    found = _of(viewer.actor)
    assert (set(found.people), found.rows) == ({_number("สมศรี"), _number("ดำ")}, {})
    withdrawn(waiting)
    assert set(_of(viewer.actor).rows) == {(waiting.pk, 2), (waiting.pk, 3)}


def _list_of_organisations() -> ImportBatch:
    return checked([WEAVERS, BAKERS, WEAVERS], centre="30")


def test_whose_contacts_were_in_the_rows_of_a_list_of_organisations() -> None:
    batch, viewer, other = brought_in(_list_of_organisations()), _manager(), _manager()
    weavers, bakers = Organisation.objects.order_by("pk").values_list("pk", flat=True)
    note_rows(viewer, batch, [4])
    note_whole_list(other, batch)
    found, whole = _of(viewer.actor), _of(other.actor)
    assert (set(found.organisations), found.rows, found.people, found.looks) == ({weavers}, {}, {}, 1)
    assert (set(whole.organisations), whole.rows, whole.downloads) == ({weavers, bakers}, {}, 1)


def test_contacts_in_rows_that_are_not_in_the_registry_are_named_with_what_the_row_says() -> None:
    batch, viewer = _list_of_organisations(), _manager()
    note_rows(viewer, batch, [2])
    found = _of(viewer.actor)
    assert (set(found.rows), found.organisations) == ({(batch.pk, 2)}, {})
    [line] = pack(OPERATOR, found)
    assert (line[1], line[3]) == (WEAVERS[0], "0000-123-456")


def test_a_row_of_a_list_of_reference_data_is_no_organisation() -> None:
    batch, viewer = _list_of_organisations(), _manager()
    ImportBatch.objects.filter(pk=batch.pk).update(kind="villages")
    batch.rows.update(outcome="unchanged", record=make_organisation("กลุ่มหนึ่ง", place="302105").pk)
    note_rows(viewer, batch, [2])
    found = _of(viewer.actor)
    assert (set(found.rows), found.organisations, found.people) == ({(batch.pk, 2)}, {}, {})


def test_many_looks_at_rows_ask_the_database_no_more(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    batch, viewer = brought_in(_list()), _manager()
    for _ in range(20):
        note_rows(viewer, batch, [2, 3])
    with django_assert_max_num_queries(15):
        _of(viewer.actor)


def test_who_was_in_a_copy() -> None:
    person, viewer = with_private_details("สมหญิง", place="302105"), _manager()
    serve_copy(viewer, person.pk, "json")
    found = _of(viewer.actor)
    assert (set(found.people), found.downloads) == ({person.pk}, 1)


def test_whose_record_was_opened_by_a_link_that_went_astray() -> None:
    person = with_private_details("สมหญิง", place="302105")
    open_with(make_link(_manager(), person.pk).link, "link")
    assert set(_of(f"person:{person.pk}").people) == {person.pk}


def test_who_was_in_an_export() -> None:
    person, viewer = make_person("สมหญิง", place="302105"), _manager()
    exported(viewer, Wanted(), "name", reason="เชิญประชุมเวทีจังหวัด", file_format="csv")
    assert set(_of(viewer.actor).people) == {person.pk}


def test_whose_unpublished_contacts_were_in_a_list_of_organisations() -> None:
    contact = {"contact_name": "นางตัวอย่าง", "telephone": "0000-111-111"}
    hidden = make_organisation("กลุ่มหนึ่ง", place="302105", **contact)
    make_organisation("กลุ่มสอง", place="302105", **contact, contact_published=True)
    make_organisation("กลุ่มสาม", place="302105")
    make_organisation("กลุ่มสี่", place="310101", **contact)
    viewer = _manager()
    record_export(viewer, Organisation.objects.all(), asked={}, file_format="csv")
    found = _of(viewer.actor)
    assert (set(found.organisations), found.people, found.downloads) == ({hidden.pk}, {}, 1)


def test_papers_that_may_name_people_are_named() -> None:
    viewer = _manager()
    with transaction.atomic():
        record(viewer.actor, "committees.take_file", ("committee_order", "5"), place=None, wakes=())
        minutes = {"meeting": ["", 3]}
        record(viewer.actor, "committees.take_file", ("committee", "7"), place=None, changes=minutes, wakes=())
    found = _of(viewer.actor)
    assert set(found.papers) == {("committee_order", 5, 0), ("committee", 7, 3)}
    assert found.downloads == 2


_SHOW_NOTHING = """
access.accept_invitation access.add_app access.add_passkey access.assemble_incident access.change_end
access.change_own_password access.close_account access.edit_centre access.end_role access.end_staff_session
access.grant_role access.invite access.link_provider access.make_password_link access.move_place access.open_account
access.open_staff_session access.remove_app access.remove_passkey access.remove_second_factors access.renew_invitation
access.renew_recovery_codes access.reopen_account access.send_password_link access.set_new_password
access.set_password_by_link access.unlink_provider access.withdraw_invitation
committees.add_meeting committees.add_member committees.add_order committees.add_post committees.add_resolution
committees.create committees.edit committees.edit_meeting committees.edit_member committees.edit_order
committees.edit_post committees.edit_resolution committees.end committees.end_post committees.end_term
committees.follow_up committees.hide_member committees.hide_order_file committees.publish_member
committees.publish_order_file committees.redraft_order committees.remove_member committees.remove_paper
committees.remove_post committees.reopen committees.sign_order
demo.make demo.remove
intake.answer intake.apply intake.begin_bringing_in intake.begin_withdrawing intake.bring_in intake.carry_on
intake.check_again intake.choose_header intake.choose_sheet intake.correct intake.decide intake.settle_columns
intake.start intake.withdraw
issues.put_list
knowledge.create_theme knowledge.edit_theme knowledge.gather_passages knowledge.publish_theme knowledge.remove_theme
knowledge.unpublish_theme
knowledge.add_file knowledge.add_participant knowledge.add_partner knowledge.add_picture knowledge.add_remark
knowledge.add_video knowledge.begin_revision knowledge.create knowledge.discard knowledge.edit knowledge.edit_part
knowledge.edit_picture knowledge.forget knowledge.move_picture knowledge.name_person knowledge.open_thread
knowledge.publish knowledge.remove_file knowledge.remove_participant knowledge.remove_partner knowledge.remove_picture
knowledge.remove_version knowledge.remove_video knowledge.reopen_thread knowledge.resolve_thread knowledge.restore
knowledge.send_back knowledge.submit knowledge.tie knowledge.unname_person knowledge.withdraw
manual.empty_words manual.mark_report manual.report_problem
organisations.close organisations.confirm organisations.create organisations.edit organisations.forget_contact
organisations.hide_contact organisations.merge organisations.undo_merge
organisations.import_agree organisations.import_create organisations.import_update organisations.publish_contact
organisations.join_network organisations.leave_network organisations.note_learning_centre organisations.note_training
organisations.note_partnership organisations.remove_network_note organisations.remove_partnership
organisations.reopen
people.add_role people.add_training people.confirm people.correct_own people.create people.edit people.forget_private
people.import_agree people.import_create people.import_update people.mark_active people.mark_deceased
people.mark_inactive people.merge people.undo_merge people.remove_role people.remove_training people.set_skills
privacy.erase_person privacy.give_consent privacy.make_link privacy.open_request privacy.refuse_request
privacy.replay_erasure privacy.retention privacy.revoke_link privacy.serve_request privacy.take_request_back
privacy.withdraw_consent reports.print_sheets reports.stop_print stewardship.decide
verification.approve verification.assign verification.close_round verification.make_link verification.open_link
programme.edit programme.add_indicator programme.edit_indicator programme.close_indicator programme.reopen_indicator
programme.enter_reading programme.take_reading_back programme.add_activity programme.edit_activity
programme.close_activity programme.reopen_activity programme.set_milestones programme.note programme.take_note_back
programme.forget
verification.forget_words verification.pass_on verification.refuse verification.remove_photo verification.revoke_link
verification.send verification.start_round
"""
"""Acts that change, decide or begin something: whoever does them sees nothing private by that alone."""


def test_every_verb_is_either_counted_or_said_to_show_nothing_private() -> None:
    verbs = set(_verbs())
    assert set(EXPOSES) <= verbs
    unknown = verbs - set(EXPOSES) - set(_SHOW_NOTHING.split())
    assert not unknown, "Do these show private data? Then the incident pack (portal.exposure) has to count them."


def test_what_the_log_and_the_person_call_a_look_is_counted() -> None:
    assert {*LOOKS, *EXPORTS, *TOLD_TO_THE_PERSON} - {"access.open_staff_session"} <= set(EXPOSES)


def _verbs() -> Iterator[str]:
    """Yield every verb that the code writes into the ledger: those that have words, and those that the source names."""
    yield from VERBS
    root = Path(sanphalang.__file__).parent
    verb = re.compile(rf"(?:{'|'.join(each.name for each in root.iterdir() if each.is_dir())})\.[a-z_]*[a-z]")
    for path in root.rglob("*.py"):
        if {"tests", "migrations"}.isdisjoint(path.parts) and path.name != "roles.py":  # which names acts, not verbs
            module = ast.parse(path.read_text(encoding="utf-8"))
            texts = (str(node.value) for node in ast.walk(module) if isinstance(node, ast.Constant))
            yield from filter(verb.fullmatch, texts)
