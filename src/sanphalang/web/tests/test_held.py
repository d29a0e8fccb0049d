"""What is held is made once, handed out itself, and for as long as was said."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep

from sanphalang.web.held import Held


def test_it_is_made_once_also_where_many_ask_together() -> None:
    held, made = Held[list[int]](60), list[int]()

    def make() -> list[int]:
        sleep(0.05)
        made.append(1)
        return [7]

    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _number: held.get(make), range(8)))
    assert len(made) == 1
    assert all(each is given[0] for each in given)


def test_it_is_made_anew_when_its_time_is_over_or_it_was_forgotten() -> None:
    over, held = Held[object](0), Held[object](60)
    assert over.get(object) is not over.get(object)
    first = held.get(object)
    held.forget()
    assert held.get(object) is not first


def test_what_is_forgotten_while_it_is_made_is_made_again() -> None:
    held = Held[str](60)

    def make_old() -> str:
        held.forget()
        return "old"

    assert held.get(make_old) == "old"
    assert held.get(lambda: "new") == "new"
