"""Where sites lie, by their address: found when an answer is saved, never guessed in silence."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from service.web.first_steps.answering import SITES, Answered, named


def located(answers: Answered) -> Answered:
    """Return answers whose sites have a position, where their address says one."""
    for name in SITES:
        for one in named(answers, name):
            if "place" not in one and one.get("address"):
                found = _found(str(one["address"]), answers)
                if found is not None:
                    one["place"] = found
    return answers


def _found(address: str, answers: Mapping[str, Any]) -> dict[str, Any] | None:
    if "nowhere" in address:
        return None
    n = zlib.crc32(address.encode())
    return {
        "lat": 43.69 + n % 100 / 3000,
        "lon": 5.49 + n // 100 % 100 / 2500,
        "commune": str(answers.get("commune") or ""),
        "assumed": True,
        "source": f"centre de {answers.get('commune')}",
    }
