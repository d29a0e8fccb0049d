"""Reading messy tables: from any file that an agency sends to rows of cells, harming nothing on the way.

Pure Python without Django. :func:`sanphalang.intake.reading.workbook.open_table_file` is the way in.
"""
