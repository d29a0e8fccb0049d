"""Understanding a table: which sheet, where its header, which rows are data, which column is what.

Pure Python without Django. :func:`sanphalang.intake.understanding.sheets.understand` is the way in.
"""
