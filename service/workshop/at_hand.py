"""What was made, kept at hand by what it was made of; made once, however many ask at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class AtHand(Generic[T]):
    """Some things at hand, those that were asked for last.

    Parameters
    ----------
    most
        Of all their weights.
    weight
        Of one thing; 1 each by default.
    """

    def __init__(self, most: int, weight: Callable[[T], int] = lambda _: 1) -> None:
        self._most = most
        self._weight = weight
        self._kept: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._weighs = 0
        self._making: dict[Hashable, Future[T]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return a thing: at hand, or made now; who asks meanwhile waits for the same.

        Examples
        --------
        >>> numbers = AtHand[int](2)
        >>> numbers.get("a", lambda: 1), numbers.get("a", lambda: 2), numbers.get("b", lambda: 3)
        (1, 1, 3)
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]
            under_way = self._making.get(key)
            if under_way is None:
                mine = self._making[key] = Future[T]()
        if under_way is not None:
            return under_way.result()
        try:
            made = make()
        except BaseException as error:
            with self._lock:
                del self._making[key]
            mine.set_exception(error)
            raise
        with self._lock:
            del self._making[key]
            self._keep(key, made)
        mine.set_result(made)
        return made

    def _keep(self, key: Hashable, made: T) -> None:
        weighs = self._weight(made)
        self._kept[key] = made, weighs
        self._weighs += weighs
        while self._weighs > self._most and len(self._kept) > 1:
            _, (_, gone) = self._kept.popitem(last=False)
            self._weighs -= gone
