"""Costs shared and groups compared: who pays what, who would leave, when it repays itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from models.base import Language
from models.numbers import number
from models.pooling import COST_RULE_MEANINGS
from models.sharing import Grouping, PlannedWeek, SharingStudy, Verdict
from service.kinds.comparison.page import budget_lines, undecided_line
from service.kinds.costs.settlement import settlement_section
from service.kinds.costs.words import RULES, say
from service.pages.findings import alerts, limits
from service.pages.page import (
    EVERYWHERE,
    NOWHERE,
    REPORT,
    Cell,
    Head,
    Number,
    Page,
    Section,
    Table,
    Tone,
    Words,
    table_of,
)
from service.pages.pictures import Bars
from service.pages.provenance import origin_lines
from service.words.sentences import and_variant, capital, count, listed, semicolon, week_of

SMALLEST = "smallest"
"""Code of what is found about the smallest association: a result, not a limit."""


def sharing_page(study: SharingStudy, language: Language) -> Page:
    """Return the page of a study of shared costs."""
    scenario = study.scenario
    # whom the treasurer pays comes first
    sections = [settlement_section(study, language)] * bool(study.settlement)
    sections.append(_what(study, language))
    sections.append(_shares(study, language))
    if study.groupings:
        sections += [_groups(study, language), _break_even(study, language)]
    sections.append(_coalitions(study, language))
    rest = [one for one in study.findings if one.code != SMALLEST]
    sections.append(limits(rest, language, scenario.notes))
    return Page(
        title=f"{scenario.label} – {say('costs_title', language)}",
        subtitle=and_variant(week_of(scenario.week_of, language), scenario.variant),
        answer=_answer(study, language),
        alerts=alerts(study.findings, language, week=scenario),
        sections=tuple(sections),
        provenance=(
            *budget_lines(study.budget, language),
            *origin_lines(study.provenance, language),
        ),
    )


def _apart(study: SharingStudy) -> float:
    """Return what the week costs each alone, in all, €."""
    return sum(one.shared_eur for one in study.values if len(one.members) == 1)


def _answer(study: SharingStudy, language: Language) -> str:
    """Return what pooling costs and saves, and whether everyone has reason to stay."""
    together, apart = _eur(study.cost_eur, language), _eur(_apart(study), language)
    eur = _eur(max(0.0, study.least_core_eur or 0.0), language)
    key = "answer_costs" if together != apart else "answer_costs_same"
    told = (
        say(key, language, together=together, apart=apart),
        say(f"answer_core_{study.core}", language, eur=eur),
    )
    return f"{semicolon(language).join(told)}."


def _names(
    study: SharingStudy, members: Sequence[str], language: Language, between: str = ""
) -> str:
    """Return the members of a group, by who is missing where that is shorter."""
    scenario = study.scenario
    out = [who.name for who in scenario.associations if who.id not in members]
    if not out:
        return say("everyone", language)
    if len(out) == 1 and len(members) > 2:
        return say("but", language, who=out[0])
    names = [scenario.association[who].name for who in members]
    return between.join(names) if between else listed(names, language)


def _eur(value: float, language: Language, digits: int = 2) -> str:
    return number(value, language, digits)


def verdict(value: Verdict, language: Language) -> Words:
    """Return yes, no or not decided, with its tone."""
    tones: dict[Verdict, Tone] = {"yes": "good", "no": "bad", "undecided": "weak"}
    return Words(say(value, language), tones[value])


def _what(study: SharingStudy, language: Language) -> Section:
    together, apart = _eur(study.cost_eur, language), _eur(_apart(study), language)
    lines = [say("costs_sum", language, together=together, apart=apart)]
    if study.bound_eur is not None:
        lines.append(say("costs_bound", language, bound=_eur(study.bound_eur, language)))
    if study.least_core_eur is None:
        lines.append(say("sampled", language, orders=study.budget.orders))
    else:
        eur = _eur(max(0.0, study.least_core_eur), language)
        lines.append(
            say(f"core_{study.core}", language, **({"eur": eur} if study.core == "no" else {}))
        )
    lines += [one.text.in_(language) for one in study.findings if one.code == SMALLEST]
    return Section(say("costs_what", language), tuple(lines))


def _shares(study: SharingStudy, language: Language) -> Section:
    ids = [who.id for who in study.scenario.associations]
    alone = {one.members[0]: one.shared_eur for one in study.values if len(one.members) == 1}
    first: tuple[Cell, ...] = (
        say("alone_cost", language),
        *(Number(alone[who], 2, tone="weak") for who in ids),
        "",
        "",
    )
    rows: list[tuple[Cell, ...]] = [first]
    for one in study.shares:
        cells = [
            Number(
                one.eur[who],
                2,
                tone="bad" if one.eur[who] > alone[who] + 0.02 else "",
                note=f"± {_eur(one.error_eur[who], language)}" if one.error_eur else "",
            )
            for who in ids
        ]
        rows.append(
            (
                RULES[one.rule].in_(language),
                *cells,
                verdict(one.rational, language),
                verdict(one.stable, language),
            )
        )
    heads = (
        say("rule", language),
        *(who.name for who in study.scenario.associations),
        say("rational", language),
        say("stable", language),
    )
    lines = [
        say(
            "witness" if len(one.witness) > 1 else "witness_one",
            language,
            rule=capital(RULES[one.rule].in_(language)),
            who=_names(study, one.witness, language),
            eur=_eur(one.saving_eur, language),
        )
        for one in study.shares
        if one.witness
    ]
    table = Table(heads, tuple(rows))
    lines += undecided_line([table], language)
    chosen = [one for one in study.shares if one.rule in ("shapley", "nucleolus", "kg", "people")]
    bars = Bars(
        say("costs_shares", language),
        "€",
        (say("alone_cost", language), *(RULES[one.rule].in_(language) for one in chosen)),
        tuple(who.name for who in study.scenario.associations),
        tuple((alone[who], *(one.eur[who] for one in chosen)) for who in ids),
    )
    meanings = table_of(
        study.shares,
        (say("rule", language), lambda one: RULES[one.rule].in_(language)),
        (say("does", language), lambda one: COST_RULE_MEANINGS[one.rule].in_(language)),
        where=REPORT,
    )
    # one rule is agreed on: the others are there to be compared, not to be read first
    agreed = bool(study.settlement)
    title = say("compare_rules" if agreed else "costs_shares", language)
    gist = count(len(study.shares), "rule", language) if agreed else ""
    return Section(title, (bars, table, *lines, meanings), closed=agreed, gist=gist)


def _groups(study: SharingStudy, language: Language) -> Section:
    pooling, named = study.scenario.pooling, study.scenario.association
    tell = partial(say, language=language)
    spread = tell("entry_spread", weeks=pooling.horizon_weeks)
    price = number(pooling.eur_per_kg, language, 2)
    table = table_of(
        study.groupings,
        (tell("grouping"), lambda one: _grouping(study, one, language)),
        (tell("gain_eur"), lambda one: Number(one.gain_eur, sign=True)),
        (tell("with_compensation"), lambda one: verdict(one.stable, language)),
        (tell("without_compensation"), lambda one: verdict(one.unmoved, language)),
        (tell("who_leaves"), lambda one: _names(study, one.leavers or one.movers, language)),
    )
    best = study.groupings[0]
    gains = table_of(
        best.gains,
        (tell("association"), lambda one: named[one.association].name),
        (tell("kg"), lambda one: one.kg),
        (tell("kg_alone"), lambda one: one.alone_kg),
        (tell("own_gain"), lambda one: _gain(one.gain_eur)),
        (tell("fair_gain"), lambda one: Number(one.fair_eur, sign=True)),
        title=f"{tell('best_grouping')} ({_grouping(study, best, language)})",
    )
    open_ = undecided_line([table, gains], language)
    lines = (tell("groups_how", price=price, entry=spread), *open_)
    return Section(tell("groups"), (*lines, table, gains))


def _gain(eur: float) -> Number:
    return Number(eur, sign=True, tone="good" if eur >= 0 else "bad")


def _grouping(study: SharingStudy, one: Grouping, language: Language) -> str:
    if all(len(group) == 1 for group in one.groups):
        return say("all_alone", language)
    together = [group for group in one.groups if len(group) > 1]
    return " · ".join(_names(study, group, language, " + ") for group in together)


def _break_even(study: SharingStudy, language: Language) -> Section:
    """Return what pooling brings for each worth of a kg, and when what is paid once is repaid."""
    tell = partial(say, language=language)
    never = Words(tell("never"), "bad")
    once = any(one.once_eur for one in study.break_even)
    repaid = Head(tell("once"), EVERYWHERE if once else NOWHERE)
    weeks = Head(tell("weeks"), EVERYWHERE if once else NOWHERE)
    table = table_of(
        study.break_even,
        (tell("eur_per_kg"), lambda one: Number(one.eur_per_kg, 2, "€")),
        (tell("weekly_gain"), lambda one: Number(one.weekly_gain_eur, unit="€", sign=True)),
        (repaid, lambda one: Number(one.once_eur, unit="€")),
        (weeks, lambda one: never if one.weeks is None else one.weeks),
    )
    return Section(tell("break_even" if once else "pooling_brings"), (table,))


def _coalitions(study: SharingStudy, language: Language) -> Section:
    tell = partial(say, language=language)

    def of(week: PlannedWeek | None, field: str) -> float | None:
        return None if week is None else float(getattr(week, field))

    table = table_of(
        study.values,
        (tell("members"), lambda one: _names(study, one.members, language)),
        (tell("equal_food_eur"), lambda one: Number(of(one.equal_food, "eur"), 2)),
        (tell("spread"), lambda one: Number(of(one.equal_food, "spread"), 2)),
        (
            tell("closed_eur"),
            lambda one: Number(one.shared_eur, 2, tone="weak" if one.splits else ""),
        ),
        (tell("free_kg"), lambda one: of(one.free, "total_kg")),
        (tell("free_eur"), lambda one: Number(of(one.free, "eur"), 2)),
        (tell("worth"), lambda one: one.worth_eur),
        (tell("spread"), lambda one: of(one.free, "spread")),
    )
    return Section(tell("coalitions"), (table,), folded=True)
