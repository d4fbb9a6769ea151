"""A scenario with what was measured in the place of what was assumed."""

from __future__ import annotations

from models.base import Language, Text
from models.calendar import DAY_NUMBER, Day
from models.dates import full_date
from models.donors import Donor, DonorKind, Offer
from models.findings import Finding
from models.forecast import DayForecast, Measured, StoreForecast
from models.numbers import counted
from models.scenario import Scenario
from models.words import OTHER
from solver.forecast.series import assumed_kg, offer_kg

MOST_NAMED = 6
"""Stores named in a remark; the others are counted."""
REJECTS_FROM = 8
"""Visits of which rejects are known, from which on their share is taken."""

MEASURED = Text(
    fr="Mesuré au journal (visites jusqu'au {until}), à la place de ce que dit le fichier : kg par "
    "jour, absences, rebut, variation et attente de {stores}.",
    en="Measured in the journal (visits until {until}), in the place of what the file says: kg by "
    "day, no-shows, rejects, variation and waiting of {stores}.",
)
LEANING = Text(
    fr="Peu de visites : {stores} ; leurs chiffres penchent vers ceux de leur type.",
    en="Few visits: {stores}; their figures lean on those of their kind.",
)
ASSUMED = Text(
    fr="Sans visite au journal, donc supposé : {stores}.",
    en="Without a visit in the journal, so assumed: {stores}.",
)
NOTHING_TOLD = Text(
    fr="Rien n'est dit au journal : kg, absences et rebut restent ceux que le fichier suppose.",
    en="Nothing is told in the journal: kg, no-shows and rejects stay those that the file assumes.",
)
ALL = Text(fr="tous les magasins", en="all stores")
OTHERS = Text(fr="{names} et {others}", en="{names} and {others}")


def applied(scenario: Scenario, found: Measured) -> Scenario:
    """Return a scenario whose offers say what was measured; its notes say which do.

    Stores without a visit stay as they are. Times of loading grow by the minutes waited.
    """
    if found.until is None:
        empty = NOTHING_TOLD.in_(scenario.language)
        return scenario.changed(notes=(*scenario.notes, empty))
    kinds = {kind.id: kind for kind in scenario.donor_kinds}
    donors = tuple(
        _donor(donor, kinds[donor.kind], found.store[donor.id])
        if donor.id in found.store and found.store[donor.id].visits > 0
        else donor
        for donor in scenario.donors
    )
    return scenario.changed(
        donors=donors, notes=(*scenario.notes, *notes(scenario, found, scenario.language))
    )


def notes(scenario: Scenario, found: Measured, language: Language) -> tuple[str, ...]:
    """Return which stores are measured, which lean on their kind and which are assumed.

    Nothing where the journal is empty.
    """
    if found.until is None:
        return ()
    known = {one.donor: one for one in found.stores}
    groups: dict[str, list[str]] = {"measured": [], "leaning": [], "assumed": []}
    for donor in scenario.donors:
        one = known.get(donor.id)
        name = "assumed" if one is None or one.visits == 0 else "leaning"
        groups["measured" if one is not None and one.measured else name].append(donor.label)
    until = full_date(found.until, language)
    told = (("measured", MEASURED), ("leaning", LEANING), ("assumed", ASSUMED))
    return tuple(
        text.format(until=until, stores=_named(groups[name], len(scenario.donors))).in_(language)
        for name, text in told
        if groups[name]
    )


def measured_told(scenario: Scenario, found: Measured) -> tuple[Finding, ...]:
    """Return the same as findings, in both languages; that nothing is told, where it is so."""
    if found.until is None:
        return (Finding(code="measured", severity="info", text=NOTHING_TOLD),)
    both = zip(notes(scenario, found, "fr"), notes(scenario, found, "en"), strict=True)
    texts = [Text(fr=fr, en=en) for fr, en in both]
    return tuple(Finding(code="measured", severity="info", text=one) for one in texts)


def _named(names: list[str], whole: int) -> Text:
    if len(names) == whole:
        return ALL
    shown = ", ".join(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        return OTHERS.format(names=shown, others=counted(len(names) - MOST_NAMED, *OTHER))
    return Text(fr=shown, en=shown)


def _donor(donor: Donor, kind: DonorKind, store: StoreForecast) -> Donor:
    whole = assumed_kg(donor)
    days = {one.day: one for one in store.days}
    return donor.changed(
        offers=tuple(_offer(offer, kind, store, days, whole) for offer in donor.offers)
    )


def _offer(
    offer: Offer,
    kind: DonorKind,
    store: StoreForecast,
    days: dict[Day, DayForecast],
    whole: list[float],
) -> Offer:
    """Return an offer with what was measured; several offers of a day keep their proportion."""
    kg = {
        day: max(0.1, round(days[day].kg * offer_kg(offer, day) / whole[DAY_NUMBER[day]], 1))
        for day in offer.days
        if day in days and offer_kg(offer, day) > 0
    }
    if not kg:
        return offer
    usual = round(sum(kg.values()) / len(kg), 1)
    loading = kind.loading_min if offer.loading_min is None else offer.loading_min
    rejects = store.rejects_told >= REJECTS_FROM
    return offer.changed(
        kg=usual,
        day_kg={
            **{day: one for day, one in offer.day_kg.items() if day not in kg},
            **{day: one for day, one in kg.items() if one != usual},
        },
        no_show_rate=store.no_show.value,
        reject_rate=store.reject.value if rejects else offer.reject_rate,
        variation=min(store.variation, 3.0),
        loading_min=None
        if store.waiting_min is None and offer.loading_min is None
        else round(loading + (store.waiting_min or 0.0), 1),
        family_shares=store.family_shares if store.measured else offer.family_shares,
    )
