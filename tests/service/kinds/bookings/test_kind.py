"""Bookings kept: what moved is said wherever the study is shown."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from models.base import Language
from models.booking_study import BookingStudy
from service.asking.asked import ON_DISK
from service.asking.given import Given
from service.kinds.bookings.kind import BOOKINGS, BookingsAsked
from service.kinds.bookings.words import say
from service.sources import OnDisk

MOVED = (
    "bookings.requests.grocery-depot.choices=[{day: sat, opens: '13:00', closes: '18:00'}]",
    "people.grocery-1.days=[mon,tue,wed,thu,fri,sat]",
)


@pytest.fixture(scope="module")
def kept() -> BookingStudy:
    """The week of Aix, booked, then changed as little as can be; as it is stored."""
    aix = OnDisk("aix")
    asked = BookingsAsked(scenario="aix", iterations=1)
    first = BOOKINGS.work(asked, Given(aix))
    assert isinstance(first, BookingStudy)
    assert first.kept is None
    again = asked.changed(keep=ON_DISK, sets=MOVED)
    made = BOOKINGS.work(again, Given(aix, {"keep": first}))
    return BookingStudy.model_validate_json(made.model_dump_json())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_moved_is_on_the_page_in_the_report_and_in_the_workbook(
    kept: BookingStudy, language: Language
) -> None:
    assert kept.moved
    assert kept.kept is not None
    title = say("moved", language)
    assert title in BOOKINGS.html(kept, language)
    files = BOOKINGS.made(kept, language)
    assert title in files["report.html"].decode()
    book = load_workbook(io.BytesIO(files["classeur.xlsx"]))
    assert title in book.sheetnames
    moved = [cell.value for row in book[title].iter_rows() for cell in row]
    assert {kept.scenario.request[name].label for name in kept.moved} <= set(moved)
    plain = BOOKINGS.html(kept.changed(kept=None), language)
    assert title not in plain
