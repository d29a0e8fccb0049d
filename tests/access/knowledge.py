"""Knowledge of the small country: items in every state, themes of lessons, and who may read which of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from sanphalang.committees.tests.factories import PDF
from sanphalang.files.storage import keep_file
from sanphalang.knowledge.models import Attachment, Participant, Partner, Picture, Theme, ThemePassage, Thread, Video
from sanphalang.knowledge.rules import State
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.places.rules import PlaceCode

if TYPE_CHECKING:
    from tests.access.world import World


def add_knowledge(world: World, relation: str, place: str, number: int) -> None:
    """Make an item in each state; what is not published is for those who write or review there."""
    for kind, state in (
        ("knowledge", State.PUBLISHED),
        ("draft of knowledge", State.DRAFT),
        ("in review", State.REVIEW),
        ("withdrawn", State.WITHDRAWN),
        ("earlier version", State.REPLACED),
    ):
        version = make_item(f"นกกา{state}{number}", place=place, state=state)
        where = {"item_id": version.item_id, "step": "situation", "number": version.number}
        person = world.records["person"][relation]
        participant = Participant.objects.create(version=version, person=person, role="ประธานกลุ่ม")
        partner = Partner.objects.create(version=version, organisation=world.records["organisation"][relation])
        kept = keep_file([PDF])
        attachment = Attachment.objects.create(version=version, file=kept, file_type="pdf", title="คู่มือ")
        video = Video.objects.create(version=version, url="https://example.org/film", title="ภาพยนตร์")
        words = {"number": 1, "width": 1, "height": 1, "alt": "รูป"}
        picture = Picture.objects.create(version=version, file=kept, small=kept, **words)
        where |= {"participant_id": participant.pk, "partner_id": partner.pk, "person_id": person.pk}
        where["thread_id"] = Thread.objects.create(item=version.item, part="situation").pk
        where |= {"attachment_id": attachment.pk, "video_id": video.pk, "picture_id": picture.pk}
        world.add(kind, relation, version, **where)
        if state == State.DRAFT:
            world.hide(relation, "knowledge.write", version.title)
        elif state != State.PUBLISHED:
            world.hide(relation, "knowledge.review", version.title)


def add_themes(world: World, relation: str, place: str, number: int) -> None:
    """Make a published theme of lessons and a draft of one, which is for those who write there."""
    lesson = make_item(f"นกแสกบทเรียน{number}", place=place, form="lesson", parts={"learned": "ทดลอง"})
    code = PlaceCode.parse(place) if place else None
    where = {"place": code.padded, "place_level": str(code.level)} if code else {}
    for kind, day in (("theme", timezone.now()), ("draft theme", None)):
        title = f"นกเค้าประเด็น{number} {kind}"
        theme = Theme.objects.create(title=title, title_key=title, sentence="ทดลอง", published_at=day, **where)
        ThemePassage.objects.create(theme=theme, item=lesson.item, part="learned")
        world.add(kind, relation, theme, theme_id=theme.pk)
    world.hide(relation, "knowledge.write", theme.title)
