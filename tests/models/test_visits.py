"""What a journal holds between two days."""

from datetime import date

from models.visits import Journal, Visit, Weighed

BREAD = Weighed(family="bread", kg=40, rejected_kg={"spoilt": 5, "date": 3})


def _visit(day: date) -> Visit:
    return Visit(day=day, donor="halles", association="banque", holder="banque", food=(BREAD,))


def test_what_is_rejected_is_not_kept() -> None:
    """What goes aboard is what is kept and what is rejected."""
    visit = _visit(date(2026, 12, 2))
    assert (visit.kg, visit.rejected_kg, BREAD.kept_kg) == (40, 8, 32)
    assert visit.week_of == date(2026, 11, 30)


def test_a_month_holds_the_weeks_that_reach_into_it() -> None:
    """A week counts where one of its days does."""
    weeks = (date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 28))
    days = [date(2026, 11, 27), date(2026, 12, 2), date(2026, 12, 31)]
    journal = Journal(town="aubagne", weeks=weeks, visits=tuple(map(_visit, days)))
    found = journal.between(date(2026, 12, 1), date(2026, 12, 27))
    assert [one.day for one in found.visits] == [date(2026, 12, 2)]
    assert found.weeks == (date(2026, 11, 30),)
    assert found.by_donor == {"halles": found.visits}
