"""Papers printed from templates: texts are data, never markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

PAPER = Path(__file__).with_name("paper.typ")
"""What all papers have in common: ink, letters, heads of tables, the foot of a page."""


def printed(template: Path, data: Mapping[str, Any]) -> bytes:
    """Return a PDF.

    Parameters
    ----------
    template
        Follows what all papers have in common, which reads ``data``.
    data
        Plain JSON; it has ``language``, ``title`` and ``foot``.
    """
    import typst

    pdf = typst.compile(
        PAPER.read_bytes() + template.read_bytes(),
        sys_inputs={"data": json.dumps(data)},
        font_paths=_fonts(),
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _fonts() -> Any:
    """Return the letters that come with the printer: found once, the same everywhere."""
    import typst

    return typst.Fonts(include_system_fonts=False)
