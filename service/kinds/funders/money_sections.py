"""Money by structure, by funder, by use; what a leaver takes; all lines, flat."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from models.base import Language
from models.grant_uses import USES, GrantUse
from models.grants_study import FunderLeaves, GrantsStudy, StructureFunded
from models.numbers import percent
from service.kinds.funders.common_file import euros
from service.kinds.funders.words import say
from service.pages.page import LONG, WORKBOOK, Cell, Head, Number, Section, Table, table_of
from service.words.labels import word
from service.words.sentences import listed

MOST = 3
"""Structures named in a cell."""


def party_name(study: GrantsStudy, name: str, language: Language) -> str:
    """Return what one that gives or receives is called, told where it is not in the lists."""
    known = study.party.get(name)
    if known is None:
        return name
    return known.label if known.listed else say("not_listed", language, name=known.label)


def _short(study: GrantsStudy, name: str, language: Language) -> str:
    known = study.scenario.grants.funder.get(name)
    short = None if known is None else known.short
    return short or party_name(study, name, language)


def structures(study: GrantsStudy, language: Language) -> Section:
    """Return what each structure receives, on whom it depends, what it lacks."""
    tell = partial(say, language=language)

    def depends(one: StructureFunded) -> str:
        if one.passed_cents and one.cents <= 0:
            return tell("passed", eur=euros(one.passed_cents, language))
        if one.most is None:
            if one.last_year is None:
                return tell("never_funded")
            return tell("last_funded", year=one.last_year)
        return f"{party_name(study, one.most, language)} ({percent(one.most_share, language)})"

    ordered = sorted(study.structures, key=lambda one: (-one.cents, one.structure))
    table = table_of(
        ordered,
        (tell("structure"), lambda one: party_name(study, one.structure, language)),
        (word("is_given", language), lambda one: Number(one.cents / 100, unit="€")),
        (
            Head(tell("before_year", year=study.year - 1), LONG),
            lambda one: Number(one.before_cents / 100, unit="€"),
        ),
        (Head(tell("funders_count"), LONG), lambda one: one.funders),
        (tell("depends"), depends),
        (
            Head(tell("like"), LONG, note=tell("like_note")),
            lambda one: Number(None if not one.concentration else 1 / one.concentration, 1),
        ),
        (tell("lacks"), lambda one: Number(one.asked_cents / 100 or None, unit="€")),
    )
    return Section(tell("structures"), (table,))


def matrix(study: GrantsStudy, language: Language) -> Section:
    """Return the table of structures by funders, with its totals."""
    tell = partial(say, language=language)
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for one in study.of_year:
        sums[one.structure, one.funder] += one.cents
    funders = [
        one.funder for one in study.funders if any(sums[s, one.funder] for s, _ in list(sums))
    ]
    rows_of = [
        one.structure for one in study.structures if any(sums[one.structure, f] for f in funders)
    ]
    whole = sum(sums.values())

    def cell(cents: int) -> Cell:
        return Number(cents / 100 if cents else None)

    rows = [
        (
            party_name(study, name, language),
            *(cell(sums[name, funder]) for funder in funders),
            Number(sum(sums[name, funder] for funder in funders) / 100),
        )
        for name in rows_of
    ]
    totals = [sum(sums[name, funder] for name in rows_of) for funder in funders]
    rows.append(
        (word("total", language), *(Number(one / 100) for one in totals), Number(whole / 100))
    )
    heads = (
        tell("structure"),
        *(_short(study, one, language) for one in funders),
        word("total", language),
    )
    table = Table(heads, tuple(rows), where=LONG, total=True)
    return Section(tell("matrix"), (tell("matrix_how", year=study.year), table))


def uses(study: GrantsStudy, language: Language) -> Section:
    """Return what the money is for."""
    tell = partial(say, language=language)
    sums: dict[GrantUse, int] = defaultdict(int)
    for one in study.of_year:
        sums[one.use] += one.cents
    whole = sum(sums.values()) or 1
    table = table_of(
        sorted(sums.items(), key=lambda one: (-one[1], one[0])),
        (tell("for_what"), lambda one: USES[one[0]].in_(language)),
        ("€", lambda one: Number(one[1] / 100, unit="€")),
        (
            tell("share_of_all"),
            lambda one: Number(one[1] / whole, share=True, bar=min(1.0, max(0.0, one[1] / whole))),
        ),
    )
    return Section(tell("uses"), (table,))


def leaving(study: GrantsStudy, language: Language) -> Section:
    """Return what changes if each funder leaves."""
    tell = partial(say, language=language)
    label = partial(party_name, study, language=language)

    def most(one: FunderLeaves) -> str:
        told = [
            tell(
                "loses_one",
                name=label(loss.structure),
                eur=euros(loss.lost_cents, language),
                share=percent(loss.share, language),
            )
            for loss in sorted(one.losses, key=lambda loss: (-loss.share, loss.structure))
        ]
        return listed(told, language, MOST) if told else "–"

    ordered = sorted(study.leaving, key=lambda one: (one.lowest_then, one.funder))
    table = table_of(
        ordered,
        (tell("funder"), lambda one: label(one.funder)),
        (tell("gone"), lambda one: Number(one.lost_cents / 100, unit="€")),
        (Head(tell("loses_most"), LONG), most),
        (
            tell("alone_then"),
            lambda one: listed([label(name) for name in one.unfunded], language) or "–",
        ),
        (Head(tell("then_least"), LONG), lambda one: _hit(study, one, language)),
        (tell("lowest_then"), lambda one: Number(one.lowest_then, 2, "€")),
    )
    losses = table_of(
        [(one, loss) for one in ordered for loss in one.losses],
        (tell("funder"), lambda pair: label(pair[0].funder)),
        (tell("structure"), lambda pair: label(pair[1].structure)),
        (tell("loses"), lambda pair: Number(pair[1].lost_cents / 100, unit="€")),
        (
            tell("through"),
            lambda pair: Number(max(0, pair[1].through_cents) / 100 or None, unit="€"),
        ),
        (tell("of_its_money"), lambda pair: Number(pair[1].share, share=True)),
        title=tell("losses"),
        where=LONG,
    )
    first = study.leaving[0]
    how = tell(
        "leaving_how",
        year=study.year,
        now=f"{_eur(first.lowest_now, language)}",
        before=_eur(first.lowest_before, language),
    )
    told = [_warehouse(study, one, language) for one in ordered if one.warehouse_eur]
    return Section(tell("leaving"), (how, table, *told, losses))


def _hit(study: GrantsStudy, one: FunderLeaves, language: Language) -> str:
    """Return the territories that lose most in the end, each with how much."""
    places = study.scenario.grants.territory
    worst = sorted(one.gains, key=lambda gain: (gain.cents, gain.territory))
    told = [
        f"{places[gain.territory].label} ({euros(gain.cents, language)})"
        for gain in worst
        if gain.cents <= -50
    ]
    return listed(told, language, MOST) or "–"


def _eur(value: float, language: Language) -> str:
    return Number(value, 2, "€").written(language)


def _warehouse(study: GrantsStudy, one: FunderLeaves, language: Language) -> str:
    """Return what networks of the warehouse would pay more, by the warehouse's own stress test."""
    who = [name for name, eur in sorted(one.warehouse_eur.items()) if eur > 0]
    eur = sum(eur for eur in one.warehouse_eur.values() if eur > 0)
    return say(
        "warehouse_pays",
        language,
        funder=study.scenario.grants.funder[one.funder].label,
        who=listed(who, language) or "–",
        eur=euros(round(100 * eur), language),
    )


def lines(study: GrantsStudy, language: Language) -> Section:
    """Return every line of every year, flat, for the workbook."""
    tell, grants = partial(say, language=language), study.scenario.grants
    label = partial(party_name, study, language=language)
    table = table_of(
        study.parts,
        (tell("funder"), lambda one: label(one.funder)),
        (tell("structure"), lambda one: label(one.structure)),
        (
            tell("territory"),
            lambda one: "" if one.territory is None else grants.territory[one.territory].label,
        ),
        (tell("for_what"), lambda one: USES[one.use].in_(language)),
        (tell("year"), lambda one: str(one.year)),
        ("€", lambda one: Number(one.cents / 100, 2)),
        (tell("in_kind"), lambda one: word("yes" if one.in_kind else "no", language)),
        (tell("reference"), lambda one: grants.awards[one.award].reference),
        where=WORKBOOK,
    )
    return Section(tell("lines"), (table,), sheet=tell("lines_sheet"))
