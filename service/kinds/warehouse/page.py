"""A shared warehouse: in short, who is supplied and how, places, stock, docks, who pays."""

from __future__ import annotations

from models.base import Language
from models.warehouse_study import AloneYear, WarehouseStudy
from service.kinds.warehouse.docks_section import docks_section
from service.kinds.warehouse.funding_sections import funding_sections
from service.kinds.warehouse.storage_sections import places_section, stock_section
from service.kinds.warehouse.supply_names import warehouse_of
from service.kinds.warehouse.supply_sections import supply_sections
from service.kinds.warehouse.words import say
from service.pages.findings import alerts, limits
from service.pages.page import Cell, Number, Page, Section, Table, row
from service.words.labels import amount, count, full_date, number, semicolon, word


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
        subtitle=f"{word('week_of', language)} {full_date(scenario.week_of, language)}, "
        f"{scenario.variant}",
        answer=_answer(study, language),
        alerts=alerts(study.findings, language, study.violations),
        sections=tuple(sections),
        provenance=tuple(study.provenance.items()),
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
    in_kg = sum(one.opening_kg for one in stock.ledger if one.week == 0)
    in_kg += sum(one.arrived_kg + one.turned_away_kg for one in stock.ledger)
    fullest = max((one.share for one in stock.saturation), default=0.0)
    rows: list[tuple[Cell, ...]] = [
        (say("platform", language), ", ".join(one.label for one in warehouse.platforms)),
        (say("network", language), ", ".join(one.name for one in warehouse.admitted)),
        (say("horizon", language), Number(float(stock.weeks), 0, _weeks(language))),
        (say("arrives", language), Number(float(in_kg), 0, "kg")),
        (say("issued", language), Number(float(stock.issued_kg), 0, "kg")),
        (
            say("lost", language),
            Number(float(stock.lost_kg), 0, "kg", tone="bad" if stock.lost_kg else ""),
        ),
        (say("fullest", language), Number(fullest, share=True)),
    ]
    if supply is not None:
        rows += [
            (say("due_week", language), Number(float(supply.due_kg), 0, "kg")),
            (say("got_week", language), Number(float(supply.got_kg), 0, "kg")),
            (say("rounds", language), Number(float(len(supply.rounds)))),
            (say("km_driven", language), Number(supply.metres / 1000, 0, "km")),
            (say("vehicle_hours", language), Number(supply.vehicle_s / 3600, 0, "h")),
            (say("person_hours", language), Number(supply.person_s / 3600, 0, "h")),
            (say("rounds_eur", language), Number(supply.eur, 0, "€")),
        ]
    heads = (say("figure", language), say("value", language))
    return Section(say("summary", language), (Table(heads, tuple(rows), tiles=True),))


def _weeks(language: Language) -> str:
    return say("week", language).lower() + "s"


def _alone(study: WarehouseStudy, alone: tuple[AloneYear, ...], language: Language) -> Section:
    """Return what each would pay by itself, and all of them against the common warehouse."""
    warehouse = warehouse_of(study)
    common = any(one.shared_rounds_eur is not None for one in alone)
    rows = [_apart(warehouse.network[one.network].name, (one,), common) for one in alone]
    known = tuple(one for one in alone if one.own_rounds_eur is not None)
    lines = [say("alone_how", language)]
    if known:
        rows.append(_apart(say("all", language), known, common))
    if known and common and study.funding is not None:
        shared = sum(one.shared_rounds_eur or 0.0 for one in known)
        lines.append(
            say(
                "alone_sum",
                language,
                shared=number(study.funding.bill.cost_eur + shared, language),
                apart=number(
                    sum(one.site_eur + (one.own_rounds_eur or 0) for one in known), language
                ),
            )
        )
        if not all(one.comparable for one in known):
            lines.append(say("not_equal", language))
    heads = ["network", "site_eur", "own_rounds", "alone_total", "served"]
    heads += ["shared_rounds"] * common
    return Section(
        say("alone", language),
        (
            *lines,
            Table(tuple(say(key, language) for key in heads), tuple(rows), total=bool(known)),
        ),
    )


def _apart(name: str, some: tuple[AloneYear, ...], common: bool) -> tuple[Cell, ...]:
    """Return the sums of some networks by themselves."""
    site = sum(one.site_eur for one in some)
    due, got = sum(one.due_kg for one in some), sum(one.got_kg for one in some)
    planned = all(one.own_rounds_eur is not None for one in some)
    own = sum(one.own_rounds_eur or 0.0 for one in some) if planned else None
    cells = [
        Number(site, 0, "€"),
        Number(own, 0, "€"),
        Number(None if own is None else site + own, 0, "€"),
        Number(got / due if due else None, 1, share=True),
    ]
    if common:
        cells.append(Number(sum(one.shared_rounds_eur or 0.0 for one in some), 0, "€"))
    return row(name, cells)
