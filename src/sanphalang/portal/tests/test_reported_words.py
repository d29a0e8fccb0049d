"""Words of reported problems that tell of a person who is erased: found, and emptied by whoever may."""

from __future__ import annotations

import pytest

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import OPERATOR, PUBLIC
from sanphalang.ledger.models import Entry
from sanphalang.manual.actions import report_problem
from sanphalang.manual.queries import reports
from sanphalang.people.models import Person
from sanphalang.people.tests.factories import make_person
from sanphalang.privacy import requests
from sanphalang.privacy.rules import Kind
from sanphalang.privacy.texts import REMOVE, UndecidedError, texts_about, to_read

pytestmark = pytest.mark.django_db


def _report(happened: str, expected: str = "") -> int:
    values = {"page": "", "language": "th", "happened": happened, "expected": expected}
    return report_problem(PUBLIC, values=values)


def test_an_erasure_finds_and_empties_them() -> None:
    her = make_person("ทองก้อนเฉพาะ", "ไม่ควรเห็น", place="300101")
    first, second = _report("หน้าของนางทองก้อนเฉพาะ ไม่ควรเห็น เปิดไม่ได้"), _report("ค้นไม่พบ", "ทองก้อนเฉพาะ ไม่ควรเห็น")
    other = _report("หน้าของนางทองดี ควรเห็น เปิดไม่ได้")
    assert {each.key for each in texts_about(her.pk)} == {f"manual:{first}", f"manual:{second}"}
    assert to_read(make_viewer(Role.COORDINATOR, "30"), her.pk) == []
    request = requests.open_for(OPERATOR, person_id=her.pk, kind=Kind.ERASURE, asked="").pk
    with pytest.raises(UndecidedError):
        requests.erase_person(OPERATOR, request, decided={})
    requests.erase_person(OPERATOR, request, decided=dict.fromkeys((f"manual:{first}", f"manual:{second}"), REMOVE))
    assert not Person.objects.filter(pk=her.pk).exists()
    kept = {each.pk: each.happened + each.expected for each in reports(OPERATOR)}
    assert kept == {first: "", second: "", other: "หน้าของนางทองดี ควรเห็น เปิดไม่ได้"}
    told = Entry.objects.filter(verb="manual.empty_words")
    assert told.count() == 2
    assert not any("ทองก้อน" in str(entry.changes) for entry in told)
