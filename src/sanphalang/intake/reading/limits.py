"""What a file may hold. Beyond these it is refused, because reading it would harm the machine or helps nobody."""

FILE_BYTES = 200_000_000
UNPACKED_BYTES = 400_000_000
"""All parts of a zipped workbook together, unpacked."""
ARCHIVE_PARTS = 2_000

ROWS = 1_000_000
COLUMNS = 256
CELL_CHARACTERS = 32_767
"""What a spreadsheet program itself allows in a cell."""
LINE_CHARACTERS = 1_000_000
"""One line of a text file."""
LINES_OF_ONE_ROW = 200
"""A row of a text file that spans more lines than this has a quotation mark that nobody closed."""

CHILD_MEMORY_BYTES = 400_000_000
"""Address space of the process that reads a workbook."""
CHILD_SECONDS = 8.0
"""Longest wait for one answer of that process."""
DIAGNOSIS_SECONDS = 1.0
"""How long a refused workbook is looked through for the cell that made it unreadable."""
