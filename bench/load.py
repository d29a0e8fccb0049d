"""A load of requests: eight connections kept alive, a fixed number of requests, every answer read and checked."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from types import MappingProxyType

from bench.figures import NotMeasured

CONNECTIONS = 8
NONE: Mapping[str, str] = MappingProxyType({})


def p95_ms(
    port: int, paths: Sequence[str], *, requests: int, headers: Mapping[str, str] = NONE, begin: int = 0
) -> float:
    """Return the 95th percentile of the time to a whole answer, over ``requests`` requests spread over the paths.

    The connections take the paths in turns from ``begin`` on, and warm up first with a tenth as many. Where there are
    more paths than each of them asks for, no two ask for the same. Raises :class:`NotMeasured` when a page does not
    answer 200.
    """
    share = requests // CONNECTIONS
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        asked = [pool.submit(_ask, port, paths, share, begin + each, headers) for each in range(CONNECTIONS)]
        shares = [each.result() for each in asked]
    times = sorted(seconds for each in shares for seconds in each)
    return 1000 * times[int(0.95 * len(times))]


def warming_up(requests: int) -> int:
    """Return with how many requests a connection warms up before so many are measured."""
    return max(2, requests // 10)


def _ask(port: int, paths: Sequence[str], requests: int, first: int, headers: Mapping[str, str]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        turns = (paths[number % len(paths)] for number in count(first, CONNECTIONS if len(paths) > requests else 1))
        for path in islice(turns, warming_up(requests)):
            _get(connection, path, headers)
        times = []
        for path in islice(turns, requests):
            started = time.perf_counter()
            _get(connection, path, headers)
            times.append(time.perf_counter() - started)
        return times
    finally:
        connection.close()


def _get(connection: http.client.HTTPConnection, path: str, headers: Mapping[str, str]) -> None:
    connection.request("GET", path, headers=dict(headers))
    answer = connection.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        raise NotMeasured(f"{path} answered {answer.status}")
