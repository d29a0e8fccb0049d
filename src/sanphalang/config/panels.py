"""Which rooms fill the slots of which pages: composed here, because it names rooms of several floors.

See :mod:`sanphalang.web.panels`. The page of a person has the slot ``person``, that of an organisation
``organisation``, that of a local authority ``authority``, that of a place ``place``, of a goal ``sdg_goal``, of a
centre ``centre``, their list ``centres``.
"""

from sanphalang.web.panels import Panels

PANELS: Panels = {
    "person": (
        "sanphalang.committees.panels.of_person",
        "sanphalang.knowledge.panels.of_person",
        "sanphalang.privacy.panels.of_person",
        "sanphalang.stewardship.panels.of_person",
    ),
    "organisation": (
        "sanphalang.committees.panels.of_organisation",
        "sanphalang.knowledge.panels.of_organisation",
        "sanphalang.stewardship.panels.of_organisation",
        "sanphalang.verification.panels.of_organisation",
    ),
    "authority": ("sanphalang.knowledge.panels.of_authority",),
    "place": ("sanphalang.knowledge.panels.of_place",),
    "sdg_goal": ("sanphalang.knowledge.panels.of_goal",),
    "centre": (
        "sanphalang.reports.panels.of_centre",
        "sanphalang.verification.panels.of_centre",
        "sanphalang.verification.panels.rounds_of_centre",
    ),
    "centres": ("sanphalang.verification.panels.of_all_centres",),
}
