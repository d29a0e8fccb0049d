"""``sanphalang report NAME … -o FILE``: a report as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.portal.named_reports import NAMED, Asked, CannotReportError
from sanphalang.reports.documents import FORMATS, document_file
from sanphalang.web.addresses import site_address
from sanphalang.web.paper import NoPangoError


class Command(PlatformCommand):
    """Writes what the buttons of the reports' pages write."""

    help = "Write a report as PDF, Word document, workbook or, with its first table, CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the report, what it is for, and the file."""
        parser.add_argument("name", metavar="NAME", help=", ".join(NAMED))
        parser.add_argument("-o", dest="file", type=Path, required=True, metavar="FILE.pdf|.docx|.xlsx|.csv")
        parser.add_argument(
            "--area", "--place", default="", metavar="AREA", help="region, cluster or province, by code or name"
        )
        parser.add_argument(
            "--year", default="", metavar="YEAR", help="of either era; of the programme its fiscal year"
        )
        parser.add_argument("--from", dest="first", default="", metavar="DAY", help="of the programme: the first day")
        parser.add_argument("--to", dest="last", default="", metavar="DAY", help="of the programme: the last day")
        parser.add_argument("--digits", choices=("arabic", "thai"), default="arabic", help="which numerals are written")
        parser.add_argument("--site", default="", metavar="ADDRESS", help="where the QR code leads to")

    def handle(self, *, name: str, file: Path, digits: str, site: str, **options: Any) -> None:
        """Write the file."""
        named, file_format = NAMED.get(name), file.suffix.removeprefix(".").lower()
        if named is None:
            told = {"name": name, "names": ", ".join(NAMED)}
            raise CommandError(_("There is no report “%(name)s”. There are: %(names)s.") % told)
        if file_format not in FORMATS:
            raise CommandError(_("The file has to end in .pdf, .docx, .xlsx or .csv: %(file)s") % {"file": file.name})
        asked = {each: options[each] for each in ("area", "year", "first", "last")}
        try:
            document = named.make(self.viewer, Asked(**asked, site=(site or site_address()).rstrip("/")))
            made = document_file(document, file_format=file_format, thai_digits=digits == "thai")
        except (CannotReportError, NoPangoError) as refusal:
            raise CommandError(str(refusal)) from refusal
        file.write_bytes(made)
        about = {"report": name, "title": document.title, "about": document.lead, "file": str(file)}
        self.result(about | {"bytes": len(made)}, _("Wrote the report %(title)s, %(about)s: %(file)s") % about)
