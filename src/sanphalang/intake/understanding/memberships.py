"""The fields of a list of the network's local authorities (อปท.เครือข่าย): since when, until when, who was trained."""

from sanphalang.intake.understanding import likeness as like
from sanphalang.intake.understanding.fields import Field, FieldSet
from sanphalang.intake.understanding.shared_fields import PLACE_FIELDS, RECORD_FIELDS

MEMBERSHIPS = FieldSet(
    kind="memberships",
    fields=(
        Field(
            "name",
            (
                *("ชื่อ อปท.", "อปท.", "อปท.เครือข่าย", "ชื่อ อปท.เครือข่าย", "ชื่อองค์กรปกครองส่วนท้องถิ่น"),
                *("องค์กรปกครองส่วนท้องถิ่น", "หน่วยงาน", "ชื่อหน่วยงาน", "ชื่อ", "ชื่อท้องถิ่น", "สมาชิกเครือข่าย", "ชื่อสมาชิก"),
                *("เทศบาล/อบต.", "อบต./เทศบาล", "name", "local authority", "authority", "member"),
            ),
            like.an_authority,
        ),
        Field(
            "authority_kind",
            ("ประเภท", "ประเภท อปท.", "ประเภทหน่วยงาน", "ชนิด", "kind", "type"),
            like.a_kind_of_authority,
        ),
        Field(
            "joined",
            (
                *("ปีที่เข้าร่วม", "ปีที่เข้าร่วมเครือข่าย", "ปีที่เข้าเครือข่าย", "เข้าร่วมเมื่อ", "เข้าร่วมเครือข่ายเมื่อ", "ปีที่เป็นสมาชิก"),
                *("เป็นสมาชิกเมื่อ", "ปีที่เริ่ม", "ปีที่เริ่มเข้าร่วม", "ปีที่เข้า", "เริ่มปี", "ปี", "ปี พ.ศ.", "พ.ศ.", "ตั้งแต่ปี", "ตั้งแต่"),
                *("joined", "year joined", "joined in", "member since", "since", "year"),
            ),
            like.a_year_or_date,
        ),
        Field(
            "left",
            (
                *("ปีที่ออก", "ปีที่ออกจากเครือข่าย", "ปีที่สิ้นสุด", "ปีที่พ้น", "ปีที่พ้นสมาชิก", "ปีที่ลาออก", "ออกเมื่อ", "ถึงปี"),
                *("left", "year left", "left in", "until"),
            ),
            like.a_year_or_date,
            alone=False,
        ),
        Field(
            "camp_people",
            (
                *("อบรมค่ายผู้นำ", "ค่ายผู้นำ", "ผ่านค่ายผู้นำ", "ผู้ผ่านค่ายผู้นำ", "จำนวนผู้ผ่านค่ายผู้นำ", "ผู้เข้าอบรมค่ายผู้นำ"),
                *("camp_people", "camp people", "leaders' camp", "leaders camp"),
            ),
            like.a_number_of_people,
            alone=False,
        ),
        Field(
            "top_people",
            (
                *("สุดยอดผู้นำ", "จำนวนสุดยอดผู้นำ", "ผู้นำสุดยอด", "top leader", "top leaders", "top_leader_people"),
                "top leader people",
            ),
            like.a_number_of_people,
            alone=False,
        ),
        Field(
            "training_kind",
            (
                *("การอบรม", "หลักสูตร", "หลักสูตรที่อบรม", "หลักสูตรอบรม", "ชื่อหลักสูตร", "ประเภทการอบรม", "เรื่องที่อบรม"),
                *("training", "course", "kind of training"),
            ),
        ),
        Field(
            "training_year",
            ("ปีที่อบรม", "ปีอบรม", "อบรมเมื่อ", "อบรมปี", "ปีที่จัดอบรม", "training year", "year of training", "trained in"),
            like.a_year_or_date,
            alone=False,
        ),
        Field(
            "training_people",
            (
                *("จำนวนผู้อบรม", "จำนวนผู้เข้าอบรม", "ผู้เข้าอบรม", "ผู้ผ่านการอบรม", "จำนวนผู้ผ่านการอบรม", "จำนวนคน", "จำนวน"),
                *("คน", "จำนวน (คน)", "people trained", "trained people", "people", "number of people"),
            ),
            like.a_number_of_people,
            alone=False,
        ),
        *(each for each in PLACE_FIELDS if each.name in ("subdistrict", "district", "province")),
        *(each for each in RECORD_FIELDS if each.name in ("note", "sequence")),
    ),
    also=("ผู้ประสานงาน", "ผู้รับผิดชอบ", "โทรศัพท์", "นายก", "ปลัด", "ร้อยละ"),
)
