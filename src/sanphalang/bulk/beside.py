"""Work on a long list in processes beside this one, so that reading and writing share the machine's cores."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_HANDS = 2
"""Enough to keep two cores busy beside the one that writes; each holds one task at a time."""


def beside(work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
    """Yield ``work(task)`` for each task, in order, done by forked processes a few tasks ahead.

    ``work`` must not touch the database, whose connection stays with this process; it is taken along by the fork, while
    tasks, results and what it raises travel and must be picklable. The processes end with the iterator, when the caller
    stops, and when this process dies, because nobody writes to their pipes then.
    """
    context = multiprocessing.get_context("fork")
    hands, busy = deque[Connection](), deque[Connection]()
    children = []
    try:
        for _number in range(_HANDS):
            ours, theirs = context.Pipe()
            child = context.Process(target=_work, args=(work, theirs, [ours, *hands]), daemon=True)
            child.start()
            theirs.close()
            hands.append(ours)
            children.append(child)
        for task in tasks:
            if not hands:
                hand = busy.popleft()
                result = _received(hand)
                hand.send(task)
                busy.append(hand)
                yield result
                continue
            hand = hands.popleft()
            hand.send(task)
            busy.append(hand)
        while busy:
            yield _received(busy.popleft())
    finally:
        for child in children:
            child.terminate()
            child.join()
        for hand in (*hands, *busy):
            hand.close()


def _received(hand: Connection) -> Any:
    done, result = hand.recv()
    if not done:
        raise result
    return result


def _work(work: Callable[[Task], Result], pipe: Connection, others: list[Connection]) -> None:
    # A worker of ours answers SIGTERM by finishing its task; what it forked would go on, and it would wait for ever.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:
        other.close()
    # What was there before the fork is never collected here, and the work leaves no cycles behind.
    gc.disable()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            answer = (True, work(task))
        except Exception as failure:
            pipe.send((False, failure))
            return
        pipe.send(answer)
