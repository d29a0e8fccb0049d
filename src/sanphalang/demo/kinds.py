"""Kinds of organisations in the synthetic country: how common, how named, how large, how old, what they do."""

from __future__ import annotations

from typing import NamedTuple


class Sort(NamedTuple):
    """One kind: weight outside and in Bangkok, patterns of names, median of members, first year (C.E.), list, activity.

    A pattern's gaps are ``home`` (a village or community), ``area`` (the subdistrict with its word) and ``craft``. A
    kind whose patterns name a craft tells that craft's activity. ``source`` is the place in :data:`SOURCES` of the
    list that it usually comes from.
    """

    code: str
    weight: float
    city_weight: float
    patterns: tuple[str, ...]
    members: int
    since: int
    source: int
    activity: str = ""


SOURCES: tuple[str, ...] = (
    "ทะเบียนกลุ่มอาชีพและวิสาหกิจชุมชน (ตัวอย่าง)",
    "บัญชีกองทุนและสวัสดิการชุมชน (ตัวอย่าง)",
    "รายชื่อองค์กรภาคประชาชนของศูนย์ประสานงาน (ตัวอย่าง)",
    "ทะเบียนกลุ่มสุขภาพและผู้สูงอายุ (ตัวอย่าง)",
)
"""Invented agencies' lists, said to be examples in their names."""

