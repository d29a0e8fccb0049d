"""Loads the skills. Skills are data: the network may rename these and add its own.

Provenance: an own list, from the work that the documents of the programme describe (forums and surveys, data, the
four kinds of knowledge, the groups and issues that centres work with). No official list of skills is given there.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from sanphalang.people.models import Skill


class SkillName(NamedTuple):
    """A skill in both languages."""

    thai: str
    english: str


SKILLS: dict[str, SkillName] = {
    "facilitation": SkillName("จัดเวทีและกระบวนการมีส่วนร่วม", "Facilitation of forums"),
    "planning": SkillName("จัดทำแผนชุมชนและโครงการ", "Planning and projects"),
    "data": SkillName("เก็บและวิเคราะห์ข้อมูล", "Collecting and analysing data"),
    "research": SkillName("วิจัยและถอดบทเรียน", "Research and lessons learned"),
    "communication": SkillName("สื่อสารและประชาสัมพันธ์", "Communication and media"),
    "digital": SkillName("เทคโนโลยีดิจิทัล", "Digital skills"),
    "training": SkillName("ฝึกอบรมและเป็นวิทยากร", "Training and teaching"),
    "health": SkillName("ส่งเสริมสุขภาพ", "Health promotion"),
    "elderly": SkillName("ดูแลผู้สูงอายุและผู้พิการ", "Care for the elderly and disabled"),
    "welfare": SkillName("จัดสวัสดิการชุมชน", "Community welfare"),
    "youth": SkillName("งานเด็กและเยาวชน", "Children and youth"),
    "women_family": SkillName("งานสตรีและครอบครัว", "Women and families"),
    "economy": SkillName("เศรษฐกิจฐานรากและการตลาด", "Grass-roots economy and markets"),
    "finance": SkillName("บัญชีและการเงินชุมชน", "Community finance and accounts"),
    "agriculture": SkillName("เกษตรและอาหารปลอดภัย", "Farming and safe food"),
    "environment": SkillName("ทรัพยากรธรรมชาติและสิ่งแวดล้อม", "Nature and environment"),
    "disaster": SkillName("รับมือภัยพิบัติ", "Disaster preparedness"),
    "culture": SkillName("ศิลปวัฒนธรรมและภูมิปัญญา", "Culture and local wisdom"),
    "rights": SkillName("กฎหมายและสิทธิชุมชน", "Law and rights"),
    "mediation": SkillName("ไกล่เกลี่ยข้อพิพาท", "Mediation of disputes"),
}


def load() -> int:
    """Add the skills that are missing; return how many were added. A skill that the network renamed keeps its name."""
    with transaction.atomic():
        known = set(Skill.objects.values_list("code", flat=True))
        missing = [
            Skill(code=code, name_th=skill.thai, name_en=skill.english, order=order)
            for order, (code, skill) in enumerate(SKILLS.items(), start=1)
            if code not in known
        ]
        Skill.objects.bulk_create(missing)
    return len(missing)
