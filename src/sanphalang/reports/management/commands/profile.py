"""``sanphalang profile CODE -o FILE.pdf|.docx``: the sheet of a place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.places.names import full_name
from sanphalang.places.queries import place_by_code
from sanphalang.reports.sheets import CONTENT_TYPES, sheet_file
from sanphalang.web.addresses import site_address
from sanphalang.web.paper import NoPangoError


class Command(PlatformCommand):
    """Prints what the buttons of the place's page print."""

    help = "Print the profile of a place for the notice board of its community, as PDF or as a Word document."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the place and the file."""
        parser.add_argument("code", metavar="CODE", help="official code of 2, 4, 6 or 8 digits")
        parser.add_argument("-o", dest="file", type=Path, required=True, metavar="FILE.pdf|.docx")
        parser.add_argument("--digits", choices=("arabic", "thai"), default="arabic", help="which numerals are written")
        parser.add_argument("--site", default="", metavar="ADDRESS", help="where the QR code leads to")

    def handle(self, *, code: str, file: Path, digits: str, site: str, **options: Any) -> None:
        """Write the file."""
        place = place_by_code(code)
        if place is None:
            raise CommandError(_("There is no place with the code %(code)s.") % {"code": code})
        file_format = file.suffix.removeprefix(".").lower()
        if file_format not in CONTENT_TYPES:
            raise CommandError(_("The file has to end in .pdf or .docx: %(file)s") % {"file": file.name})
        try:
            made = sheet_file(
                self.viewer,
                place,
                file_format=file_format,
                thai_digits=digits == "thai",
                site=(site or site_address()).rstrip("/"),
            )
        except NoPangoError as missing:
            raise CommandError(str(missing)) from missing
        file.write_bytes(made)
        name = full_name(place)
        self.result(
            {"place": place.code, "name": name, "file": str(file), "bytes": len(made)},
            _("Wrote the sheet of %(place)s: %(file)s") % {"place": name, "file": file},
        )
