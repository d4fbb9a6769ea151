"""What each association receives of a week, beside going alone; what no round takes, and why."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Language, clock
from models.calendar import DAY_NAMES, DAYS
from models.study import Study
from service.kinds.week.against_alone import Compared, compare
from service.kinds.week.rounds import label, named
from service.pages.page import (
    LONG,
    REPORT,
    WORKBOOK,
    Cell,
    Head,
    Line,
    Number,
    Section,
    Table,
    Tone,
    row,
)
from service.words.labels import colon, signed, word

DAY_S = 86_400
MOST = 8
"""What is left that the terminal tells in full."""


def balances_section(study: Study, language: Language) -> Section:
    """Return what each receives and gives, and who has more or less than alone."""
    compared = compare(study)
    families = study.scenario.families
    together = any(one.alone is not None for one in compared)
    heads: list[str | Head] = [
        *(word(key, language) for key in ("association", "need", "received", "share_of_need")),
        *[word(key, language) for key in ("alone", "difference") if together],
        *(Head(word(key, language), LONG) for key in ("kg_per_person", "hours_each", "km_each")),
        Head("€", LONG),
        *(Head(family.label, WORKBOOK) for family in families),
    ]
    rows = []
    for one in compared:
        now = one.now
        cells = [
            Number(now.need_kg, unit="kg"),
            Number(now.received_kg, unit="kg"),
            Number(now.share_of_need, share=True, bar=now.share_of_need),
        ]
        if together:
            tone: Tone = "good" if one.gains else "bad" if one.loses else ""
            alone = None if one.alone is None else one.alone.received_kg
            cells += [
                Number(alone, unit="kg"),
                Number(one.difference_kg, unit="kg", sign=True, tone=tone),
            ]
        cells += [
            *(Number(now.kg_per_person, 2), Number(now.person_hours, unit="h"), Number(now.km)),
            Number(now.eur),
            *(Number(now.received_by_family.get(family.id), 1) for family in families),
        ]
        rows.append(row(one.label, cells))
    table = Table(tuple(heads), tuple(rows))
    return Section(
        word("associations", language),
        (table, *_winners(compared, language)),
        sheet=word("balances", language),
    )


def _winners(compared: Sequence[Compared], language: Language) -> list[Line]:
    """Return who has notably more than alone, and who less."""
    gain, lose = [one for one in compared if one.gains], [one for one in compared if one.loses]
    found = []
    for key, tone, chosen in (("better_off", "good", gain), ("worse_off", "bad", lose)):
        names = ", ".join(
            f"{one.label} ({signed(one.difference_kg, language)}\u00a0kg)" for one in chosen
        )
        if names:
            text = f"{word(key, language)}{colon(language)}{names}"
            found.append(Line(text, tone="good" if tone == "good" else "bad"))
    return found


def families_section(study: Study, language: Language) -> Section:
    """Return what is received of each family, in all and by association."""
    scenario, balances = study.scenario, study.balances
    rows = []
    for family in scenario.families:
        need = sum(scenario.need_kg(one.id, family.id) for one in scenario.associations)
        got = sum(one.kg for one in study.plan.shares if one.family == family.id)
        share = got / need if need else 1.0
        cells = (
            Number(need, unit="kg"),
            Number(got, unit="kg"),
            Number(share, share=True, bar=share),
        )
        rows.append(row(family.label, cells))
    heads = (word(key, language) for key in ("family", "need", "received", "share_of_need"))
    each = tuple(
        row(
            scenario.association[one.association].label,
            (Number(one.received_by_family.get(family.id, 0.0)) for family in scenario.families),
        )
        for one in balances
    )
    labels = (family.label for family in scenario.families)
    return Section(
        word("families", language),
        (
            Table(tuple(heads), tuple(rows), where=LONG),
            Table((f"{word('received', language)}, kg", *labels), each, where=REPORT),
        ),
    )


def unserved_section(study: Study, language: Language) -> Section:
    """Return the pick-ups left, each with its reason and what would change it."""
    scenario = study.scenario
    rows: list[tuple[Cell, ...]] = []
    for one in study.unserved:
        pickup = scenario.pickups[one.pickup]
        rows.append(
            (
                label(scenario, pickup.donor),
                DAY_NAMES[pickup.day].in_(language),
                Number(one.kg, unit="kg"),
                ", ".join(scenario.family[name].label for name in one.families),
                one.reason.in_(language),
                one.remedy.in_(language),
            )
        )
    heads = (
        *(word("donor", language), word("day", language), "kg"),
        Head(word("families", language), LONG),
        *(word("reason", language), word("remedy", language)),
    )
    table = Table(heads, tuple(rows), reasons=2, most=MOST)
    none = [Line(word("unserved_none", language))] * (not rows)
    return Section(word("unserved", language), (*none, table))


def shares_section(study: Study, language: Language) -> Section:
    """Return every share: of what, collected and brought by which rounds, for when."""
    scenario, plan = study.scenario, study.plan

    def round_(name: str | None) -> str:
        return "" if name is None else named(scenario, plan.round[name], language)

    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            scenario.association[share.association].label,
            scenario.family[share.family].label,
            Number(share.kg, 1),
            round_(share.origin),
            round_(share.carried_by),
            f"{_day(share.opening_s // DAY_S, language)} {clock(share.opening_s % DAY_S)}",
            _day(share.use_by, language),
        )
        for share in sorted(
            plan.shares, key=lambda one: (one.association, one.opening_s, one.family)
        )
    )
    keys = ("collected_by", "brought_by", "distribution", "use_by")
    heads = (
        *(word("association", language), word("family", language), "kg"),
        *(word(key, language) for key in keys),
    )
    return Section(word("shares", language), (Table(heads, rows, where=WORKBOOK),))


def _day(number: int, language: Language) -> str:
    name = DAY_NAMES[DAYS[number % 7]].in_(language)
    return name if number < 7 else f"{name} (+{number // 7})"
