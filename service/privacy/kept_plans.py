"""Plans kept on this computer by content: those in which somebody is are thrown away.

What another computer keeps for itself, a worker elsewhere, is not reached from here.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator

from models.folders import default_folder
from service.acting import only_town
from service.privacy.found import Found
from service.privacy.spelling import Wanted


def kept_plans(who: Wanted, *, write: bool) -> Iterator[Found]:
    """Yield how many kept plans somebody is in; thrown away, if that is asked.

    They are made again when they are asked for: nothing is lost.
    """
    ids = {f'"{name}"' for _, name in who.ids}
    count = 0
    with contextlib.suppress(OSError):
        for path in sorted(default_folder("plans").glob("*.json")):
            with contextlib.suppress(OSError, UnicodeDecodeError):
                text = path.read_text(encoding="utf-8")
                plain = _letters(text)
                if who.pattern.search(plain) or any(one in plain for one in ids):
                    count += 1
                    if write:
                        path.unlink()
    # who sees one town is told of one town: plans do not say whose they are
    if count and only_town() is None:
        yield Found("plans", "", count)


def _letters(text: str) -> str:
    """Return JSON with its letters as they are read, not escaped."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text
