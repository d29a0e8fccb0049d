"""Template tags of the house; loaded in every template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.loader import get_template, render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sanphalang.thai.digits import to_thai
from sanphalang.web.ages import words_since
from sanphalang.web.days import day_in_full, day_of, day_shown, language
from sanphalang.web.figures import show_figure
from sanphalang.web.panels import panels_of
from sanphalang.web.table import Table
from sanphalang.web.table_rows import rows_html

register = template.Library()

_TICKED = frozenset({"checkbox", "radioselect", "checkboxselectmultiple", "hidden"})


@register.filter
def figure(value: object) -> str:
    """Show a number with its thousands apart (1,234); words stay words; nothing is ไม่ทราบ, which is not zero."""
    if value is None or value == "":
        return _("Unknown")
    if isinstance(value, int | float | Decimal):
        return show_figure(value)
    return str(value)


@register.filter
def known(value: object) -> object:
    """Show the value, or ไม่ทราบ when there is none."""
    return _("Unknown") if value is None or value == "" else value


@register.filter
def thai_date(value: dt.date | dt.datetime | None) -> str:
    """Show a date as 14 ก.พ. 2558, in English as 14 Feb 2015; a moment is shown as its day in Thailand."""
    return day_shown(value) or _("Unknown")


@register.filter
def date_in_full(value: dt.date | dt.datetime | None) -> str:
    """Show a date as official letters write it: 14 กุมภาพันธ์ 2558, in English 14 February 2015."""
    day = day_of(value)
    return _("Unknown") if day is None else day_in_full(day)


@register.filter
def relative(value: dt.date | dt.datetime | None) -> SafeString | str:
    """Show how long ago ("19 เดือนก่อน"), with the exact date on hover and in print."""
    day = day_of(value)
    if day is None:
        return _("Unknown")
    exact = day_shown(day)
    return format_html(
        '<time datetime="{}" title="{}">{}<span class="print-only"> ({})</span></time>',
        day.isoformat(),
        exact,
        words_since(day, timezone.localdate(), lang=language()),
        exact,
    )


@register.filter
def thai_digits(value: object) -> str:
    """Write ๐–๙ for 0–9, as official print wants them."""
    return to_thai(str(value))


@register.filter
def control(field: BoundField) -> SafeString:
    """Draw a form field's widget with the look of the house."""
    if field.widget_type in _TICKED:
        return field.as_widget()
    look = "form-select" if "select" in field.widget_type else "form-control"
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{own} {look}".strip()})


@register.filter
def page_numbers(page: Page[Any]) -> list[int | None]:
    """List the numbers to offer around this page; None stands for those left out."""
    offered = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in offered]


@register.filter
def table_rows(table: Table) -> SafeString:
    """Draw the rows of a table."""
    return rows_html(table)


@register.simple_block_tag
def page_head(content: str, title: str, lead: str = "", crumbs: Iterable[Mapping[str, str]] = ()) -> SafeString:
    """Draw the head of a page around its actions: where it is, its title, one sentence, the buttons."""
    context = {"title": title, "lead": lead, "crumbs": crumbs, "actions": content}
    return render_to_string("web/components/page_head.html", context)


@register.simple_block_tag
def card(content: str, title: str = "", link: str = "", link_label: str = "", note: str = "") -> SafeString:
    """Draw a card around its content; ``link`` leads to the rest of what the card shows."""
    context = {"title": title, "link": link, "link_label": link_label, "note": note, "content": content}
    return render_to_string("web/components/card.html", context)


@register.simple_tag(takes_context=True)
def panels(context: template.Context, slot: str, subject: int) -> SafeString:
    """Draw what rooms above this page have to show of its subject (:mod:`sanphalang.web.panels`).

    A panel is given what the page knows of the request, so that nothing of the page's frame is made once more for it.
    """
    shown = filter(None, (panel(context["viewer"], subject) for panel in panels_of(slot)))
    of_the_page = {name: context.get(name) for name in ("request", "viewer", "csrf_token")}
    drawn = (
        get_template(name).template.render(context.new(of_the_page | own))  # type: ignore[attr-defined]
        for name, own in shown
    )
    return format_html_join("\n", "{}", ((each,) for each in drawn))
