"""Running an iterator in a process of its own, so that reading and writing a long list share the machine's cores."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from typing import TypeVar

Item = TypeVar("Item")

_MORE, _FAILED, _END = range(3)


def beside(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items, made by a forked child that runs ahead by what a pipe holds.

    The items must not touch the database, whose connection stays with this process; they and what the iterator raises
    must be picklable. The child ends with the iterator, when the caller stops iterating, and when this process dies,
    because nobody reads its pipe then.
    """
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=_make, args=(items, receiving, sending), daemon=True)
    child.start()
    sending.close()
    try:
        while (message := receiving.recv())[0] == _MORE:
            yield message[1]
        if message[0] == _FAILED:
            raise message[1]
    finally:
        receiving.close()
        child.terminate()
        child.join()


def _make(items: Iterable[Item], receiving: Connection, sending: Connection) -> None:
    receiving.close()
    try:
        for item in items:
            sending.send((_MORE, item))
        sending.send((_END, None))
    except BrokenPipeError:
        return
    except Exception as failure:
        sending.send((_FAILED, failure))
