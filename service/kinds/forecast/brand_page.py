"""A page for each brand, for a charter of quality: evidence beside the law's points.

Nothing of any association stands on it: it may be handed over.
"""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.dates import full_date
from models.forecast import SCORED_FROM, BrandEvidence, BrandStore, ForecastStudy
from models.numbers import amount, number, percent
from models.visits import CAUSE_NAMES
from scenarios.naming import slug
from service.kinds.forecast.score_sections import kg, share
from service.kinds.forecast.words import say
from service.pages.html import html
from service.pages.page import UNKNOWN, Number, Page, Section, table_of
from service.pages.workbook import workbook
from service.words.labels import word
from service.words.sentences import count


def brand_files(study: ForecastStudy, language: Language) -> dict[str, bytes]:
    """Return a page and a workbook for each brand of which something was told."""
    made: dict[str, bytes] = {}
    for brand in study.brands:
        if brand.visits:
            page = brand_page(study, brand, language)
            name = f"enseigne-{slug(brand.brand) or 'x'}"
            made[f"{name}.html"] = html(page, language).encode()
            made[f"{name}.xlsx"] = workbook(page, language)
    return made


def brand_page(study: ForecastStudy, brand: BrandEvidence, language: Language) -> Page:
    """Return what a brand may be shown: its stores, causes, and the law's points."""
    tell = partial(say, language=language)
    told = study.measured
    first, until = (full_date(one, language) for one in (told.first, told.until) if one is not None)
    return Page(
        title=tell("brand_title", brand=brand.brand),
        subtitle=f"{study.scenario.label}, {first} – {until}",
        answer=_answer(brand, language),
        alerts=(),
        sections=(_law(brand, language), _stores(brand, language), _causes(brand, language)),
    )


def _answer(brand: BrandEvidence, language: Language) -> str:
    text = say(
        "brand_answer",
        language,
        kg=amount(brand.kg, "kg", language),
        visits=number(brand.visits, language),
        stores=count(len(brand.stores), "donor", language),
    )
    if brand.rejects_told < SCORED_FROM:
        return f"{text} {say('brand_untold', language)}"
    thrown = say(
        "brand_thrown",
        language,
        thrown=percent(brand.reject.value, language),
        low=percent(brand.reject.low, language),
        high=percent(brand.reject.high, language),
    )
    if brand.others_reject is None:
        return f"{text} {thrown}"
    others = percent(brand.others_reject, language)
    return f"{text} {thrown} {say('brand_others', language, others=others)}"


def _law(brand: BrandEvidence, language: Language) -> Section:
    tell = partial(say, language=language)
    found = tell("law_48_untold")
    if brand.dated_kg > 0:
        short = percent(brand.under_48_h_kg / brand.dated_kg, language)
        found = tell("law_48_found", short=short)
    thrown = say("brand_untold", language)
    if brand.rejects_told >= SCORED_FROM:
        thrown = tell("law_sorting_found", thrown=percent(brand.reject.value, language))
    return Section(
        tell("brand_law"),
        (
            f"{tell('law_48')} {found}",
            f"{tell('law_sorting')} {thrown}",
            tell("law_refuse"),
            tell("law_convention"),
        ),
    )


def _stores(brand: BrandEvidence, language: Language) -> Section:
    tell = partial(say, language=language)
    parted = any(one.since or one.until for one in brand.stores)
    when = [(tell("brand_when"), partial(_when, language=language))] if parted else []
    table = table_of(
        brand.stores,
        (word("store", language), lambda one: one.label),
        *when,
        (tell("visits"), lambda one: one.card.visits),
        (tell("kg_a_visit"), lambda one: kg(one.card.kg, language)),
        (tell("thrown"), partial(_thrown, language=language)),
        (tell("no_shows"), lambda one: share(one.card.no_show, language)),
    )
    return Section(tell("brand_stores"), (tell("brand_whole"), table))


def _thrown(one: BrandStore, language: Language) -> str:
    if one.rejects_told < SCORED_FROM:
        return UNKNOWN
    return share(one.card.reject, language)


def _when(one: BrandStore, language: Language) -> str:
    """Return how long a store was of the brand; empty where it always was."""
    ends = (("brand_since", one.since), ("brand_until", one.until))
    told = (say(key, language, on=full_date(on, language)) for key, on in ends if on is not None)
    return ", ".join(told)


def _causes(brand: BrandEvidence, language: Language) -> Section:
    whole = sum(brand.rejected_kg.values()) or 1.0
    table = table_of(
        sorted(brand.rejected_kg.items(), key=lambda one: -one[1]),
        (word("cause", language), lambda one: CAUSE_NAMES[one[0]].in_(language)),
        ("kg", lambda one: one[1]),
        (say("share", language), lambda one: Number(one[1] / whole, share=True)),
    )
    return Section(say("brand_causes", language), (table,))
