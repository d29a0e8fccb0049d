"""What kinds, forms, parts, states and events are called on pages and in forms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.knowledge.rules import BASICS, FILES, PARTNERS, PICTURES, TIES, Basis, Form, Kind, State
from sanphalang.web.table import Tone, Words

KINDS: dict[str, Words] = {
    Kind.HEALTHY_COMMUNITY: _("Healthy community"),
    Kind.GRASSROOTS_ECONOMY: _("Grass-roots economy"),
    Kind.STRONG_SOCIETY: _("Innovation for a strong society"),
    Kind.OTHER: _("Other"),
}

FORMS: dict[str, Words] = {
    Form.CASE: _("Case study"),
    Form.LESSON: _("Lessons learned"),
    Form.POLICY: _("Public policy"),
    Form.INNOVATION: _("Innovation"),
    Form.DECLARATION: _("Declaration"),
    Form.COMPARISON: _("Comparative study"),
}

STATES: dict[str, Words] = {
    State.DRAFT: _("Draft"),
    State.REVIEW: _("In review"),
    State.PUBLISHED: _("Published"),
    State.REPLACED: _("Earlier version"),
    State.WITHDRAWN: _("No longer published"),
}
STATE_TONES: dict[str, Tone] = {
    State.DRAFT: "note",
    State.REVIEW: "doubt",
    State.PUBLISHED: "right",
    State.REPLACED: "quiet",
    State.WITHDRAWN: "quiet",
}

PARTS = {
    BASICS: _("About the item"),
    "situation": _("How things were"),
    "action": _("What was done"),
    "who": _("Who took part"),
    "result": _("What came of it"),
    "why": _("Why it worked"),
    "repeat": _("What others need to do the same"),
    "why_came": _("Why we came"),
    "hoped": _("What we hoped for"),
    "happened": _("What really happened"),
    "learned": _("What we learned"),
    "proposed": _("What we propose"),
    "policy": _("What the policy says"),
    "process": _("How it came about"),
    "declared": _("What was declared"),
    "followed": _("What followed"),
    "question": _("What we wanted to know"),
    "compared": _("What was compared"),
    "found": _("What the comparison shows"),
    TIES: _("Goals, issues and other places"),
    PARTNERS: _("Organisations and people"),
    PICTURES: _("Pictures"),
    FILES: _("Files and films"),
}
"""Headings of the parts, for readers and in the form."""

BASES: dict[str, Words] = {
    Basis.IN_WRITING: _("agreed in writing"),
    Basis.BY_WORD: _("agreed by word of mouth"),
    Basis.PUBLIC_POST: _("holds a public post"),
}
"""Why a person may be named."""

QUESTIONS: dict[str, Words] = {
    "situation": _("What was the problem or the chance? Where, since when, and whom did it touch?"),
    "action": _("What was done, step by step? What was tried first and did not work?"),
    "who": _("Which groups and offices took part, and what did each do? Write roles here, not names of people."),
    "result": _("What is different now, and how do you know? Put what was counted into the table below."),
    "why": _("What made it work here? What would you do again, and what not?"),
    "repeat": _("What does a community need that wants to do the same: people, money, time, knowledge, permission?"),
    "why_came": _("What brought you, one person or the whole group, to this work?"),
    "hoped": _("What would have been a success in your eyes?"),
    "happened": _("What really happened, as it was?"),
    "learned": _("What did you learn from what happened?"),
    "proposed": _("What do you propose to those who go on, and to those who decide?"),
    "policy": _("What was agreed or decided, by whom, and for whom does it hold?"),
    "process": _("Who began it, who joined, which meetings led there?"),
    "declared": _("The words of the declaration, or its main points, and on which day it was made."),
    "followed": _("What became of what was declared: who did what since?"),
    "question": _("Which question should the comparison answer, and for whom?"),
    "compared": _(
        "Which cases were compared, how were they chosen, and who told of them? The table holds what differs."
    ),
    "found": _("What do the cases have in common, where do they differ, and what explains it?"),
    TIES: _("What does it serve? Readers find it by that, and see what others did for the same."),
    PARTNERS: _("Who took part, from the registry. A person is shown by role; by name only where the person agreed."),
    PICTURES: _("A few pictures say more than a page. The place noted in a telephone's picture is removed."),
    FILES: _("Documents that help others to do the same, and links to films."),
}
"""What the guided form asks at each part."""

FIELDS = {
    "title": _("Name of the item"),
    "kind": _("Kind"),
    "form": _("Told as"),
    "summary": _("In short"),
    "place": _("Main place"),
    "year": _("Year"),
    "state": _("State"),
    "version": _("Version"),
    "changed": _("What is new in this version"),
    "part": _("Part"),
    "text": _("Text"),
    "figures": _("Figures"),
    "follow_ups": _("What followed, day by day"),
    "comparison": _("Cases and factors"),
    "local_authority": _("Local authority"),
    "joined_on": _("Joined on"),
    "withdrawn_because": _("Why it was withdrawn"),
    "goals": _("Goals and targets"),
    "tags": _("Issues"),
    "places": _("Other places"),
    "organisation": _("Organisation"),
    "did": _("What it did"),
    "person": _("Person"),
    "role": _("Role"),
    "basis": _("Why the name may be shown"),
    "agreed_on": _("Agreed on"),
    "alt": _("What the picture shows, for who cannot see it"),
    "caption": _("Words below the picture"),
    "url": _("Address of the film"),
    "sentence": _("What the lessons say together"),
    "passages": _("Lessons that it is drawn from"),
}

VERBS: dict[str, Words] = {
    "knowledge.create": _("Knowledge item begun"),
    "knowledge.edit": _("Knowledge item edited"),
    "knowledge.edit_part": _("Part of a knowledge item edited"),
    "knowledge.tie": _("Ties of a knowledge item changed"),
    "knowledge.add_partner": _("Organisation tied to a knowledge item"),
    "knowledge.remove_partner": _("Organisation no longer tied to a knowledge item"),
    "knowledge.add_participant": _("Person tied to a knowledge item"),
    "knowledge.remove_participant": _("Person no longer tied to a knowledge item"),
    "knowledge.name_person": _("Name of a person shown in a knowledge item"),
    "knowledge.unname_person": _("Name of a person no longer shown in a knowledge item"),
    "knowledge.add_picture": _("Picture added to a knowledge item"),
    "knowledge.edit_picture": _("Picture of a knowledge item edited"),
    "knowledge.move_picture": _("Picture of a knowledge item moved"),
    "knowledge.remove_picture": _("Picture of a knowledge item removed"),
    "knowledge.add_file": _("File added to a knowledge item"),
    "knowledge.remove_file": _("File of a knowledge item removed"),
    "knowledge.add_video": _("Film added to a knowledge item"),
    "knowledge.remove_video": _("Film of a knowledge item removed"),
    "knowledge.open_thread": _("Something asked about a knowledge item"),
    "knowledge.add_remark": _("Something said about a knowledge item"),
    "knowledge.resolve_thread": _("A question about a knowledge item settled"),
    "knowledge.reopen_thread": _("A question about a knowledge item open again"),
    "knowledge.submit": _("Knowledge item sent for review"),
    "knowledge.send_back": _("Knowledge item back to a draft"),
    "knowledge.publish": _("Knowledge item published"),
    "knowledge.begin_revision": _("New version of a knowledge item begun"),
    "knowledge.discard": _("Draft of a knowledge item thrown away"),
    "knowledge.withdraw": _("Knowledge item withdrawn"),
    "knowledge.remove_version": _("Earlier version of a knowledge item removed"),
    "knowledge.forget": _("Words or a file of a knowledge item removed: they named a person who was erased"),
    "knowledge.restore": _("Knowledge item published again"),
    "knowledge.create_theme": _("Theme of lessons begun"),
    "knowledge.edit_theme": _("Theme of lessons edited"),
    "knowledge.gather_passages": _("Lessons of a theme chosen"),
    "knowledge.publish_theme": _("Theme of lessons published"),
    "knowledge.unpublish_theme": _("Theme of lessons taken back to a draft"),
    "knowledge.remove_theme": _("Theme of lessons removed"),
}
"""What happened, by the verb under which the ledger keeps it."""
