"""Days in a cell, and in which weeks they hold: read as people mean them, or asked about."""

from __future__ import annotations

import pytest

from models.base import Text
from models.calendar import DAYS
from scenarios.day_words import (
    NO_DAYS,
    ONE_RHYTHM,
    WHICH_OF_MONTH,
    WHICH_WEEKS,
    Times,
    days_in_words,
    read_times,
)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("lundi…vendredi", DAYS[:5]),
        ("lun...ven.", DAYS[:5]),
        ("lun.-ven.", DAYS[:5]),
        ("ven. au lun.", ("mon", "fri", "sat", "sun")),
        ("WE", DAYS[5:]),
        ("mercredi + week-end", ("wed", *DAYS[5:])),
        ("Mo We Fr", ("mon", "wed", "fri")),
        ("tlj sauf dim", DAYS[:6]),
        ("du lundi au vendredi sauf mercredi", ("mon", "tue", "thu", "fri")),
        ("tous les mardis", ("tue",)),
    ],
)
def test_days_of_every_week(text: str, days: tuple[str, ...]) -> None:
    assert read_times(text) == Times(days)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mardis des semaines impaires", Times(("tue",), "odd")),
        ("semaine paire : mardi, jeudi", Times(("tue", "thu"), "even")),
        ("un mardi sur deux, semaines paires", Times(("tue",), "even")),
        ("premier et 3e mardi du mois", Times(("tue",), of_month=("first", "third"))),
        ("mardi (1er et dernier du mois)", Times(("tue",), of_month=("first", "last"))),
        ("un mardi sur deux", WHICH_WEEKS),
        ("mardi tous les 15 jours", WHICH_WEEKS),
        ("every other Tuesday", WHICH_WEEKS),
        ("une fois par mois, le lundi", WHICH_OF_MONTH),
        ("lundi semaines paires, jeudi", ONE_RHYTHM),
        ("mardi semaines paires et impaires", ONE_RHYTHM),
        ("lundi, 1er mardi du mois", ONE_RHYTHM),
        ("1er mardi et 3e jeudi du mois", ONE_RHYTHM),
        ("lundi matin", NO_DAYS),
        ("tlj sauf fériés", NO_DAYS),
    ],
)
def test_rhythms_are_read_or_asked_for(text: str, found: Times | Text) -> None:
    assert read_times(text) == found


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "times",
    [
        Times(("mon", "thu")),
        Times(("sat", "sun"), "odd"),
        Times(("tue",), "even", ("second", "last")),
        Times(("mon", "fri"), of_month=("first", "third", "fourth", "fifth")),
    ],
)
def test_what_is_written_is_read_back(times: Times, language: str) -> None:
    said = days_in_words(times.days, language, times.weeks, times.of_month)  # type: ignore[arg-type]
    assert read_times(said) == times
