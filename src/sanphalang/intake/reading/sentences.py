"""What each refusal and finding says to the person who brought the file: what is the matter, and what to do.

English is the source text for translation; Thai stands beside it so that the two are read together.
"""

from typing import NamedTuple


def _(text: str) -> str:
    """Mark a text for the translation catalogues, which are not loaded here."""
    return text


class Sentence(NamedTuple):
    """One sentence in both languages. Named gaps in braces are filled from the refusal's or finding's details."""

    kind: str
    english: str
    thai: str


REFUSALS = (
    Sentence(
        "file_removed",
        _(
            "The file was removed, because it named somebody who was erased, or was kept long enough. "
            "Please ask its source anew."
        ),
        "ไฟล์นี้ถูกลบแล้ว เพราะมีชื่อผู้ที่ขอให้ลบข้อมูล หรือเก็บครบกำหนดแล้ว กรุณาขอรายชื่อใหม่จากแหล่งที่มา",
    ),
    Sentence(
        "empty_file",
        _("This file is empty. Please check that the right file was chosen."),
        "ไฟล์นี้ว่างเปล่า กรุณาตรวจสอบว่าเลือกไฟล์ถูกต้อง",
    ),
    Sentence(
        "file_too_large",
        _("This file has {megabytes} MB; at most {most} MB can be read. Please divide the list into several files."),
        "ไฟล์นี้มีขนาด {megabytes} MB ระบบอ่านได้ไม่เกิน {most} MB กรุณาแบ่งรายชื่อเป็นหลายไฟล์",
    ),
    Sentence(
        "not_a_table",
        _("No table was found in this file. Please choose an Excel, ODS or CSV file."),
        "ไม่พบตารางในไฟล์นี้ กรุณาเลือกไฟล์ Excel, ODS หรือ CSV",
    ),
    Sentence(
        "packed_files",
        _("This is a compressed file. Please unpack it and choose the spreadsheet inside."),
        "ไฟล์นี้เป็นไฟล์ที่บีบอัดไว้ กรุณาแตกไฟล์ก่อน แล้วเลือกไฟล์ตารางที่อยู่ข้างใน",
    ),
    Sentence(
        "other_document",
        _("This is a document or a picture, not a table. Please choose an Excel, ODS or CSV file."),
        "ไฟล์นี้เป็นเอกสารหรือรูปภาพ ไม่ใช่ตาราง กรุณาเลือกไฟล์ Excel, ODS หรือ CSV",
    ),
    Sentence(
        "old_xml_workbook",
        _("This workbook is kept in an old XML form. Please open it in Excel and save it as .xlsx."),
        "ไฟล์นี้บันทึกไว้ในรูปแบบ XML รุ่นเก่า กรุณาเปิดด้วย Excel แล้วบันทึกเป็น .xlsx",
    ),
    Sentence(
        "encrypted",
        _("This file is locked with a password. Please save a copy without the password and choose that copy."),
        "ไฟล์นี้ล็อกด้วยรหัสผ่าน กรุณาบันทึกสำเนาที่ไม่มีรหัสผ่าน แล้วเลือกสำเนานั้น",
    ),
    Sentence(
        "damaged",
        _(
            "This file is damaged or incomplete. Please open it in Excel, save it again, or ask for it to "
            "be sent again."
        ),
        "ไฟล์นี้ชำรุดหรือได้มาไม่ครบ กรุณาเปิดด้วย Excel แล้วบันทึกใหม่ หรือขอให้ผู้ส่งส่งมาอีกครั้ง",
    ),
    Sentence(
        "unpacks_too_large",
        _(
            "Unpacked, this file would take {megabytes} MB, more than can be read. Please copy the table into a new "
            "workbook and save it."
        ),
        "เมื่อแตกออกแล้วไฟล์นี้จะมีขนาด {megabytes} MB ซึ่งเกินกว่าที่ระบบอ่านได้ กรุณาคัดลอกตารางไปไว้ในสมุดงานใหม่แล้วบันทึก",
    ),
    Sentence(
        "dangerous_xml",
        _(
            "This file contains instructions that no spreadsheet program writes, so it was not opened. Please copy the "
            "table into a new workbook and save it."
        ),
        "ไฟล์นี้มีคำสั่งที่โปรแกรมตารางทั่วไปไม่ใช้ จึงไม่ได้เปิดอ่าน กรุณาคัดลอกตารางไปไว้ในสมุดงานใหม่แล้วบันทึก",
    ),
    Sentence(
        "cell_far_away",
        _("Cell {cell} is filled, far away from the table. Please clear that cell and save the file again."),
        "มีข้อมูลอยู่ที่เซลล์ {cell} ซึ่งอยู่ห่างจากตารางมาก กรุณาลบข้อมูลในเซลล์นั้นแล้วบันทึกไฟล์ใหม่",
    ),
    Sentence(
        "too_many_rows",
        _("This table has more than {most} rows. Please divide it into several files."),
        "ตารางนี้มีมากกว่า {most} แถว กรุณาแบ่งเป็นหลายไฟล์",
    ),
    Sentence(
        "too_many_columns",
        _(
            "This table uses {columns} columns; at most {most} can be read. Please delete the columns that "
            "are not needed."
        ),
        "ตารางนี้ใช้ {columns} คอลัมน์ ระบบอ่านได้ไม่เกิน {most} คอลัมน์ กรุณาลบคอลัมน์ที่ไม่ใช้ออก",
    ),
    Sentence(
        "cell_too_long",
        _(
            "One cell holds more than {most} characters. Please check the file for a cell that took in far "
            "too much text."
        ),
        "มีเซลล์หนึ่งยาวเกิน {most} ตัวอักษร กรุณาตรวจสอบเซลล์ที่มีข้อความมากผิดปกติ",
    ),
    Sentence(
        "line_too_long",
        _(
            "One line of this file holds more than {most} characters, so it is not a list with one row on each line. "
            "Please export the table again."
        ),
        "มีบรรทัดหนึ่งยาวเกิน {most} ตัวอักษร จึงไม่ใช่รายการที่มีหนึ่งแถวต่อบรรทัด กรุณาส่งออกตารางใหม่อีกครั้ง",
    ),
    Sentence(
        "unclosed_quote",
        _("A quotation mark in row {row} is not closed, so the rows after it run together. Please correct that row."),
        "เครื่องหมายคำพูดในแถวที่ {row} ไม่มีตัวปิด ทำให้แถวต่อจากนั้นรวมกันหมด กรุณาแก้ไขแถวนั้น",
    ),
    Sentence(
        "nul_bytes",
        _("This file contains characters that cannot be text. Please open it in Excel and save it as .xlsx."),
        "ไฟล์นี้มีอักขระที่ไม่ใช่ข้อความ กรุณาเปิดด้วย Excel แล้วบันทึกเป็น .xlsx",
    ),
    Sentence(
        "took_too_long",
        _(
            "Reading this file took longer than {seconds} seconds. Please divide it into several files, or "
            "save it as CSV."
        ),
        "การอ่านไฟล์นี้ใช้เวลาเกิน {seconds} วินาที กรุณาแบ่งเป็นหลายไฟล์ หรือบันทึกเป็น CSV",
    ),
    Sentence(
        "needs_too_much_memory",
        _("This workbook is too large to be opened. Please divide it into several files, or save it as CSV."),
        "สมุดงานนี้ใหญ่เกินกว่าที่ระบบเปิดได้ กรุณาแบ่งเป็นหลายไฟล์ หรือบันทึกเป็น CSV",
    ),
    Sentence(
        "web_page_without_table",
        _("This is a web page without a table. Please export the list again as Excel or CSV."),
        "ไฟล์นี้เป็นหน้าเว็บที่ไม่มีตาราง กรุณาส่งออกรายชื่อใหม่เป็น Excel หรือ CSV",
    ),
    Sentence(
        "no_rows",
        _("No row is filled in this file. Please check that the right file was chosen."),
        "ไม่มีแถวที่กรอกข้อมูลในไฟล์นี้ กรุณาตรวจสอบว่าเลือกไฟล์ถูกต้อง",
    ),
)

