"""The fields of a list of cases (กรณีศึกษา, องค์ความรู้): what communities tried and what came of it."""

from sanphalang.intake.understanding import likeness as like
from sanphalang.intake.understanding.fields import Field, FieldSet
from sanphalang.intake.understanding.shared_fields import PLACE_FIELDS, RECORD_FIELDS

CASES = FieldSet(
    kind="knowledge",
    fields=(
        Field(
            "name",
            (
                *("ชื่อเรื่อง", "เรื่อง", "หัวข้อ", "หัวเรื่อง", "หัวข้อเรื่อง", "ชื่อ", "ชื่อผลงาน", "ผลงาน"),
                *("ชื่อกรณีศึกษา", "กรณีศึกษา", "ชื่อองค์ความรู้", "องค์ความรู้", "ชื่อนวัตกรรม", "นวัตกรรม"),
                *("ชื่อโครงการ", "โครงการ", "โครงการ/กิจกรรม", "ชื่อบทเรียน", "ชื่อภูมิปัญญา", "ภูมิปัญญา", "ชื่อแหล่งเรียนรู้"),
                *("แนวปฏิบัติที่ดี", "title", "case", "case title", "case study", "name", "topic", "story"),
                *("project", "project name", "innovation", "good practice"),
            ),
            like.a_title,
        ),
        Field(
            "case_kind",
            (
                *("ประเภท", "ประเภทเรื่อง", "ประเภทองค์ความรู้", "ประเภทกรณีศึกษา", "ประเภทความรู้", "หมวด", "หมวดหมู่"),
                *("ด้าน", "ชนิด", "ประเด็น", "kind", "type", "category", "theme"),
            ),
            like.a_kind_of_case,
        ),
        Field(
            "year",
            (
                *("ปี", "ปี พ.ศ.", "พ.ศ.", "ปีที่ดำเนินการ", "ปีที่ดำเนินงาน", "ปีงบประมาณ", "ปีที่ทำ", "ปีที่เกิดขึ้น", "ปีที่เริ่ม"),
                *("วันที่", "วันที่ดำเนินการ", "year", "date", "fiscal year"),
            ),
            like.a_year_or_date,
            strict=True,
        ),
        Field(
            "summary",
            ("สรุป", "โดยย่อ", "โดยสรุป", "เรื่องย่อ", "สรุปย่อ", "บทคัดย่อ", "สาระสำคัญ", "summary", "abstract", "in short"),
        ),
        Field(
            "situation",
            (
                *("สถานการณ์", "สถานการณ์เดิม", "ความเป็นมา", "ที่มาและความสำคัญ", "สภาพปัญหา", "ปัญหา", "ประเด็นปัญหา", "บริบท"),
                *("หลักการและเหตุผล", "เดิมเป็นอย่างไร", "จุดเริ่มต้น", "situation", "problem", "background", "context"),
                "how things were",
            ),
        ),
        Field(
            "action",
            (
                *("สิ่งที่ทำ", "ทำอะไร", "การดำเนินงาน", "การดำเนินการ", "วิธีดำเนินการ", "วิธีดำเนินงาน", "วิธีการ", "กระบวนการ"),
                *("กิจกรรม", "กิจกรรมที่ทำ", "แนวทาง", "แนวทางแก้ไข", "วิธีทำ", "รายละเอียด", "action", "actions"),
                *("activities", "what was done", "process", "intervention", "details"),
            ),
        ),
        Field(
            "who",
            (
                *("ผู้เกี่ยวข้อง", "ผู้ที่เกี่ยวข้อง", "ผู้มีส่วนร่วม", "ผู้มีส่วนเกี่ยวข้อง", "ใครทำ", "ใครทำอะไร", "ใครร่วมบ้าง"),
                *("ผู้ดำเนินการ", "ผู้ร่วมดำเนินการ", "กลุ่มเป้าหมาย", "who", "participants", "actors", "who took part"),
            ),
        ),
        Field(
            "result",
            (
                *("ผล", "ผลลัพธ์", "ผลที่ได้", "ผลที่เกิดขึ้น", "เกิดอะไรขึ้น", "ผลการดำเนินงาน", "ผลการดำเนินการ", "ผลสำเร็จ"),
                *(
                    "ความสำเร็จ",
                    "การเปลี่ยนแปลง",
                    "ผลผลิต",
                    "ผลกระทบ",
                    "result",
                    "results",
                    "outcome",
                    "outcomes",
                    "impact",
                ),
                "what came of it",
            ),
        ),
        Field(
            "why",
            (
                *("ปัจจัยความสำเร็จ", "ปัจจัยแห่งความสำเร็จ", "เงื่อนไขความสำเร็จ", "ทำไมจึงสำเร็จ", "เหตุที่สำเร็จ", "บทเรียน"),
                *("บทเรียนที่ได้", "success factors", "why it worked", "lessons", "lessons learned"),
            ),
        ),
        Field(
            "repeat",
            (
                *(
                    "สิ่งที่ต้องมีหากจะทำตาม",
                    "หากจะทำตาม",
                    "ผู้อื่นทำตามต้องมีอะไร",
                    "การขยายผล",
                    "การนำไปใช้",
                    "ข้อเสนอแนะ",
                    "ข้อเสนอ",
                ),
                *("replication", "recommendations", "what others need", "what others need to do the same"),
            ),
        ),
        Field(
            "goals",
            (
                *("sdg", "sdgs", "เป้าหมาย sdg", "เป้าหมาย sdgs", "เป้าหมายการพัฒนาที่ยั่งยืน", "เป้าหมายที่ยั่งยืน"),
                *("เป้าหมายย่อย sdg", "sdg goals", "sdg goal", "goals", "goal"),
            ),
            like.codes_of_goals,
        ),
        Field(
            "organisations",
            (
                *("องค์กร", "ชื่อองค์กร", "ชื่อกลุ่ม", "กลุ่ม", "กลุ่ม/องค์กร", "หน่วยงาน", "ชื่อหน่วยงาน", "องค์กรที่ร่วม", "เจ้าของผลงาน"),
                *("หน่วยงานที่เกี่ยวข้อง", "หน่วยงานที่ร่วม", "หน่วยงานเจ้าของ", "ภาคี", "ภาคีเครือข่าย", "องค์กรร่วม", "องค์กรภาคี"),
                *("organisation", "organisations", "organization", "organizations", "partners", "agency", "owner"),
            ),
            like.bearing("group", "establishment", weight=0.9),
        ),
        Field(
            "drawn_from",
            (
                *("แหล่งที่มา", "แหล่งข้อมูล", "ที่มาของข้อมูล", "ที่มาของเรื่อง", "อ้างอิง", "เอกสารอ้างอิง", "ลิงก์", "ลิงค์", "เว็บไซต์"),
                *("ลิงก์ต้นเรื่อง", "ที่มา", "link", "links", "url", "website", "source", "reference", "references"),
            ),
            like.bearing("website"),
        ),
        *PLACE_FIELDS,
        *(each for each in RECORD_FIELDS if each.name in ("note", "sequence", "id", "source_ref")),
    ),
    also=("งบประมาณ", "จำนวน", "สถานะ", "โทรศัพท์", "ผู้ประสานงาน", "ผู้รับผิดชอบ"),
)
