"""What is due when, the common file, the annual return, and what is proved."""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.dates import full_date
from models.grant_uses import USES
from models.grants_study import CountRow, GrantsStudy, LevelProof
from models.numbers import amount
from service.kinds.funders.common_file import EMPTY, field_name, line_of, wanted, wanted_by
from service.kinds.funders.words import say
from service.pages.page import LONG, Cell, Head, Number, Section, Table, table_of
from service.words.labels import word
from service.words.sentences import count as many
from service.words.sentences import listed, semicolon

MOST = 6
"""Names in a cell."""


def calls(study: GrantsStudy, language: Language) -> Section:
    """Return the calendar of calls, the earliest first."""
    tell, grants = partial(say, language=language), study.scenario.grants
    table = table_of(
        study.calls,
        (tell("closes"), lambda one: full_date(one.closes, language)),
        (tell("call"), lambda one: f"{grants.funder[one.funder].label}, {one.label}"),
        (
            Head(tell("opens"), LONG),
            lambda one: "–" if one.opens is None else full_date(one.opens, language),
        ),
        (tell("days_left"), lambda one: one.days_left),
        (tell("files"), lambda one: len(one.structures)),
        (tell("hours_all"), lambda one: Number(one.hours, unit="h")),
        (
            Head(tell("may_answer"), LONG),
            lambda one: (
                listed([grants.structure[name].label for name in one.structures], language, MOST)
                or "–"
            ),
        ),
    )
    how = tell(
        "calls_how",
        files=many(sum(len(one.structures) for one in study.calls), "grant_file", language),
        hours=amount(sum(one.hours for one in study.calls), "h", language),
    )
    return Section(tell("calls"), (how, table))


def common(study: GrantsStudy, language: Language) -> Section:
    """Return the common file of each structure: a row a line, a column a structure."""
    tell, grants = partial(say, language=language), study.scenario.grants
    asking = [one for one in grants.structures if not one.federation]
    fields = wanted(study)
    rows: list[tuple[Cell, ...]] = [
        (
            one.label,
            Number(sum(line_of(study, one, field, language) == EMPTY for field in fields)),
            *(line_of(study, one, field, language) for field in fields),
        )
        for one in asking
    ]
    heads: tuple[str | Head, ...] = (
        tell("structure"),
        tell("still_missing"),
        *(Head(field_name(field, language), frozenset(("workbook",))) for field in fields),
    )
    asked = table_of(
        fields,
        (tell("of_line"), lambda field: field_name(field, language)),
        (tell("wanted_by"), lambda field: wanted_by(study, field, language)),
        title=tell("asked_by_calls"),
        where=LONG,
    )
    return Section(tell("common"), (tell("common_how"), Table(heads, tuple(rows)), asked))


def counts(study: GrantsStudy, language: Language) -> Section:
    """Return the counts of the annual return."""
    tell, grants = partial(say, language=language), study.scenario.grants

    def count(value: int | None) -> Cell:
        return tell("kept_back") if value is None else Number(value)

    def cells(one: CountRow) -> tuple[Cell, ...]:
        name = (
            tell("all_together") if one.structure is None else grants.structure[one.structure].label
        )
        return (name, *(count(one.people[each.id]) for each in grants.classes), count(one.total))

    heads = (tell("structure"), *(each.label for each in grants.classes), word("total", language))
    table = Table(heads, tuple(cells(one) for one in study.counts), total=True)
    return Section(tell("counts"), (tell("counts_how"), table))


def proofs(study: GrantsStudy, language: Language) -> Section:
    """Return the levels that are proved, and what holds each back."""
    tell, grants = partial(say, language=language), study.scenario.grants

    label = {each.id: each.label for each in grants.territories}
    label |= {each.id: each.label for each in grants.structures}

    def who(one: LevelProof) -> str:
        return listed([label[name] for name in one.who], language, MOST)

    def holds(one: LevelProof) -> str:
        envelopes = [grants.envelope[name][1].label for name in one.envelopes]
        asks = []
        for key in one.asks:
            name, _, use = key.partition("/")
            said = next(text for each, text in USES.items() if each == use).in_(language)
            asks.append(f"{grants.structure[name].label}, {said}")
        caps = [key.partition("/")[2] for key in one.caps]
        caps = list(dict.fromkeys(grants.structure[name].label for name in caps))
        found = [
            tell(key, what=listed(names, language, MOST))
            for key, names in (
                ("envelope_worth", envelopes),
                ("all_needs", asks),
                ("cap_worth", caps),
            )
            if names
        ]
        return semicolon(language).join(found) or tell("held_nothing")

    def level(one: LevelProof) -> Number:
        if one.of == "territory":
            return Number(one.level, 2, "€")
        return Number(one.level, share=True)

    table = table_of(
        study.proofs,
        (tell("level_of"), who),
        (tell("level"), level),
        (tell("holds_back"), holds),
    )
    return Section(tell("proofs"), (tell("proofs_how"), table), folded=True)
