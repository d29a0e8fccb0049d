"""The columns of the workbooks to fill in, for each kind of list that has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from sanphalang.intake.registers import KNOWLEDGE_KIND, MEMBERSHIPS_KIND, ORGANISATIONS_KIND, PEOPLE_KIND
from sanphalang.knowledge.words import KINDS
from sanphalang.organisations.queries import kind_names
from sanphalang.organisations.words import STATUSES as ORGANISATION_STATUSES
from sanphalang.organisations.words import TRAININGS
from sanphalang.people.words import ROLES
from sanphalang.people.words import STATUSES as PERSON_STATUSES
from sanphalang.web.table import Words


class Heading(NamedTuple):
    """A column to fill in: its field, its heading in Thai and English, what to write, and an example."""

    field: str
    thai: str
    english: str
    explanation: Words
    example: str = ""


class Template(NamedTuple):
    """What one workbook holds.

    ``chosen`` is the column whose choices stand beside the explanations under ``choices_title``; where it may hold
    several of them, other words are let in. ``statuses`` are offered where there is such a column. Cells of ``as_text``
    keep their zeros and slashes.
    """

    headings: tuple[Heading, ...]
    chosen: str
    choices_title: Words
    choices: Callable[[], Mapping[str, Words]]
    may_choose_several: bool
    statuses: Mapping[str, Words] | None
    as_text: frozenset[str]
    file_name: str


_PLACE = (
    Heading("subdistrict", "ตำบล", "Subdistrict", _("Without a prefix, or with it: both are understood."), "หมูสี"),
    Heading("district", "อำเภอ", "District", _("The same."), "ปากช่อง"),
    Heading("province", "จังหวัด", "Province", _("The same."), "นครราชสีมา"),
)
_VILLAGE_NO = Heading("village_no", "หมู่ที่", "Village no", _("The number only."), "4")

_OF_ORGANISATIONS = (
    Heading("name", "ชื่อองค์กรชุมชน", "Name", _("The full name. Needed in every row."), "กลุ่มทอผ้าบ้านตัวอย่าง"),
    Heading("kind", "ประเภทองค์กร", "Kind", _("One of the kinds on the right; may be left empty.")),
    Heading("registration_no", "เลขทะเบียน", "Registration no", _("If the group is registered."), "0-00-00/0000"),
    Heading("address", "ที่อยู่", "Address", _("House number and road."), "99"),
    _VILLAGE_NO,
    *_PLACE,
    Heading("postal_code", "รหัสไปรษณีย์", "Postal code", _("Five digits."), "30130"),
    Heading("contact_name", "ผู้ประสานงาน", "Contact person", _("Shown to your own centre only."), "นางตัวอย่าง ใจดี"),
    Heading("telephone", "โทรศัพท์", "Telephone", _("With the leading zero; several with a comma."), "0000123456"),
    Heading("email", "อีเมล", "E-mail", _("Shown to your own centre only."), "name@example.com"),
    Heading("website", "เว็บไซต์", "Website", _("A page on the web or on Facebook.")),
    Heading("activity", "กิจกรรมหลัก", "Activity", _("What the group does or makes."), "ทอผ้าไหมมัดหมี่"),
    Heading("members", "จำนวนสมาชิก", "Members", _("How many people, as a number."), "25"),
    Heading("founded", "ปีที่ก่อตั้ง", "Founded", _("A year of four digits: 2558, or 2015."), "2558"),
    Heading("status", "สถานะ", "Status", _("Active, paused or closed.")),
)
_OF_PEOPLE = (
    Heading("title", "คำนำหน้า", "Title", _("Also a rank, or what a monk is called by; may be left empty."), "นาง"),
    Heading("name", "ชื่อ", "Name", _("The given name. Needed in every row."), "สมศรี"),
    Heading("surname", "นามสกุล", "Surname", _("Without it people of one name cannot be told apart."), "ตัวอย่าง"),
    Heading("nickname", "ชื่อเล่น", "Nickname", _("May be left empty."), "ศรี"),
    Heading("role", "บทบาท", "Role", _("One of the roles on the right; several with a comma.")),
    Heading(
        "occupation",
        "อาชีพหรือตำแหน่ง",
        "Occupation or position",
        _("What the person works as, or is in the community."),
        "ผู้ใหญ่บ้าน",
    ),
    Heading("address", "ที่อยู่บ้าน", "Home address", _("House number and road. Shown to your own centre only."), "99"),
    _VILLAGE_NO,
    *_PLACE,
    Heading("telephone", "โทรศัพท์", "Telephone", _("With the leading zero; several with a comma."), "0000123456"),
    Heading("email", "อีเมล", "E-mail", _("Shown to your own centre only."), "name@example.com"),
    Heading("line_id", "ไลน์ไอดี", "LINE ID", _("Shown to your own centre only."), "somsri.example"),
    Heading("birth_date", "วันเกิด", "Birth date", _("Day, month and year; the year alone will do."), "14 ก.พ. 2510"),
    Heading(
        "citizen_id",
        "เลขประจำตัวประชาชน",
        "Citizen ID",
        _("Only if your centre needs it to tell people apart. Afterwards only the last four digits can be read."),
    ),
    Heading("status", "สถานะ", "Status", _("Whether the person still takes part; may be left empty.")),
)
_OF_CASES = (
    Heading(
        "name",
        "ชื่อเรื่อง",
        "Title",
        _("What was done and where, as one would tell a neighbour. Needed in every row."),
        "ธนาคารน้ำใต้ดินบ้านตัวอย่าง",
    ),
    Heading("case_kind", "ประเภท", "Kind", _("One of the kinds on the right; may be left empty.")),
    Heading("year", "ปี", "Year", _("The year in which it happened or began: 2558, or 2015."), "2558"),
    *_PLACE,
    Heading("summary", "โดยย่อ", "In short", _("Two or three sentences. Please name nobody.")),
    Heading("situation", "สถานการณ์เดิม", "Situation", _("What was the problem or the chance?")),
    Heading("action", "สิ่งที่ทำ", "What was done", _("Step by step.")),
    Heading("who", "ผู้เกี่ยวข้อง", "Who took part", _("Groups, offices and roles. Please write no names of people.")),
    Heading("result", "ผลที่เกิดขึ้น", "Result", _("What is different now, with figures if there are any.")),
    Heading("why", "ปัจจัยความสำเร็จ", "Why it worked", _("May be left empty.")),
    Heading("repeat", "สิ่งที่ต้องมีหากจะทำตาม", "What others need", _("May be left empty.")),
    Heading("goals", "เป้าหมาย SDG", "SDG goals", _("Numbers of goals or targets, with a comma between."), "6, 13.1"),
    Heading(
        "organisations",
        "องค์กรที่ร่วม",
        "Organisations",
        _("Names, with a comma between. Those of the registry are tied to the draft."),
        "กลุ่มทอผ้าบ้านตัวอย่าง",
    ),
    Heading("drawn_from", "แหล่งที่มา", "Source", _("Where it was told first: a link, or the name of the document.")),
)
_OF_MEMBERSHIPS = (
    Heading(
        "name",
        "ชื่อ อปท.",
        "Local authority",
        _("With the word for its kind, such as อบต. or เทศบาลตำบล. Needed in every row."),
        "อบต.ตัวอย่าง",
    ),
    *_PLACE[1:],
    Heading("joined", "ปีที่เข้าร่วม", "Joined", _("A year, or the years in question: 2557–2560."), "2557"),
    Heading("left", "ปีที่ออก", "Left", _("Only where it has left the network.")),
    Heading(
        "training_kind", "การอบรม", "Training", _("One of the trainings on the right. Several trainings: a row each.")
    ),
    Heading("training_year", "ปีที่อบรม", "Training year", _("The year in which people were trained."), "2562"),
    Heading("training_people", "จำนวนผู้อบรม", "People trained", _("How many people, as a number."), "12"),
)

TEMPLATES = {
    ORGANISATIONS_KIND: Template(
        _OF_ORGANISATIONS,
        "kind",
        _("Kinds to choose"),
        kind_names,
        may_choose_several=False,
        statuses=ORGANISATION_STATUSES,
        as_text=frozenset({"registration_no", "postal_code", "telephone", "village_no"}),
        file_name="sanphalang.xlsx",
    ),
    PEOPLE_KIND: Template(
        _OF_PEOPLE,
        "role",
        _("Roles to choose"),
        lambda: ROLES,
        may_choose_several=True,
        statuses=PERSON_STATUSES,
        as_text=frozenset({"citizen_id", "telephone", "village_no", "birth_date", "line_id"}),
        file_name="sanphalang-people.xlsx",
    ),
    KNOWLEDGE_KIND: Template(
        _OF_CASES,
        "case_kind",
        _("Kinds to choose"),
        lambda: KINDS,
        may_choose_several=False,
        statuses=None,
        as_text=frozenset({"goals"}),
        file_name="sanphalang-cases.xlsx",
    ),
    MEMBERSHIPS_KIND: Template(
        _OF_MEMBERSHIPS,
        "training_kind",
        _("Trainings to choose"),
        lambda: TRAININGS,
        may_choose_several=False,
        statuses=None,
        as_text=frozenset({"joined"}),
        file_name="sanphalang-memberships.xlsx",
    ),
}
