"""The committee's page: who funds whom, where money lacks, what is due when."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from models.base import Language
from models.grants_study import GrantsStudy, TerritoryFunded
from models.numbers import amount
from models.publics import LEAST_TOLD
from service.kinds.funders.common_file import euros
from service.kinds.funders.later_sections import calls, common, counts, proofs
from service.kinds.funders.money_sections import leaving, lines, matrix, structures, uses
from service.kinds.funders.proposal_sections import money_left, one_more
from service.kinds.funders.words import say
from service.pages.page import LONG, Head, Number, Page, Part, Section, table_of
from service.pages.pictures import Map, Spot
from service.pages.study_page import study_page
from service.words.labels import word
from service.words.sentences import semicolon


def funders_page(study: GrantsStudy, language: Language) -> Page:
    """Return the page of a funders' table, for the committee."""
    scenario = study.scenario
    sections = []
    if study.territories:
        sections.append(_territories(study, language))
    if study.scenario.grants.envelope:
        sections += [money_left(study, language), one_more(study, language)]
    sections += [structures(study, language), matrix(study, language), uses(study, language)]
    if study.leaving:
        sections.append(leaving(study, language))
    if study.calls:
        sections.append(calls(study, language))
    if scenario.grants.structures:
        sections.append(common(study, language))
    if study.counts:
        sections.append(counts(study, language))
    sections += [lines(study, language)]
    if study.proofs:
        sections.append(proofs(study, language))
    return study_page(
        study,
        language,
        f"{say('title', language)} ({study.year})",
        _answer(study, language),
        sections,
        of_week=False,
    )


def _known(study: GrantsStudy) -> list[TerritoryFunded]:
    """Return the territories with people enough to divide by, those that have least first."""
    found = [one for one in study.territories if one.poor_people >= LEAST_TOLD]
    return sorted(found, key=lambda one: (one.eur_per_poor or 0.0, one.territory))


def _answer(study: GrantsStudy, language: Language) -> str:
    total = sum(one.cents for one in study.of_year)
    known, label = _known(study), study.scenario.grants.territory
    values = {
        "year": study.year,
        "funders": sum(one.cents > 0 for one in study.funders),
        "structures": sum(one.cents > 0 for one in study.structures),
        "eur": euros(total, language),
    }
    if not known:
        return f"{say('answer_bare', language, **values)}."
    low, high = known[0], known[-1]
    told = say(
        "answer",
        language,
        **values,
        low=label[low.territory].label,
        high=label[high.territory].label,
        least=per_poor(low.eur_per_poor, language),
        most=per_poor(high.eur_per_poor, language),
    )
    left = sum(one.eur for _, one in study.scenario.grants.envelope.values())
    if study.proposals:
        lowest = min(one.then_per_poor or 0.0 for one in known)
        more = say(
            "answer_more",
            language,
            eur=amount(left, "€", language),
            lowest=per_poor(lowest, language),
        )
        told = f"{told}{semicolon(language)}{more}"
    return f"{told}."


def per_poor(eur: float | None, language: Language) -> str:
    """Return euros for a poor person, with cents."""
    return amount(eur or 0.0, "€", language, 2)


def like(value: float | None) -> Number:
    """Return how many equal funders a concentration is like."""
    return Number(None if value is None else 1 / value, 1)


def _territories(study: GrantsStudy, language: Language) -> Section:
    tell, known = partial(say, language=language), study.scenario.grants.territory
    ordered = sorted(study.territories, key=lambda one: (one.eur_per_poor or 0.0, one.territory))
    most = max((one.eur_per_poor or 0.0 for one in study.territories), default=0.0) or 1.0
    then = bool(study.proposals)

    def people(one: TerritoryFunded) -> Number | str:
        return "< 11" if 0 < one.poor_people < LEAST_TOLD else Number(one.poor_people)

    def each(one: TerritoryFunded, eur: float | None) -> Number:
        if one.poor_people < LEAST_TOLD or eur is None:
            return Number(None)
        return Number(eur, 2, "€", bar=min(1.0, max(0.0, eur / most)))

    table = table_of(
        ordered,
        (tell("territory"), lambda one: known[one.territory].label),
        (tell("poor"), people),
        (word("is_given", language), lambda one: Number(one.cents / 100, unit="€")),
        (tell("per_poor"), lambda one: each(one, one.eur_per_poor)),
        (
            Head(tell("then")),
            lambda one: (
                Number(one.then_per_poor, 2, "€")
                if then and one.poor_people >= LEAST_TOLD
                else Number(None)
            ),
        ),
        (Head(tell("funders_count"), LONG), lambda one: one.funders),
        (
            Head(tell("like"), LONG, note=tell("like_note")),
            lambda one: like(one.concentration),
        ),
    )
    parts: list[Part] = [tell("territories_how"), table]
    nowhere = sum(one.cents for one in study.of_year if one.territory is None)
    if nowhere:
        parts.append(f"{tell('nowhere')} : {euros(nowhere, language)}.")
    sources = dict.fromkeys(one.source for one in known.values() if one.source)
    if sources:
        parts.append(f"{tell('need_source')} : {', '.join(sources)}.")
    picture = _map(study, _known(study), language)
    if picture is not None:
        parts.append(picture)
    return Section(tell("territories"), tuple(parts))


def _map(
    study: GrantsStudy, territories: Collection[TerritoryFunded], language: Language
) -> Map | None:
    """Return the map of what each poor person has; hollow where it is the least."""
    known = study.scenario.grants.territory
    placed = [one for one in territories if known[one.territory].centre is not None]
    if not placed:
        return None
    most = max((one.eur_per_poor or 0.0 for one in placed), default=0.0) or 1.0
    spots = []
    for n, one in enumerate(placed):
        place = known[one.territory].centre
        assert place is not None
        name = f"{known[one.territory].label} ({per_poor(one.eur_per_poor, language)})"
        size = max(0.05, (one.eur_per_poor or 0.0) / most)
        series = 1 if n == 0 else 0
        spots.append(Spot(place.lat, place.lon, name, series, size, hollow=n == 0, labelled=True))
    legend = (say("map_now", language), say("map_least", language))
    return Map(say("map", language), tuple(spots), legend)
