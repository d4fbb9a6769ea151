"""The common file, a page for each structure; and what each structure or funder may see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.base import Language
from models.dates import full_date
from models.grant_uses import USES
from models.grants import FundedStructure
from models.grants_study import CallDue, GrantEdition, GrantPart, GrantsStudy
from models.letters import lower
from models.numbers import amount
from scenarios.naming import ids_of
from service.kinds.funders.common_file import (
    EMPTY,
    euros,
    field_name,
    line_of,
    wanted,
    wanted_by,
)
from service.kinds.funders.money_sections import party_name
from service.kinds.funders.words import say
from service.pages.printed import of_week, printed
from service.words.sentences import listed

DOSSIER = Path(__file__).with_name("dossier.typ")
EDITION = Path(__file__).with_name("edition.typ")
FOLDER = "editions"
Data = dict[str, Any]


def _common(study: GrantsStudy, language: Language, title: str) -> Data:
    world = study.scenario
    return of_week(world, language, say, title) | {"notes": list(world.notes)}


def dossier(study: GrantsStudy, language: Language) -> bytes:
    """Return the PDF of the common file, a page for each structure that is no federation."""
    pages = [
        _dossier(study, one, language)
        for one in study.scenario.grants.structures
        if not one.federation
    ]
    return printed(DOSSIER, _common(study, language, "common") | {"pages": pages})


def _dossier(study: GrantsStudy, structure: FundedStructure, language: Language) -> Data:
    fields = wanted(study)
    said = {field: line_of(study, structure, field, language) for field in fields}
    missing = [field_name(field, language) for field in fields if said[field] == EMPTY]
    return {
        "label": structure.label,
        "lines": [
            {
                "name": field_name(field, language),
                "said": said[field] if said[field] != EMPTY else "",
                "by": wanted_by(study, field, language),
            }
            for field in fields
        ],
        "missing": (
            say("missing_here", language, fields=listed([lower(one) for one in missing], language))
            if missing
            else ""
        ),
        "calls": [
            _call(study, one, language) for one in study.calls if structure.id in one.structures
        ],
    }


def _call(study: GrantsStudy, one: CallDue, language: Language) -> Data:
    hours = one.hours / max(1, len(one.structures))
    return {
        "closes": full_date(one.closes, language),
        "label": f"{party_name(study, one.funder, language)}, {one.label}",
        "hours": amount(hours, "h", language),
        "asks": listed([lower(field_name(field, language)) for field in one.asks_for], language),
    }


def edition_papers(study: GrantsStudy, language: Language) -> dict[str, bytes]:
    """Return a PDF for each structure and funder, by file name: its own lines and the totals."""
    labels = [party_name(study, one.viewer, language) for one in study.editions]
    stems = ids_of(labels, "edition")
    return {
        f"{FOLDER}/{stem}.pdf": _edition(study, one, language)
        for one, stem in zip(study.editions, stems, strict=True)
    }


def _edition(study: GrantsStudy, edition: GrantEdition, language: Language) -> bytes:
    of_structure = edition.kind == "structure"
    mine = [
        one
        for one in study.of_year
        if (one.structure if of_structure else one.funder) == edition.viewer
    ]
    data = _common(study, language, "edition_structure" if of_structure else "edition_funder")
    return printed(
        EDITION,
        data
        | {
            "viewer": party_name(study, edition.viewer, language),
            "head": say("structure" if not of_structure else "funder", language),
            "lines_title": say("your_lines", language, year=study.year),
            "lines": [_line(study, one, language, of_structure) for one in mine],
            "total": say("your_total", language, eur=euros(edition.cents, language)),
            "totals": [
                {
                    "axis": axis,
                    "rows": [
                        {"name": _together(study, one.axis, one.who, language), "eur": eur}
                        for one in edition.totals
                        if one.axis in key
                        for eur in [euros(one.cents, language)]
                    ],
                }
                for axis, key in (
                    (say("by_funder", language), ("funder",)),
                    (say("territories", language), ("territory",)),
                    (say("everyone", language), ("all",)),
                )
                if any(one.axis in key for one in edition.totals)
            ],
            "calls": [
                _call(study, one, language)
                for one in study.calls
                if (edition.viewer in one.structures if of_structure else False)
            ],
            "money": [] if of_structure else _own_money(study, edition.viewer, language),
        },
    )


def _line(study: GrantsStudy, one: GrantPart, language: Language, of_structure: bool) -> Data:
    award = study.scenario.grants.awards[one.award]
    territory = study.scenario.grants.territory.get(one.territory or "")
    return {
        "who": party_name(study, one.funder if of_structure else one.structure, language),
        "what": USES[one.use].in_(language) + (f" – {award.purpose}" if award.purpose else ""),
        "where": "" if territory is None else territory.label,
        "reference": award.reference,
        "eur": euros(one.cents, language),
    }


def _together(study: GrantsStudy, axis: str, who: tuple[str, ...], language: Language) -> str:
    if axis == "all":
        return say("everyone", language)
    if axis == "funder":
        return listed([party_name(study, name, language) for name in who], language)
    known = study.scenario.grants.territory
    names = [known[name].label if name else lower(say("nowhere", language)) for name in who]
    return listed(names, language)


def _own_money(study: GrantsStudy, funder: str, language: Language) -> list[Data]:
    """Return where the money of a funder's own envelopes would go."""
    grants = study.scenario.grants
    return [
        {
            "who": grants.structure[one.structure].label,
            "what": USES[one.use].in_(language),
            "envelope": grants.envelope[one.envelope][1].label,
            "eur": euros(one.cents, language),
        }
        for one in study.proposals
        if grants.envelope[one.envelope][0].id == funder
    ]
