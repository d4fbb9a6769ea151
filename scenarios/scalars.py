"""What an unquoted text of a YAML file means."""

from __future__ import annotations

import math
import re

from scenarios.nodes import Scalar

MAX_DIGITS = 18

_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def resolve(text: str) -> Scalar:
    """Return what an unquoted text means in YAML 1.2.

    Raises
    ------
    OverflowError
        The number is not finite, or has more digits than any quantity here.

    Examples
    --------
    >>> resolve("12"), resolve("1e3"), resolve("08:00"), resolve("yes"), resolve("true")
    (12, 1000.0, '08:00', 'yes', True)
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text) and len(text) <= MAX_DIGITS:
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if _ENDLESS.fullmatch(text) or _INT.fullmatch(text):
        raise OverflowError(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        if not math.isfinite(number):
            raise OverflowError(text)
        return number
    return text
