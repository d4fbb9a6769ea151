"""Papers printed from templates: texts are data, never markup."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from models.base import Language
from models.dates import full_date
from models.findings import Finding
from models.scenario import Scenario
from service.words.vocabulary import Vocabulary

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


def of_week(
    scenario: Scenario,
    language: Language,
    say: Vocabulary,
    title: str,
    findings: Iterable[Finding] = (),
) -> dict[str, Any]:
    """Return what a paper of a scenario's week prints anyhow: its words, its foot, whose it is.

    Parameters
    ----------
    say
        The words of the room.
    title
        Key of the paper's title among them.
    findings
        Of the study: that ways are estimated is stamped upon the paper.
    """
    return {
        "language": language,
        "title": say(title, language),
        "foot": f"{scenario.label} – {full_date(scenario.week_of, language)}",
        "words": say.all_in(language),
        "town": scenario.label,
        "stamps": [one.text.in_(language) for one in findings if one.code == "estimated_travel"],
    }


@cache
def _fonts() -> Any:
    """Return the letters that come with the printer: found once, the same everywhere."""
    import typst

    return typst.Fonts(include_system_fonts=False)
