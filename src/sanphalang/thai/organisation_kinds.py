"""Kinds of community organisations (ประเภทองค์กรชุมชน) and the words that their names begin with. Data only.

The organisations room seeds its kinds from :data:`KINDS`; there they may be added to and renamed. The order is the
order of lists. ``prefixes`` hold every written form; the first one is the usual one.
"""

from typing import NamedTuple


class OrganisationKind(NamedTuple):
    """A kind's names and the words at the beginning of a name that tell it."""

    thai: str
    english: str
    prefixes: tuple[str, ...] = ()


KINDS: dict[str, OrganisationKind] = {
    "community_group": OrganisationKind("กลุ่มชุมชน", "Community group", ("กลุ่ม",)),
    "occupation_group": OrganisationKind(
        "กลุ่มอาชีพ",
        "Occupation group",
        ("กลุ่มอาชีพ", "กลุ่มส่งเสริมอาชีพ", "กลุ่มส่งเสริมสัมมาชีพ", "กลุ่มสัมมาชีพชุมชน", "กลุ่มสัมมาชีพ", "กลุ่มโอทอป", "กลุ่มOTOP"),
    ),
    "savings_group": OrganisationKind(
        "กลุ่มออมทรัพย์",
        "Savings group",
        ("กลุ่มออมทรัพย์", "กลุ่มออมทรัพย์เพื่อการผลิต", "กลุ่มสัจจะออมทรัพย์", "กลุ่มสัจจะสะสมทรัพย์", "กลุ่มสะสมทรัพย์"),
    ),
    "womens_group": OrganisationKind(
        "กลุ่มสตรี",
        "Women's group",
        ("กลุ่มสตรี", "กลุ่มอาชีพสตรี", "กลุ่มพัฒนาสตรี", "กลุ่มส่งเสริมอาชีพสตรี", "กลุ่มสตรีอาชีพ", "กลุ่มสตรีแม่บ้าน", "คณะกรรมการพัฒนาสตรี"),
    ),
    "housewives_group": OrganisationKind(
        "กลุ่มแม่บ้าน",
        "Housewives' group",
        ("กลุ่มแม่บ้าน", "กลุ่มแม่บ้านเกษตรกร", "กลุ่มแม่บ้านเกษตร", "แม่บ้านเกษตรกร", "แม่บ้าน"),
    ),
    "farmers_group": OrganisationKind("กลุ่มเกษตรกร", "Farmers' group", ("กลุ่มเกษตรกร", "กลุ่มเกษตร", "เกษตรแปลงใหญ่")),
    "youth_group": OrganisationKind(
        "กลุ่มเยาวชน",
        "Youth group",
        ("กลุ่มเยาวชน", "กลุ่มเด็กและเยาวชน", "สภาเด็กและเยาวชน", "ชมรมเยาวชน", "กลุ่มยุวเกษตรกร", "ยุวเกษตรกร"),
    ),
    "elderly_club": OrganisationKind(
        "ชมรมผู้สูงอายุ", "Elderly people's club", ("ชมรมผู้สูงอายุ", "กลุ่มผู้สูงอายุ", "โรงเรียนผู้สูงอายุ", "สมาคมผู้สูงอายุ")
    ),
    "health_volunteers": OrganisationKind(
        "อาสาสมัครสาธารณสุขประจำหมู่บ้าน (อสม.)",
        "Village health volunteers",
        (
            "อสม.",
            "อสม",
            "ชมรมอสม.",
            "ชมรมอสม",
            "กลุ่มอสม.",
            "กลุ่มอสม",
            "ชมรมอาสาสมัครสาธารณสุขประจำหมู่บ้าน",
            "ชมรมอาสาสมัครสาธารณสุข",
            "อาสาสมัครสาธารณสุขประจำหมู่บ้าน",
            "อาสาสมัครสาธารณสุข",
        ),
    ),
    "club": OrganisationKind("ชมรม", "Club", ("ชมรม",)),
    "community_enterprise": OrganisationKind(
        "วิสาหกิจชุมชน",
        "Community enterprise",
        ("วิสาหกิจชุมชน", "กลุ่มวิสาหกิจชุมชน", "กลุ่มวิสาหกิจ", "วิสาหกิจ", "วชช.", "วชช", "วสช.", "วสช", "วช."),
    ),
    "network": OrganisationKind(
        "เครือข่าย",
        "Network",
        ("เครือข่าย", "เครือข่ายวิสาหกิจชุมชน", "วิสาหกิจชุมชนเครือข่าย", "เครือข่ายองค์กรชุมชน", "ภาคีเครือข่าย", "กลุ่มเครือข่าย"),
    ),
    "community_council": OrganisationKind(
        "สภาองค์กรชุมชน", "Community organisation council", ("สภาองค์กรชุมชน", "สภาองค์กรชุมชนตำบล", "สอช.")
    ),
    "welfare_fund": OrganisationKind(
        "กองทุนสวัสดิการชุมชน",
        "Community welfare fund",
        ("กองทุนสวัสดิการชุมชน", "กองทุนสวัสดิการชุมชนตำบล", "กองทุนสวัสดิการ", "กลุ่มสวัสดิการชุมชน", "สวัสดิการชุมชน"),
    ),
    "village_fund": OrganisationKind(
        "กองทุนหมู่บ้านและชุมชนเมือง",
        "Village fund",
        (
            "กองทุนหมู่บ้านและชุมชนเมือง",
            "กองทุนหมู่บ้าน",
            "กองทุนชุมชนเมือง",
            "กทบ.",
            "กทบ",
            "สถาบันการเงินชุมชน",
            "สถาบันการจัดการเงินทุนชุมชน",
        ),
    ),
    "fund": OrganisationKind("กองทุน", "Fund", ("กองทุน",)),
    "bank": OrganisationKind("ธนาคารชุมชน", "Community bank", ("ธนาคาร",)),
    "cooperative": OrganisationKind("สหกรณ์", "Cooperative", ("สหกรณ์", "ร้านสหกรณ์", "ชุมนุมสหกรณ์")),
    "community_forest": OrganisationKind(
        "ป่าชุมชน", "Community forest", ("ป่าชุมชน", "คณะกรรมการป่าชุมชน", "กลุ่มป่าชุมชน", "กลุ่มอนุรักษ์ป่าชุมชน")
    ),
    "learning_centre": OrganisationKind(
        "ศูนย์เรียนรู้", "Learning centre", ("ศูนย์เรียนรู้", "ศูนย์การเรียนรู้", "แหล่งเรียนรู้", "ศูนย์เรียนรู้ชุมชน", "ศพก.", "ศพก")
    ),
    "association": OrganisationKind("สมาคม", "Association", ("สมาคม",)),
    "foundation": OrganisationKind("มูลนิธิ", "Foundation", ("มูลนิธิ",)),
    "school": OrganisationKind("โรงเรียน", "School", ("โรงเรียน", "รร.", "ร.ร.")),
    "child_centre": OrganisationKind(
        "ศูนย์พัฒนาเด็กเล็ก", "Child development centre", ("ศูนย์พัฒนาเด็กเล็ก", "ศูนย์พัฒนาเด็ก", "ศพด.", "ศพด")
    ),
    "temple": OrganisationKind(
        "วัดและศาสนสถาน", "Temple or place of worship", ("วัด", "สำนักสงฆ์", "ที่พักสงฆ์", "มัสยิด", "คริสตจักร")
    ),
    "company": OrganisationKind(
        "บริษัทและห้างหุ้นส่วน",
        "Company or partnership",
        (
            *("บริษัท", "บจ.", "บจก.", "บจก", "บมจ.", "บมจ", "ห้างหุ้นส่วนจำกัด", "หจก.", "หจก", "หจ."),
            *("ห้างหุ้นส่วนสามัญนิติบุคคล", "ห้างหุ้นส่วนสามัญ", "หสม.", "หสม", "หสน.", "หส.", "ห้างหุ้นส่วน"),
        ),
    ),
    "shop": OrganisationKind("ร้านค้า", "Shop", ("ร้าน", "ร้านค้า", "ร้านค้าชุมชน", "ร้านค้าประชารัฐสุขใจ")),
    "social_enterprise": OrganisationKind("วิสาหกิจเพื่อสังคม", "Social enterprise", ("วิสาหกิจเพื่อสังคม", "กิจการเพื่อสังคม")),
    "facilitator_team": OrganisationKind(
        "ทีมวิทยากรกระบวนการ", "Team of process facilitators", ("ทีมวิทยากรกระบวนการ", "ทีมวิทยากร", "ทีมครูฝึก")
    ),
    "academic": OrganisationKind("สถาบันวิชาการ", "Academic institution", ("มหาวิทยาลัย", "สถาบันวิชาการ")),
    "other": OrganisationKind("อื่น ๆ", "Other"),
}

