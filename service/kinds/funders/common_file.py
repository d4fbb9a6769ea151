"""The common file of a structure: each of its lines in words, and who asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from models.base import Language
from models.fields import titled_of
from models.grant_uses import USES
from models.grants import CommonFile, FileField, FundedStructure
from models.grants_study import GrantsStudy
from models.identifiers import tidied
from models.numbers import amount, number
from service.kinds.funders.words import say
from service.words.sentences import colon, listed, semicolon

EMPTY = "–"
FIELDS: Sequence[FileField] = get_args(FileField)
YEARS = 3


def field_name(field: FileField, language: Language) -> str:
    """Return what a line of the common file is called."""
    if field in CommonFile.model_fields:
        return titled_of(CommonFile, field).title.in_(language)
    if field in ("siret", "rna"):
        return titled_of(FundedStructure, field).title.in_(language)
    return say("people_counted" if field == "counts" else field, language)


def euros(cents: int, language: Language) -> str:
    """Return cents as whole euros."""
    return amount(cents / 100, "€", language)


def wanted(study: GrantsStudy) -> list[FileField]:
    """Return the lines that some call asks for, in the order of the file; all where none does."""
    asked = {field for one in study.calls for field in one.asks_for}
    return [field for field in FIELDS if field in asked] or list(FIELDS)


def wanted_by(study: GrantsStudy, field: FileField, language: Language) -> str:
    """Return which funders ask for a line."""
    funders = study.scenario.grants.funder
    names = dict.fromkeys(funders[one.funder].label for one in study.calls if field in one.asks_for)
    return listed(list(names), language) or EMPTY


def line_of(
    study: GrantsStudy, structure: FundedStructure, field: FileField, language: Language
) -> str:
    """Return what the common file says on one line; a dash where it is still to be filled in."""
    if field == "siret":
        return tidied(structure.siret) or EMPTY
    if field == "rna":
        return tidied(structure.rna) or EMPTY
    if field == "grants_3_years":
        return _years(study, structure.id, language)
    if field == "asked_eur":
        return _asked(structure, language)
    if field == "counts":
        return _counts(study, structure.id, language)
    told = getattr(structure.file, field)
    if told is None or told == "":
        return EMPTY
    if isinstance(told, str):
        return told
    return number(told, language, 1 if told != int(told) else 0)


def _years(study: GrantsStudy, structure: str, language: Language) -> str:
    told = []
    for year in range(study.year - YEARS + 1, study.year + 1):
        cents = sum(
            one.cents for one in study.parts if one.structure == structure and one.year == year
        )
        told.append(f"{year}{colon(language)}{euros(cents, language)}")
    return semicolon(language).join(told)


def _asked(structure: FundedStructure, language: Language) -> str:
    told = [
        f"{USES[one.use].in_(language)}{colon(language)}{amount(one.eur, '€', language)}"
        for one in structure.asks
    ]
    return semicolon(language).join(told) or EMPTY


def _counts(study: GrantsStudy, structure: str, language: Language) -> str:
    """Return the counts of a structure, those alone that the annual return writes."""
    classes = {one.id: one.label for one in study.scenario.grants.classes}
    for one in study.counts:
        if one.structure == structure:
            told = []
            for name, label in classes.items():
                count = one.people[name]
                said = say("kept_back", language) if count is None else number(count, language)
                told.append(f"{label}{colon(language)}{said}")
            return semicolon(language).join(told)
    return EMPTY
