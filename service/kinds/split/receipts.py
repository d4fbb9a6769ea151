"""Receipts of a split, one page per association, as one printable PDF."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from models.allocation import Allocation
from models.base import Language
from models.dates import full_date
from models.numbers import number, percent
from service.kinds.split.portions import by_association, counted, moment
from service.kinds.split.words import split_word
from solver.allocation.rules import RULE_NAMES

TEMPLATE = Path(__file__).with_name("receipts.typ")


def receipts(allocation: Allocation, language: Language) -> bytes:
    """Return the PDF; every text is data, never markup."""
    import typst

    pdf = typst.compile(
        TEMPLATE.read_bytes(), sys_inputs={"data": json.dumps(_data(allocation, language))}
    )
    assert isinstance(pdf, bytes)
    return pdf


def _data(allocation: Allocation, language: Language) -> dict[str, Any]:
    scenario = allocation.scenario
    return {
        "language": language,
        "words": split_word.all_in(language),
        "scenario": scenario.label,
        "week": full_date(scenario.week_of, language),
        "rule": RULE_NAMES[allocation.provenance.rule].in_(language),
        "supply": split_word(allocation.supply.source, language),
        "digest": allocation.provenance.input_digest[:16],
        "receipts": [_receipt(allocation, who.id, language) for who in scenario.associations],
    }


def _receipt(allocation: Allocation, who: str, language: Language) -> dict[str, Any]:
    scenario = allocation.scenario
    standing = allocation.standing[who]
    portions = by_association(allocation)[who]
    before = sum(allocation.history.received_kg.get(who, {}).values())
    due = sum(allocation.history.need_kg.get(who, {}).values())
    rows = [("now", standing.need_kg, standing.received_kg)]
    if allocation.history.weeks:
        rows.insert(0, ("before", due, before))
        rows.append(("total", due + standing.need_kg, before + standing.received_kg))
    return {
        "who": scenario.association[who].label,
        "reason": standing.reason.in_(language),
        "total": number(sum(one.kg for one in portions), language, 1),
        "lines": [
            {
                "family": scenario.family[allocation.supply.lot[one.lot].family].label,
                "lot": allocation.supply.lot[one.lot].label,
                "day": moment(one.opening_s, language),
                "kg": number(one.kg, language, 1),
                "units": str(counted(allocation, one, language)),
            }
            for one in portions
        ],
        "balance": [
            {
                "name": split_word(name, language),
                "need": number(need, language, 1),
                "got": number(got, language, 1),
                "level": percent(got / need, language) if need > 0 else "",
            }
            for name, need, got in rows
        ],
    }
