"""Comparisons whose searches were cut short: the first sentence, the alarm, what to do next."""

from __future__ import annotations

import pytest

from models.base import Language
from models.comparison import ComparisonStudy
from service.kinds.comparison.cutting_short import cut_short
from service.kinds.comparison.kind import ComparisonAsked, after_comparison
from service.kinds.comparison.page import comparison_page
from tests.helpers.results import result


def rising(kg: float = 900.0) -> ComparisonStudy:
    """A comparison between whose variants nothing is decided: both may gain."""
    found = result(ComparisonStudy)
    assert isinstance(found, ComparisonStudy)
    variants = tuple(
        one.changed(may_rise_kg=kg, winners=(), losers=(), unclear=("ccas",) * (n > 0))
        for n, one in enumerate(found.variants)
    )
    figures = tuple(
        one.changed(may_rise=kg if one.association is None else 0.0, undecided=tuple(one.against))
        for one in found.figures
    )
    names = tuple(one.variant for one in variants)
    return found.changed(variants=variants, figures=figures, leaders=names)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_sentence_names_no_winner(language: Language) -> None:
    page = comparison_page(rising(), language)
    assert page.answer.startswith({"fr": "Non tranché", "en": "Not decided"}[language])
    said = str(page.sections)
    assert {"fr": "peut atteindre", "en": "may reach"}[language] in said
    assert {"fr": "personne n'y perd", "en": "nobody loses"}[language] not in page.answer


def test_chance_alone_is_told_as_such() -> None:
    study = rising(0.0)
    assert "another try" in comparison_page(study, "en").answer
    assert list(cut_short(study, None)) == []
    assert after_comparison(study) == []


@pytest.mark.parametrize(
    ("effort", "longer"),
    [
        ({"time_limit_s": 8}, ": 16\u00a0s "),
        ({"time_limit_s": 0.001}, ": 2\u00a0s "),
        ({}, ": 60\u00a0s "),
        ({"iterations": 4}, ": 8 "),
    ],
)
def test_the_alarm_says_how_much_longer_and_no_option(
    effort: dict[str, float], longer: str
) -> None:
    asked = ComparisonAsked.model_validate({"scenario": "tiny"} | effort)
    study = rising()
    (told,) = cut_short(study, asked.longer())
    assert longer in told.text.en
    assert longer in told.text.fr
    assert "--" not in told.text.en + told.text.fr
    (step,) = after_comparison(study.changed(findings=(told,)))
    assert step.to == "longer"


def test_the_longest_search_allowed_is_told_as_such() -> None:
    (told,) = cut_short(rising(), None)
    assert "--time-limit" not in told.text.en
