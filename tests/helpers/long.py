"""Cases of which ``make test`` tries the first, and ``make test-all`` all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def quick(cases: Iterable[Any], many: int) -> list[Any]:
    """Return cases to parametrize with: after so many, the others are long."""
    return [
        one if n < many else pytest.param(one, marks=pytest.mark.long)
        for n, one in enumerate(cases)
    ]
