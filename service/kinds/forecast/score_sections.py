"""What comes of each store, and stores that two associations visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from models.base import Language
from models.calendar import DAY_NAMES
from models.dates import full_date
from models.forecast import SCORED_FROM, Estimate, ForecastStudy, Scorecard
from models.numbers import number, percent
from service.kinds.forecast.words import say
from service.pages.page import LONG, UNKNOWN, Cell, Head, Number, Section, table_of
from service.words.labels import word


def share(one: Estimate, language: Language) -> str:
    """Return a share with its interval."""
    ends = f"{percent(one.low, language)}–\u2060{percent(one.high, language)}"
    return f"{percent(one.value, language)}\u00a0[{ends}]"


def kg(one: Estimate, language: Language) -> str:
    """Return kg with their interval."""
    low, high = number(one.low, language), number(one.high, language)
    return f"{number(one.value, language)}\u00a0[{low}–\u2060{high}]"


def scores_section(study: ForecastStudy, language: Language) -> Section:
    """Return every store's scorecard, those with the least thrown away first."""
    tell = partial(say, language=language)
    donor = study.scenario.donor
    waiting = {one.donor: one.waiting_min for one in study.measured.stores}
    told = {one.donor: one.rejects_told for one in study.measured.stores}
    planned = any(one.detour_km is not None for one in study.scorecards)
    known = [one for one in study.scorecards if one.visits]
    order = sorted(known, key=lambda one: (one.rank or len(known) + 1, one.reject.value))

    def rank(one: Scorecard) -> Cell:
        return UNKNOWN if one.rank is None else Number(one.rank)

    trip = (
        (tell("per_hour"), lambda one: Number(one.kept_kg_per_hour)),
        (tell("detour"), lambda one: Number(one.detour_km, 1)),
    )
    table = table_of(
        order,
        (word("store", language), lambda one: donor[one.donor].label),
        (tell("rank"), rank),
        (tell("thrown"), lambda one: share(one.reject, language) if told[one.donor] else UNKNOWN),
        (tell("no_shows"), lambda one: share(one.no_show, language)),
        (tell("kg_a_visit"), lambda one: kg(one.kg, language)),
        (
            Head(tell("trend"), LONG, note=tell("trend_note")),
            lambda one: Number(one.trend, share=True, sign=True),
        ),
        *(trip if planned else ()),
        (Head(tell("waiting"), LONG), lambda one: Number(waiting[one.donor])),
        (Head(tell("visits"), LONG), lambda one: one.visits),
    )
    ranks = {one.rank for one in known if one.rank is not None}
    lines = [tell("scorecards_how", least=SCORED_FROM)]
    lines += [tell("one_group")] * (len(ranks) == 1)
    lines += [tell("no_plan")] * (not planned)
    lines += [*_changed(study, language)]
    return Section(tell("scorecards"), (*lines, table))


def _changed(study: ForecastStudy, language: Language) -> Iterator[str]:
    """Yield which stores changed their brand within what was told: what came before is not told."""
    for store in study.scenario.donors:
        ends = [one.until for one in store.formerly if one.label or one.brand]
        first = study.measured.first
        if ends and first is not None and max(ends) >= first:
            since = full_date(max(ends) + timedelta(days=1), language)
            yield say("changed_hands", language, store=store.label, on=since)


def doubles_section(study: ForecastStudy, language: Language) -> Section:
    """Return the stores that two visit, and the least that would change it."""
    tell = partial(say, language=language)
    named, donor = study.scenario.association, study.scenario.donor

    def name(who: str) -> str:
        return named[who].label if who in named else who

    both = table_of(
        study.doubles,
        (word("store", language), lambda one: donor[one.donor].label),
        (word("association", language), lambda one: ", ".join(map(name, one.associations))),
        (tell("weeks_both"), lambda one: one.weeks),
        (tell("same_day"), lambda one: one.same_day),
    )
    found = study.exchange
    if found is None:
        return Section(tell("doubles"), (tell("doubles_how"), both, tell("no_exchange")))
    moves = table_of(
        found.moves,
        (word("store", language), lambda one: donor[one.donor].label),
        (word("day", language), lambda one: DAY_NAMES[one.day].in_(language)),
        (tell("gives"), lambda one: name(one.gives)),
        (tell("takes"), lambda one: name(one.takes)),
        (tell("usable"), lambda one: one.kg),
        title=tell("exchange"),
    )
    concerned = sorted({who for one in found.moves for who in (one.gives, one.takes)})
    after = table_of(
        concerned,
        (word("association", language), name),
        (word("before", language), lambda who: found.before_kg.get(who, 0.0)),
        (tell("after"), lambda who: found.after_kg.get(who, 0.0)),
        title=tell("each_holder"),
    )
    return Section(tell("doubles"), (tell("doubles_how"), both, moves, after))
