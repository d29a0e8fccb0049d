"""Loads the purposes and the first version of their notices, in Thai and English.

Provenance: written for this platform after the Personal Data Protection Act 2562 (sections 19 to 24 and 30 to 37). The
network may change them: what is there already stays, and a new version of a notice is a new row.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db import transaction

from sanphalang.privacy.models import Notice, Purpose
from sanphalang.privacy.rules import Basis

FIRST_DAY = date(2026, 11, 1)
_YEAR = 365


class _Seed(NamedTuple):
    name_th: str
    name_en: str
    basis: Basis
    keep_days: int
    text_th: str
    text_en: str

    @property
    def asks_consent(self) -> bool:
        return self.basis in {Basis.CONSENT, Basis.RESEARCH}


PURPOSES: dict[str, _Seed] = {
    "registry": _Seed(
        "ทะเบียนคนในเครือข่าย",
        "The registry of the network",
        Basis.PUBLIC_TASK,
        5 * _YEAR,
        "ศูนย์ประสานภาคีการพัฒนาจังหวัดเก็บชื่อ บทบาท พื้นที่ ทักษะ การอบรม และช่องทางติดต่อของท่าน เพื่อให้รู้ว่าใครทำงานพัฒนาพื้นที่อยู่ที่ใด "
        "ข้อมูลส่วนตัวเปิดให้เฉพาะศูนย์ของท่านเห็น และจะถูกลบเมื่อท่านเลิกทำงานในเครือข่ายครบห้าปี",
        "The coordination centre of the province keeps your name, roles, place, skills, trainings and contacts, to "
        "know who works for which area. Private details are shown to your own centre only, and are removed five years "
        "after you have left the network.",
    ),
    "registry_contact": _Seed(
        "ติดต่อเรื่องงานของเครือข่าย",
        "Contact about the network's work",
        Basis.CONSENT,
        5 * _YEAR,
        "ศูนย์ของท่านใช้เบอร์โทร อีเมล หรือไลน์ เพื่อเชิญประชุม อบรม และขอความร่วมมือในงานของเครือข่าย ไม่ใช้เพื่อการค้า",
        "Your centre uses your telephone, e-mail or LINE to invite you to meetings and trainings and to ask for help "
        "with the network's work, never for trade.",
    ),
    "publication": _Seed(
        "เผยแพร่ชื่อและบทบาท",
        "Publication of name and role",
        Basis.CONSENT,
        5 * _YEAR,
        "ชื่อและบทบาทของท่านแสดงในหน้าเว็บที่ทุกคนเห็นได้ เช่น รายชื่อคณะกรรมการ ไม่แสดงเบอร์โทรและที่อยู่",
        "Your name and role are shown on pages that everybody sees, such as the members of a committee; never your "
        "telephone or address.",
    ),
    "sharing": _Seed(
        "ส่งช่องทางติดต่อให้หน่วยงานภาคี",
        "Sharing contacts with partner agencies",
        Basis.CONSENT,
        2 * _YEAR,
        "ศูนย์ส่งชื่อและช่องทางติดต่อของท่านให้หน่วยงานภาคีที่ทำงานร่วมกัน เพื่อโครงการที่ระบุไว้เท่านั้น",
        "The centre gives your name and contacts to partner agencies that work with it, for a named project only.",
    ),
    "photographs": _Seed(
        "ภาพถ่ายและวิดีโอ",
        "Photographs and films",
        Basis.CONSENT,
        5 * _YEAR,
        "ภาพถ่ายหรือวิดีโอจากเวทีและกิจกรรมที่มีท่านอยู่ ใช้ในรายงานและสื่อของเครือข่าย",
        "Photographs and films of forums and events in which you are seen are used in reports and media of "
        "the network.",
    ),
    "research": _Seed(
        "งานวิจัยโดยไม่ระบุชื่อ",
        "Research without names",
        Basis.RESEARCH,
        5 * _YEAR,
        "ข้อมูลที่ตัดชื่อและช่องทางติดต่อออกแล้วใช้ศึกษาและทำสถิติ ผู้อ่านไม่รู้ว่าเป็นใคร",
        "Data without names and contacts are used for studies and statistics; nobody can tell who is meant.",
    ),
    "lists": _Seed(
        "รายชื่อที่หน่วยงานส่งมา",
        "Lists that agencies send",
        Basis.PUBLIC_TASK,
        2 * _YEAR,
        "ไฟล์และแถวเดิมของรายชื่อเก็บไว้สองปีนับจากวันนำเข้า เพื่อตรวจสอบที่มาของข้อมูล แล้วลบ",
        "Files and rows of lists are kept as they came for two years after they were brought in, to trace where data "
        "came from; then they are removed.",
    ),
    "papers": _Seed(
        "เอกสารที่มีไฟล์ใหม่แทนที่",
        "Papers that were replaced",
        Basis.PUBLIC_TASK,
        2 * _YEAR,
        "เมื่อไฟล์คำสั่ง รายงานการประชุม หรือแบบความยินยอมมีไฟล์ใหม่แทนที่หรือไม่ใช้แล้ว "
        "ไฟล์เดิมเก็บไว้สองปีเพื่อตรวจสอบย้อนหลัง แล้วลบ ระหว่างนั้นไม่มีใครดาวน์โหลดได้",
        "When the file of an order, of minutes or of a consent is replaced or no longer used, the earlier file is kept "
        "for two years, so that what was done can be checked; then it is removed. Nobody can download it meanwhile.",
    ),
    "requests": _Seed(
        "คำขอใช้สิทธิ",
        "Requests about the own data",
        Basis.LEGAL_DUTY,
        3 * _YEAR,
        "คำขอของท่านและคำตอบเก็บไว้สามปี เพื่อแสดงว่าได้ทำตามกฎหมาย แล้วลบข้อความออก",
        "Your requests and the answers are kept for three years, to show that the law was followed; then their words "
        "are removed.",
    ),
}


def load() -> int:
    """Add the purposes that are missing, each with its first notice; return how many were added."""
    with transaction.atomic():
        known = set(Purpose.objects.values_list("code", flat=True))
        missing = {code: seed for code, seed in PURPOSES.items() if code not in known}
        for order, (code, seed) in enumerate(PURPOSES.items(), start=1):
            if code not in missing:
                continue
            purpose = Purpose.objects.create(
                code=code,
                name_th=seed.name_th,
                name_en=seed.name_en,
                basis=seed.basis,
                asks_consent=seed.asks_consent,
                keep_days=seed.keep_days,
                order=order,
            )
            Notice.objects.create(
                purpose=purpose, version=1, text_th=seed.text_th, text_en=seed.text_en, from_day=FIRST_DAY
            )
    return len(missing)