FINDINGS = (
    Sentence(
        "wrong_extension",
        _("The name {name} does not fit what the file is ({format}); it was read by its contents."),
        "ชื่อไฟล์ {name} ไม่ตรงกับชนิดของไฟล์ ({format}) ระบบอ่านตามเนื้อหาจริง",
    ),
    Sentence(
        "formulas_without_values",
        _(
            "{count} cells hold a formula without a stored result and were read as blank. To bring their "
            "values in, open "
            "the file in Excel and save it."
        ),
        "มี {count} เซลล์ที่เป็นสูตรแต่ไม่มีผลลัพธ์บันทึกไว้ จึงอ่านเป็นช่องว่าง หากต้องการค่าเหล่านี้ กรุณาเปิดไฟล์ด้วย Excel แล้วบันทึก",
    ),
    Sentence(
        "macros_ignored",
        _("This workbook carries macros. They were not run; only the cells were read."),
        "สมุดงานนี้มีแมโคร ระบบไม่ได้เรียกใช้แมโคร อ่านเฉพาะข้อมูลในเซลล์",
    ),
    Sentence(
        "web_page_read",
        _("This file is a web page saved as a spreadsheet; the tables in it were read."),
        "ไฟล์นี้เป็นหน้าเว็บที่บันทึกเป็นไฟล์ตาราง ระบบอ่านตารางที่อยู่ในนั้น",
    ),
    Sentence(
        "read_as_windows_874",
        _("The text was read in the older Thai encoding Windows-874."),
        "อ่านข้อความด้วยรหัสอักขระไทยรุ่นเก่า Windows-874",
    ),
    Sentence(
        "undecodable_characters",
        _("{count} characters could not be read and are shown as �. Please compare those rows with the original."),
        "มี {count} ตัวอักษรที่อ่านไม่ได้ แสดงเป็น � กรุณาเทียบแถวเหล่านั้นกับต้นฉบับ",
    ),
    Sentence(
        "sheet_unreadable",
        _("Sheet {sheet} could not be read; the other sheets were."),
        "อ่านแผ่นงาน {sheet} ไม่ได้ แต่อ่านแผ่นงานอื่นได้ตามปกติ",
    ),
)