ABBREVIATIONS = {
    "วชช": "วิสาหกิจชุมชน",
    "วสช": "วิสาหกิจชุมชน",
    "วช": "วิสาหกิจชุมชน",
    "กทบ": "กองทุนหมู่บ้าน",
    "สอช": "สภาองค์กรชุมชน",
    "ศพก": "ศูนย์เรียนรู้การเพิ่มประสิทธิภาพการผลิตสินค้าเกษตร",
    "ศพด": "ศูนย์พัฒนาเด็กเล็ก",
    "รร": "โรงเรียน",
    "บจ": "บริษัท",
    "บจก": "บริษัท",
    "บมจ": "บริษัท",
    "หจก": "ห้างหุ้นส่วนจำกัด",
    "หจ": "ห้างหุ้นส่วนจำกัด",
    "หสม": "ห้างหุ้นส่วนสามัญ",
    "หส": "ห้างหุ้นส่วนสามัญ",
    "หสน": "ห้างหุ้นส่วนสามัญนิติบุคคล",
}
"""Abbreviations at the beginning of a name, without their dots. อสม. stays: it is better known than its long form."""

INNER = (
    "แม่บ้านเกษตรกร",
    "แม่บ้านเกษตร",
    "แม่บ้าน",
    "สตรีแม่บ้าน",
    "สตรี",
    "เกษตรกร",
    "อาชีพ",
    "สัมมาชีพชุมชน",
    "สัมมาชีพ",
    "ออมทรัพย์เพื่อการผลิต",
    "ออมทรัพย์",
    "เยาวชน",
    "ผู้สูงอายุ",
    "ชุมชนตำบล",
)
"""Words that are the kind only behind another such word: วิสาหกิจชุมชน + แม่บ้านเกษตรกร, กลุ่ม + สตรี."""

OCCUPATIONS = (
    *(
        "ทอ",
        "ทำ",
        "ผลิต",
        "แปรรูป",
        "เลี้ยง",
        "ปลูก",
        "จักสาน",
        "สาน",
        "เพาะ",
        "ขนม",
        "น้ำพริก",
        "ข้าว",
        "ปลา",
        "ตัดเย็บ",
        "เย็บ",
        "ปัก",
    ),
    *(
        "ผ้า",
        "เครื่องแกง",
        "เครื่อง",
        "กล้วย",
        "ไข่",
        "เห็ด",
        "สมุนไพร",
        "ผัก",
        "ผลไม้",
        "กาแฟ",
        "น้ำ",
        "อาหาร",
        "ช่าง",
        "หัตถกรรม",
        "ดอกไม้",
    ),
    *(
        "ผู้เลี้ยง",
        "ผู้ปลูก",
        "ผู้ผลิต",
        "ถนอม",
        "กะปิ",
        "เกลือ",
        "เสื่อ",
        "เซรามิก",
        "นวด",
        "ท่องเที่ยว",
        "โฮมสเตย์",
        "ประมง",
        "ไม้",
        "แคบหมู",
    ),
)
"""What a กลุ่ม that works for its living is called after."""
