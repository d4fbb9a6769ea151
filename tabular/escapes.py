"""Texts as a workbook can hold them, and back.

A cell holds XML: most control characters, and blanks at an end, go in as the ``_x000D_`` of the
format (ECMA-376, ST_Xstring). A text of quotes only gets one more at each end, so that the empty
text is not an empty cell.
"""

from __future__ import annotations

import re

LONGEST = 32_767
"""Characters of a cell, at most."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ENDS = re.compile(r"\A\s+|\s+\Z")


def escaped(text: str) -> str:
    r"""Return a text as a cell holds it.

    Examples
    --------
    >>> escaped("a\rb"), escaped(""), escaped(" a "), escaped("_x0041_")
    ('a_x000D_b', '""', '_x0020_a_x0020_', '_x005F_x0041_')
    """
    if not text.strip('"'):
        return f'"{text}"'
    text = _ESCAPE.sub(lambda found: f"_x005F_x{found[1]}_", text)
    text = _FORBIDDEN.sub(lambda found: _code(found[0]), text)
    return _ENDS.sub(lambda found: "".join(map(_code, found[0])), text)


def unescaped(text: str) -> str:
    r"""Return what a cell's text says, blanks at its ends left out.

    Examples
    --------
    >>> [unescaped(escaped(text)) for text in ("a\rb", "", '"', " a ", "_x0041_", "=1+1")]
    ['a\rb', '', '"', ' a ', '_x0041_', '=1+1']
    """
    text = text.strip()
    if len(text) > 1 and not text.strip('"'):
        return text[1:-1]
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _code(letter: str) -> str:
    return f"_x{ord(letter):04X}_"
