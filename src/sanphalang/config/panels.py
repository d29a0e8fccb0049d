"""Which rooms fill the slots of which pages: composed here, because it names rooms of several floors.

See :mod:`sanphalang.web.panels`. The page of a person has the slot ``person``, that of an organisation
``organisation``.
"""

from sanphalang.web.panels import Panels

PANELS: Panels = {
    "person": ("sanphalang.committees.panels.of_person", "sanphalang.privacy.panels.of_person"),
    "organisation": ("sanphalang.committees.panels.of_organisation",),
}