SORTS: tuple[Sort, ...] = (
    Sort(
        "occupation_group",
        22,
        20,
        ("กลุ่ม{craft}{home}", "กลุ่มอาชีพ{craft}{home}", "กลุ่ม{craft}{area}", "กลุ่มผู้ผลิต{craft}{home}"),
        24,
        1990,
        0,
    ),
    Sort(
        "community_enterprise",
        16,
        10,
        ("วิสาหกิจชุมชน{craft}{home}", "วิสาหกิจชุมชนกลุ่ม{craft}{home}", "วิสาหกิจชุมชน{craft}{area}"),
        19,
        2005,
        0,
    ),
    Sort(
        "savings_group",
        10,
        12,
        ("กลุ่มออมทรัพย์เพื่อการผลิต{home}", "กลุ่มออมทรัพย์{home}", "กลุ่มสัจจะออมทรัพย์{home}"),
        110,
        1985,
        1,
        "รับฝากเงินสัจจะและให้กู้ยืมแก่สมาชิกทุกเดือน",
    ),
    Sort(
        "village_fund",
        10,
        0,
        ("กองทุนหมู่บ้าน{home}",),
        95,
        2001,
        1,
        "กองทุนหมุนเวียนเพื่อการประกอบอาชีพของสมาชิก",
    ),
    Sort(
        "village_fund",
        0,
        10,
        ("กองทุนชุมชนเมือง{home}",),
        140,
        2002,
        1,
        "กองทุนหมุนเวียนเพื่อการประกอบอาชีพของสมาชิก",
    ),
    Sort(
        "housewives_group",
        7,
        0,
        ("กลุ่มแม่บ้านเกษตรกร{home}",),
        27,
        1982,
        0,
        "แปรรูปผลผลิตและถนอมอาหารของครัวเรือนสมาชิก",
    ),
    Sort("housewives_group", 2, 4, ("กลุ่มแม่บ้าน{home}",), 24, 1984, 0, "ทำอาหารและของใช้จำหน่ายเป็นรายได้เสริม"),
    Sort(
        "farmers_group",
        8,
        0.3,
        ("กลุ่มเกษตรกรทำนา{area}", "กลุ่มเกษตรกรทำสวน{area}", "กลุ่มเกษตรกรผู้ใช้น้ำ{home}", "กลุ่มเกษตรกร{home}"),
        64,
        1980,
        0,
        "รวมซื้อปัจจัยการผลิตและรวมขายผลผลิต",
    ),
    Sort(
        "elderly_club",
        5,
        14,
        ("ชมรมผู้สูงอายุ{area}", "ชมรมผู้สูงอายุ{home}"),
        88,
        1992,
        3,
        "ออกกำลังกาย ตรวจสุขภาพ และเยี่ยมบ้านผู้ป่วยติดเตียง",
    ),
    Sort(
        "health_volunteers",
        4,
        0,
        ("ชมรมอาสาสมัครสาธารณสุขประจำหมู่บ้าน{area}", "กลุ่มอาสาสมัครสาธารณสุข{home}"),
        46,
        1986,
        3,
        "เยี่ยมบ้าน คัดกรองสุขภาพ และรณรงค์ป้องกันโรค",
    ),
    Sort(
        "health_volunteers",
        0,
        9,
        ("ชมรมอาสาสมัครสาธารณสุข{area}", "กลุ่มอาสาสมัครสาธารณสุข{home}"),
        31,
        1992,
        3,
        "เยี่ยมบ้าน คัดกรองสุขภาพ และรณรงค์ป้องกันโรค",
    ),
    Sort(
        "womens_group",
        4,
        5,
        ("กลุ่มสตรี{home}", "กลุ่มพัฒนาสตรี{area}", "กลุ่มสตรีอาสาพัฒนา{home}"),
        33,
        1988,
        2,
        "ฝึกอาชีพเสริมและช่วยงานส่วนรวมของชุมชน",
    ),
    Sort(
        "welfare_fund",
        3,
        4,
        ("กองทุนสวัสดิการชุมชน{area}",),
        420,
        2005,
        1,
        "สวัสดิการเกิด เจ็บป่วย ชราภาพ และเสียชีวิตของสมาชิก",
    ),
    Sort(
        "community_council",
        3,
        3,
        ("สภาองค์กรชุมชน{area}",),
        52,
        2008,
        2,
        "เวทีปรึกษาหารือและจัดทำแผนพัฒนาของชุมชน",
    ),
    Sort(
        "community_forest",
        3,
        0,
        ("ป่าชุมชน{home}", "กลุ่มอนุรักษ์ป่าชุมชน{home}"),
        74,
        1994,
        2,
        "ดูแลป่าชุมชน ทำแนวกันไฟ และวางกติกาใช้ประโยชน์",
    ),
    Sort(
        "youth_group",
        2,
        4,
        ("กลุ่มเยาวชน{home}", "สภาเด็กและเยาวชน{area}"),
        30,
        1998,
        2,
        "ค่ายเยาวชน กีฬา และกิจกรรมอาสา",
    ),
    Sort(
        "learning_centre",
        2,
        2,
        ("ศูนย์เรียนรู้เศรษฐกิจพอเพียง{home}", "ศูนย์เรียนรู้ชุมชน{area}"),
        21,
        2003,
        2,
        "แปลงสาธิต ฐานเรียนรู้ และรับคณะศึกษาดูงาน",
    ),
    Sort(
        "club",
        2,
        5,
        ("ชมรมจักรยาน{area}", "ชมรมดนตรีพื้นบ้าน{home}", "ชมรมกีฬา{home}"),
        36,
        1995,
        2,
        "กิจกรรมนันทนาการของคนในพื้นที่",
    ),
    Sort(
        "network", 1, 2, ("เครือข่ายองค์กรชุมชน{area}", "เครือข่ายวิสาหกิจชุมชน{area}"), 12, 2002, 2, "เชื่อมงานของกลุ่มต่าง ๆ ในพื้นที่"
    ),
    Sort(
        "cooperative",
        0.6,
        1,
        ("สหกรณ์การเกษตร{area}", "สหกรณ์เครดิตยูเนี่ยน{home}"),
        650,
        1975,
        1,
        "สินเชื่อและรวบรวมผลผลิตของสมาชิก",
    ),
    Sort(
        "association", 0.3, 1, ("สมาคมพัฒนา{area}", "สมาคมฌาปนกิจสงเคราะห์{area}"), 240, 1985, 2, "งานสาธารณประโยชน์ของพื้นที่"
    ),
    Sort("foundation", 0.1, 1, ("มูลนิธิเพื่อการศึกษา{area}",), 9, 1985, 2, "ทุนการศึกษาและช่วยเหลือผู้ยากไร้"),
)
