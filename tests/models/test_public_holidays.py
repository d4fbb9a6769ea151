import itertools
from collections import Counter
from datetime import date

import pytest

from models.public_holidays import LOCAL, MAINLAND, easter, holidays_of_week, public_holidays
from models.school_holidays import ZONES, school_holidays, zone_of

EASTERS = ("2008-03-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2028-04-16")
"""As printed in almanacs."""


@pytest.mark.parametrize("day", EASTERS)
def test_easter(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


def test_the_eleven_days_of_the_labour_code_and_those_of_overseas() -> None:
    assert len(public_holidays(2026, MAINLAND)) == 11
    assert public_holidays(2026, MAINLAND)[date(2026, 5, 25)].en == "Whit Monday"
    assert len(public_holidays(2008, MAINLAND)) == 10  # Ascension on 1 May
    assert set(public_holidays(2026, "Indian/Reunion")) - set(public_holidays(2026, MAINLAND)) == {
        date(2026, 12, 20)
    }
    assert len(public_holidays(2026, "Pacific/Tahiti")) == 14
    assert public_holidays(2026, "Asia/Tokyo") == {}
    assert all(public_holidays(2026, zone) for zone in LOCAL)


def test_a_week_across_two_years() -> None:
    assert list(holidays_of_week(date(2025, 12, 29), MAINLAND)) == [date(2026, 1, 1)]


def test_school_holidays_are_sixteen_days_or_summers_and_do_not_meet() -> None:
    for zone in ZONES:
        found = school_holidays(zone)
        assert len(found) == 10
        for one, following in itertools.pairwise(found):
            assert one.back < following.first
        for one in found:
            assert one.first.weekday() == 5
            short = (one.back - one.first).days
            assert short in (16, 17) or one.name.en == "summer holidays"


def test_each_department_of_the_mainland_is_of_one_zone() -> None:
    every = [f"{number:02}001" for number in range(1, 100)]
    zones = [zone for one in every if (zone := zone_of(one)) is not None]
    assert len(zones) == 94
    assert Counter(zones) == {"A": 32, "B": 41, "C": 21}
    assert [zone_of(one) for one in ("75056", "20004", "96001")] == ["C", None, None]
