"""Made-up cases of the demo's subdistricts: a few with pictures in the small country, 3,000 in the national one."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from sanphalang.access.viewer import Viewer
from sanphalang.demo.country import Scale, Subdistrict
from sanphalang.demo.knowledge_words import LESSONS, REPEAT, THEME, TOPICS, WHY, Topic
from sanphalang.knowledge.actions import FigureSaid
from sanphalang.knowledge.demo_records import Example, write_examples, write_theme
from sanphalang.organisations.queries import visible
from sanphalang.places.rules import PlaceCode

_COUNTS = {Scale.SMALL: 12, Scale.NATIONAL: 3_000}
_WITH_PICTURES = 12
_LESSONS = 3


def make_knowledge(viewer: Viewer, places: Sequence[Subdistrict], *, scale: Scale, seed: int, today: date) -> list[int]:
    """Write the cases of a scale; return their ids."""
    count = _COUNTS[scale]
    chosen = [places[at * len(places) // count] for at in range(count)] if places else []
    partners = _partners(viewer, [place.code for place in chosen])
    cases = write_examples(_invented(chosen, partners, seed=seed, today=today))
    learned = chosen[:_LESSONS]
    lessons = write_examples(_lessons(learned, today))
    if learned:
        province = PlaceCode.parse(learned[0].code[:2])
        write_theme(*THEME, place=province, lessons=lessons, part="learned")
    return [*cases, *lessons]


def _partners(viewer: Viewer, codes: Sequence[str]) -> Mapping[int, int]:
    """Return an organisation of each place that has one, by its padded code."""
    padded = [PlaceCode.parse(code).padded for code in codes]
    found: dict[int, int] = {}
    for at in range(0, len(padded), 500):
        rows = visible(viewer).filter(place__in=padded[at : at + 500]).order_by("-id")
        found.update((place, number) for place, number in rows.values_list("place", "id") if place is not None)
    return found


def _invented(
    places: Sequence[Subdistrict], partners: Mapping[int, int], *, seed: int, today: date
) -> Iterator[Example]:
    for number, place in enumerate(places):
        chance = random.Random(f"knowledge {seed} {place.code} {number}")  # noqa: S311 (made-up data)
        topic, code = TOPICS[number % len(TOPICS)], PlaceCode.parse(place.code)
        years = chance.randint(1, 8)
        day = today - timedelta(days=chance.randint(1, 700))
        where = f"{'แขวง' if place.in_bangkok else 'ตำบล'}{place.name}"
        yield Example(
            title=f"{topic.title} {where}",
            form="case",
            kind=topic.kind,
            summary=f"{topic.situation} ชุมชนใน{where}จึง{topic.action}",
            place=code,
            year=today.year - years,
            published_at=timezone.make_aware(datetime.combine(day, time(9))),
            parts=_parts(topic, where, chance),
            figures=[_figure(topic, chance)],
            goals=topic.goals,
            partner=partners.get(code.padded),
            picture=_drawn(chance) if number < _WITH_PICTURES else b"",
            alt=f"ภาพวาดทุ่งนาและภูเขาของ{where}",
        )


def _lessons(places: Sequence[Subdistrict], today: date) -> Iterator[Example]:
    """Yield a lesson of each place, told in the retrospective form."""
    for number, (place, told) in enumerate(zip(places, LESSONS, strict=False)):
        where = f"{'แขวง' if place.in_bangkok else 'ตำบล'}{place.name}"
        day = today - timedelta(days=60 + 40 * number)
        yield Example(
            title=f"{told.title} {where}",
            form="lesson",
            kind="strong_society",
            summary=f"ถอดบทเรียนจาก{where}: {told.learned}",
            place=PlaceCode.parse(place.code),
            year=today.year - 1,
            published_at=timezone.make_aware(datetime.combine(day, time(9))),
            parts={
                "why_came": told.why_came,
                "hoped": told.hoped,
                "happened": told.happened,
                "learned": told.learned,
                "proposed": told.proposed,
            },
        )


def _parts(topic: Topic, where: str, chance: random.Random) -> dict[str, str]:
    return {
        "situation": f"{topic.situation} ชาว{where}พูดคุยกันในเวทีประชาคมและเห็นตรงกันว่าต้องเริ่มจากในพื้นที่",
        "action": f"1. ทบทวนข้อมูลของตำบล\n2. {topic.action}\n3. ติดตามผลทุกเดือนและปรับวิธีทำงาน",
        "who": "- องค์กรชุมชนในตำบลเป็นผู้ลงมือ\n- องค์กรปกครองส่วนท้องถิ่นสนับสนุนงบประมาณ\n- โรงพยาบาลส่งเสริมสุขภาพตำบลให้คำแนะนำ",
        "result": "ผลที่เห็นชัดอยู่ในตาราง คนในชุมชนบอกว่าทำงานร่วมกันง่ายขึ้น",
        "why": chance.choice(WHY),
        "repeat": chance.choice(REPEAT),
    }


def _figure(topic: Topic, chance: random.Random) -> FigureSaid:
    before = chance.randint(20, 90)
    after = round(before * (chance.uniform(1.4, 3) if topic.grows else chance.uniform(0.3, 0.7)))
    return FigureSaid(topic.counted, str(before), str(after), topic.unit)


def _drawn(chance: random.Random) -> bytes:
    """Return a plain picture of hills and fields."""
    picture = Image.new("RGB", (1200, 750), (214, 229, 232))
    brush = ImageDraw.Draw(picture)
    x, y = chance.randint(200, 1000), chance.randint(90, 200)
    brush.ellipse((x - 60, y - 60, x + 60, y + 60), fill=(231, 181, 102))
    for depth, colour in enumerate(((127, 176, 182), (86, 138, 120), (120, 158, 92), (201, 170, 90))):
        top = 250 + depth * 110
        points = [(at, top + chance.randint(-60, 60)) for at in range(0, 1300, 150)]
        brush.polygon([(0, 750), *points, (1200, 750)], fill=colour)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
