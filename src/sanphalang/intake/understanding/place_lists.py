"""The fields of lists of local authorities (องค์กรปกครองส่วนท้องถิ่น) and of villages."""

from sanphalang.intake.understanding import likeness as like
from sanphalang.intake.understanding.fields import Field, FieldSet
from sanphalang.intake.understanding.shared_fields import CONTACT_FIELDS, PLACE_FIELDS, RECORD_FIELDS

LOCAL_AUTHORITIES = FieldSet(
    kind="local-authorities",
    fields=(
        Field("name", ("ชื่อ", "ชื่อ อปท.", "อปท.", "name", "name_th", "องค์กรปกครองส่วนท้องถิ่น"), like.a_name),
        Field("name_en", ("ชื่ออังกฤษ", "name_en", "english name"), alone=False),
        Field("kind", ("ประเภท", "ประเภท อปท.", "type", "kind"), like.a_kind),
        Field("code", ("รหัส", "รหัส อปท.", "dola_code", "code"), alone=False),
        Field("geocode", ("geocode", "รหัสพื้นที่"), alone=False),
        Field("province_code", ("รหัสจังหวัด", "province_code"), alone=False),
        Field("size", ("ขนาด", "sml", "size"), alone=False),
        Field("area_km2", ("พื้นที่ (ตร.กม.)", "area_km2", "area"), alone=False),
        *(each for each in PLACE_FIELDS if each.name in ("subdistrict", "district", "province", "address")),
        *CONTACT_FIELDS[1:],
        *(each for each in RECORD_FIELDS if each.name in ("note", "sequence")),
    ),
)

VILLAGES = FieldSet(
    kind="villages",
    fields=(
        Field("code", ("รหัสหมู่บ้าน", "รหัส", "village_id", "village id", "village code", "code"), like.a_place_code),
        Field("name", ("ชื่อหมู่บ้าน", "หมู่บ้าน", "ชื่อ", "village_name", "village name", "village", "name"), like.a_name),
        *(each for each in PLACE_FIELDS if each.name in ("village_no", "subdistrict", "district", "province")),
        *(each for each in RECORD_FIELDS if each.name in ("note", "sequence")),
    ),
)
