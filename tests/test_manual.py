"""The manual keeps up with the platform: pages, roles, commands, and the very words of the interface."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core.management import get_commands
from django.test import Client
from django.urls import reverse
from django.utils import translation

from sanphalang.access import invitations, throttle
from sanphalang.access.roles import Role
from sanphalang.manual.texts import Task, by_person, by_task, tasks
from sanphalang.portal.incident import HOURS
from sanphalang.privacy.rules import DAYS, LINK_DAYS, Kind
from sanphalang.web.helping import tasks_of_pages
from tests.access.oracle import ROUTES
from tests.access.world import PLACES, Answer, Persona, World, address, ask, client_of, make_world, route_names
from tools import messages

HOW = """
Every page tells how it is used. In the urls.py that declares the address, add its name to HELP, at the task of the
manual that it belongs to. Where no task fits, write one (src/sanphalang/manual/README.md says how)."""
WITHOUT_ROLE = {"public", "link", "walker", "operator"}
_SEE_MOST = (
    Persona("coordinator"),
    Persona("national_administrator", session=True),
    Persona("data_protection_officer", session=True),
    Persona("public"),
)


@pytest.mark.django_db
def test_every_page_has_help() -> None:
    without = sorted(f"{route} ({path})" for route, path, _ in _pages() if route not in tasks_of_pages())
    assert not without, "\n".join(without) + HOW


@pytest.mark.django_db
def test_every_page_leads_to_its_help() -> None:
    """Papers to print, and the walk that a telephone keeps for where there is no signal, stand without the frame."""
    wrong = [
        f"{route} ({path})"
        for route, path, answer in _pages()
        if "shell-footer" in answer.text and f'href="{_help_of(route)}"' not in answer.text
    ]
    assert wrong == []


def _help_of(route: str) -> str:
    return reverse("manual:task", args=[tasks_of_pages()[route]]) if route in tasks_of_pages() else "/help/"


def _pages() -> Iterator[tuple[str, str, Answer]]:
    """Yield every address that answers anybody with a page, and its answer: papers to print too."""
    world, left = make_world(), dict(route_names())
    for persona in _SEE_MOST:
        client = client_of(persona)
        for route, pattern in list(left.items()):
            path = _path(world, route, pattern)
            if path is None:
                continue
            answer = ask(client, "GET", path)
            if answer.status == 405:
                del left[route]
            elif answer.status == 200 and "text/html" in answer.text[:2000] and "<html" in answer.text:
                del left[route]
                yield route, path, answer


def _path(world: World, route: str, pattern: object) -> str | None:
    of = ROUTES[route].of if route in ROUTES else ""
    found = (address(world, route, pattern, of, relation) for relation in PLACES)  # type: ignore[arg-type]
    return next(filter(None, found), None)


def test_what_is_declared_is_there() -> None:
    assert set(tasks_of_pages()) - set(route_names()) == set(), "HELP names addresses that are not there."
    assert set(tasks_of_pages().values()) - set(tasks()) == set(), "HELP names tasks that the manual does not have."


def test_every_role_has_help() -> None:
    assert {group.name for group in by_person()} == {*map(str, Role), *WITHOUT_ROLE}, (
        "Every role of access stands under “who” in src/sanphalang/manual/index.toml, with what it does."
    )
    assert all(group.tasks for group in by_person())


def test_every_command_has_help() -> None:
    own = {name for name, app in get_commands().items() if str(app).startswith("sanphalang.")}
    told = {command.line.split("sanphalang ")[1].split()[0] for task in tasks().values() for command in task.commands}
    assert told == own, "Every command stands in a file of src/sanphalang/manual/tasks, under [[commands]]."


def test_every_task_is_found_on_the_first_page() -> None:
    listed = [name for group in by_task() for name in group.tasks]
    assert sorted(listed) == sorted(tasks())
    assert {name for group in by_person() for name in group.tasks} <= set(tasks())


@pytest.mark.parametrize("task", tasks().values(), ids=list(tasks()))
def test_a_task_leads_on(task: Task) -> None:
    assert task.name not in task.see
    assert set(task.see) <= set(tasks())
    assert task.page == "" or reverse(task.page)
    assert task.steps
    assert task.wrong, "What can go wrong is a part of every page."


@pytest.mark.parametrize("task", tasks().values(), ids=list(tasks()))
def test_thai_and_english_say_the_same_labels(task: Task) -> None:
    for sentence in task.sentences:
        thai, english = sentence.labels
        assert thai == english, sentence.en
        assert re.search("[ก-๙]", sentence.th), sentence.th
        assert not re.search("[ก-๙]", re.sub("ทอผ้า", "", sentence.en)), sentence.en


def test_the_words_of_the_interface_are_its_words() -> None:
    """A label that a room has renamed has to be renamed here too."""
    used = {
        str(message.id[0] if isinstance(message.id, tuple) else message.id)
        for room in messages.rooms()
        for message in messages.extracted(room)
        if message.id
    }
    quoted = {label for task in tasks().values() for sentence in task.sentences for label in sentence.labels[1]}
    assert quoted - used == set()


@pytest.mark.parametrize("language", ["th", "en"])
def test_labels_are_shown_in_the_language_of_the_reader(language: str) -> None:
    with translation.override(language):
        for task in tasks().values():
            for sentence in task.sentences:
                shown = str(sentence)
                assert "{" not in shown
                for label in sentence.labels[1]:
                    assert language == "en" or translation.gettext(label) != label, f"{label} has no Thai"


def test_the_manual_promises_what_the_rooms_keep() -> None:
    promises = {
        "own-data": (LINK_DAYS, DAYS[Kind.ACCESS], DAYS[Kind.ERASURE]),
        "requests": (DAYS[Kind.CORRECTION], DAYS[Kind.ERASURE]),
        "colleagues": (invitations.DAYS,),
        "incidents": (HOURS,),
    }
    for name, numbers in promises.items():
        task = tasks()[name]
        for language in ("th", "en"):
            said = " ".join(getattr(sentence, language) for sentence in task.sentences)
            assert [number for number in numbers if f" {number}" not in said] == [], (name, language)
    assert throttle.TRIES == 10, "The page “accounts” says ten tries in half an hour."


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_of_the_manual_opens(client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    index = client.get("/help/").content.decode()
    for task in tasks().values():
        page = client.get(reverse("manual:task", args=[task.name]))
        assert page.status_code == 200
        assert f'href="{reverse("manual:task", args=[task.name])}"' in index
    assert client.get("/help/nothing/").status_code == 404


@pytest.mark.django_db
def test_who_is_signed_in_finds_the_own_role_open() -> None:
    page = client_of(Persona("data_manager")).get("/help/").content.decode()
    assert re.search(r'id="data_manager"\s+open', page)
    assert not re.search(r'id="inspector"\s+open', page)
