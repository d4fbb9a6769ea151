"""A shared warehouse: in short, who is supplied and how, places, stock, docks, who pays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from models.base import Language
from models.numbers import amount, number
from models.warehouse_study import AloneYear, WarehouseStudy
from service.kinds.warehouse.docks_section import docks_section
from service.kinds.warehouse.funding_sections import funding_sections
from service.kinds.warehouse.storage_sections import places_section, stock_section
from service.kinds.warehouse.supply_names import warehouse_of
from service.kinds.warehouse.supply_sections import supply_sections
from service.kinds.warehouse.words import say
from service.pages.findings import alerts, limits
from service.pages.page import (
    EVERYWHERE,
    NOWHERE,
    Cell,
    Head,
    Number,
    Page,
    Section,
    Table,
    table_of,
)
from service.pages.provenance import origin_lines
from service.words.sentences import and_variant, count, semicolon, week_of


def warehouse_page(study: WarehouseStudy, language: Language) -> Page:
    """Return the page of a warehouse."""
    scenario = study.scenario
    sections = [_summary(study, language), *supply_sections(study, language)]
    sections += [places_section(study, language), stock_section(study, language)]
    sections.append(docks_section(study, language))
    sections += funding_sections(study, language)
    if study.alone:
        sections.append(_alone(study, study.alone, language))
    sections.append(limits(study.findings, language, scenario.notes))
    return Page(
        title=f"{scenario.label} – {say('title', language)}",
        subtitle=and_variant(week_of(scenario.week_of, language), scenario.variant),
        answer=_answer(study, language),
        alerts=alerts(study.findings, language, study.violations, scenario),
        sections=tuple(sections),
        provenance=origin_lines(study.provenance, language),
    )


def _answer(study: WarehouseStudy, language: Language) -> str:
    """Return what is brought of what is due, or leaves the stock, and what it costs."""
    supply, stock = study.replenishment, study.stock
    if supply is None:
        told = [say("answer_stock", language, tonnes=_tonnes(stock.issued_kg, language))]
        if stock.lost_kg:
            told.append(say("answer_lost", language, tonnes=_tonnes(stock.lost_kg, language)))
    else:
        got, due = _tonnes(supply.got_kg, language), _tonnes(supply.due_kg, language)
        rounds = count(len(supply.rounds), "round", language)
        told = [say("answer_supply", language, got=got, due=due, rounds=rounds)]
        told.append(say("answer_week", language, eur=amount(supply.eur, "€", language)))
    if study.funding is not None:
        eur = amount(study.funding.bill.cost_eur, "€", language)
        told.append(say("answer_year", language, eur=eur))
    return f"{semicolon(language).join(told)}."


def _tonnes(kg: float, language: Language) -> str:
    return amount(kg / 1000, "t", language, 1)


def _summary(study: WarehouseStudy, language: Language) -> Section:
    warehouse, stock, supply = warehouse_of(study), study.stock, study.replenishment
    tell = partial(say, language=language)
    in_kg = sum(one.opening_kg for one in stock.ledger if one.week == 0)
    in_kg += sum(one.arrived_kg + one.turned_away_kg for one in stock.ledger)
    weeks = f"{tell('week').lower()}s"
    rows: list[tuple[Cell, ...]] = [
        (tell("platform"), ", ".join(one.label for one in warehouse.platforms)),
        (tell("network"), ", ".join(one.name for one in warehouse.admitted)),
        (tell("horizon"), Number(stock.weeks, unit=weeks)),
        (tell("arrives"), Number(in_kg, unit="kg")),
        (tell("issued"), Number(stock.issued_kg, unit="kg")),
        (tell("lost"), Number(stock.lost_kg, unit="kg", tone="bad" if stock.lost_kg else "")),
        (
            tell("fullest"),
            Number(max((one.share for one in stock.saturation), default=0.0), share=True),
        ),
    ]
    if supply is not None:
        rows += [
            (tell("due_week"), Number(supply.due_kg, unit="kg")),
            (tell("got_week"), Number(supply.got_kg, unit="kg")),
            (tell("rounds"), Number(len(supply.rounds))),
            (tell("km_driven"), Number(supply.metres / 1000, unit="km")),
            (tell("vehicle_hours"), Number(supply.vehicle_s / 3600, unit="h")),
            (tell("person_hours"), Number(supply.person_s / 3600, unit="h")),
            (tell("rounds_eur"), Number(supply.eur, unit="€")),
        ]
    table = Table((tell("figure"), tell("value")), tuple(rows), tiles=True)
    return Section(tell("summary"), (table,))


def _alone(study: WarehouseStudy, alone: tuple[AloneYear, ...], language: Language) -> Section:
    """Return what each would pay by itself, and all of them against the common warehouse."""
    network, tell = warehouse_of(study).network, partial(say, language=language)
    common = any(one.shared_rounds_eur is not None for one in alone)
    groups = [_Apart(network[one.network].name, (one,)) for one in alone]
    known = _Apart(tell("all"), tuple(one for one in alone if one.own_rounds_eur is not None))
    lines = [tell("alone_how")]
    if known.years and common and study.funding is not None:
        shared = number(study.funding.bill.cost_eur + known.shared_eur, language)
        apart = number(known.site_eur + (known.own_eur or 0.0), language)
        lines.append(tell("alone_sum", shared=shared, apart=apart))
        if not all(one.comparable for one in known.years):
            lines.append(tell("not_equal"))
    shared_rounds = Head(tell("shared_rounds"), EVERYWHERE if common else NOWHERE)
    table = table_of(
        [*groups, *[known] * bool(known.years)],
        (tell("network"), lambda one: one.name),
        (tell("site_eur"), lambda one: Number(one.site_eur, unit="€")),
        (tell("own_rounds"), lambda one: Number(one.own_eur, unit="€")),
        (tell("alone_total"), lambda one: Number(one.total_eur, unit="€")),
        (tell("served"), lambda one: Number(one.served, 1, share=True)),
        (shared_rounds, lambda one: Number(one.shared_eur, unit="€")),
        total=bool(known.years),
    )
    return Section(tell("alone"), (*lines, table))


@dataclass(frozen=True)
class _Apart:
    """Some networks by themselves, and their sums."""

    name: str
    years: tuple[AloneYear, ...]

    @property
    def site_eur(self) -> float:
        return sum(one.site_eur for one in self.years)

    @property
    def own_eur(self) -> float | None:
        planned = all(one.own_rounds_eur is not None for one in self.years)
        return sum(one.own_rounds_eur or 0.0 for one in self.years) if planned else None

    @property
    def total_eur(self) -> float | None:
        return None if self.own_eur is None else self.site_eur + self.own_eur

    @property
    def shared_eur(self) -> float:
        return sum(one.shared_rounds_eur or 0.0 for one in self.years)

    @property
    def served(self) -> float | None:
        due = sum(one.due_kg for one in self.years)
        return sum(one.got_kg for one in self.years) / due if due else None
