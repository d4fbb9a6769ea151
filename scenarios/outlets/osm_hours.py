"""Opening hours as OpenStreetMap writes them: what outlets use; the rest is refused by name.

Days, ranges of days, the nth of a month, odd and even weeks, hours, ``off``, school holidays
(``SH``) and public holidays (``PH``). A later rule stands in place of an earlier one on its days,
as the specification says (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from models.base import Text
from models.calendar import DAYS, Day
from models.outlets import School
from models.recurrence import Nth, Weeks

_SHORT = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY: dict[str, Day] = dict(zip(_SHORT, DAYS, strict=True))
_NTHS: dict[str, Nth] = {
    "1": "first",
    "2": "second",
    "3": "third",
    "4": "fourth",
    "5": "fifth",
    "-1": "last",
}
_WEEKS: dict[str, Weeks] = {"week 1-53/2": "odd", "week 2-52/2": "even", "week 2-53/2": "even"}
_DAYS = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_WHEN = re.compile(rf"(?P<first>{_DAYS})(?:-(?P<last>{_DAYS})|\[(?P<nths>[-\d,]+)\])?")
_TIMES = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_RULE = re.compile(
    rf"(?P<weeks>week [\d/-]+ )?"
    rf"(?P<when>(?:SH|PH|{_DAYS}(?:-{_DAYS}|\[[-\d,]+\])?)(?:\s*[, ]\s*(?:SH|PH|{_DAYS}(?:-{_DAYS}|"
    rf"\[[-\d,]+\])?))*)?\s*(?P<what>off|closed|[\d:, -]+)"
)
_UNREAD = (
    (re.compile(r"24/7"), Text(fr="« 24/7 »", en='"24/7"')),
    (
        re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"),
        Text(fr="les mois (écrivez une fermeture)", en="months (write a closure)"),
    ),
    (re.compile(r"sun(rise|set)|dawn|dusk"), Text(fr="le lever et le coucher", en="sun times")),
    (re.compile(r"\d\+"), Text(fr="une heure de fin ouverte (+)", en="an open end (+)")),
    (re.compile(r"\|\|"), Text(fr="« || »", en='"||"')),
    (re.compile(r'"'), Text(fr="un commentaire", en="a comment")),
    (re.compile(r"\b(20\d\d)\b"), Text(fr="les années", en="years")),
    (re.compile(r"\bunknown\b"), Text(fr="« unknown »", en='"unknown"')),
)
MIDNIGHT = Text(
    fr="un créneau qui passe minuit : écrivez-en deux, jusqu'à 23:59 puis dès 00:00 le lendemain",
    en="a slot over midnight: write two, until 23:59 and from 00:00 on the day after",
)
PUBLIC = Text(fr="des heures propres aux jours fériés", en="hours of public holidays alone")
FORM = Text(fr="cette forme", en="this form")


class HoursError(ValueError):
    """Hours that are not read, and what in them is not.

    Parameters
    ----------
    what
        What is not read, by name.
    rule
        The rule in which it stands.
    """

    def __init__(self, what: Text, rule: str) -> None:
        self.what, self.rule = what, rule
        super().__init__(f"{rule}: {what.en}")


@dataclass(frozen=True)
class Timed:
    """Hours of one day of the week."""

    day: Day
    starts: str
    ends: str
    weeks: Weeks = "any"
    of_month: tuple[Nth, ...] = ()
    school: School = "always"


@dataclass(frozen=True)
class Hours:
    """What opening hours say."""

    slots: tuple[Timed, ...]
    public_holidays: bool | None
    """Whether it opens on public holidays as on other days; none where nothing is said."""


@dataclass
class _Read:
    slots: list[Timed] = field(default_factory=list)
    public: bool | None = None


def read_hours(text: str) -> Hours:
    """Return what opening hours say.

    Raises
    ------
    HoursError
        Something in them is none of what is read.

    Examples
    --------
    >>> [(one.day, one.starts, one.school) for one in read_hours("Tu,Th 14:00-17:00; PH off").slots]
    [('tue', '14:00', 'always'), ('thu', '14:00', 'always')]
    >>> read_hours("Tu 14:00-17:00; SH off").slots[0].school
    'term'
    >>> read_hours("Jul Mo 10:00-12:00")
    Traceback (most recent call last):
    scenarios.outlets.osm_hours.HoursError: Jul Mo 10:00-12:00: months (write a closure)
    """
    read = _Read()
    for rule in text.split(";"):
        # after hours, a comma begins a rule that stands beside the one before
        for number, one in enumerate(re.split(r"(?<=\d),\s*(?=[A-Z])", rule.strip())):
            if one:
                _take(read, one, beside=number > 0)
    return Hours(tuple(read.slots), read.public)


def _take(read: _Read, rule: str, *, beside: bool) -> None:
    found = _RULE.fullmatch(rule)
    if found is None:
        raise HoursError(next((what for known, what in _UNREAD if known.search(rule)), FORM), rule)
    weeks: Weeks = "any"
    if found["weeks"]:
        said = found["weeks"].strip()
        if said not in _WEEKS:
            raise HoursError(FORM, rule)
        weeks = _WEEKS[said]
    times = _times(found["what"], rule)
    when = re.split(r"[, ]+(?![^\[]*\])", (found["when"] or "").strip())
    names = [one for one in when if one]
    school = "SH" in names
    public = "PH" in names
    days = [one for one in names if one not in ("SH", "PH")]
    if public:
        if not days and not school and times:
            raise HoursError(PUBLIC, rule)
        read.public = bool(times)
        if not days and not school:
            return
    whole = [made for one in days or ["Mo-Su"] for made in _days(one, rule)]
    new = [
        Timed(day, starts, ends, weeks, nths, "holidays" if school else "always")
        for day, nths in whole
        for starts, ends in times
    ]
    replaced = {day for day, nths in whole if not nths} if weeks == "any" and not beside else set()
    if school and days and public and times:
        # "Mo,SH,PH 10:00-12:00": on Mondays, holidays or not
        new = [replace(one, school="always") for one in new]
        school = False
    _put(read, new, replaced, school=school)


def _put(read: _Read, new: list[Timed], replaced: set[Day], *, school: bool) -> None:
    """Put hours in place of earlier ones of their days; those of school holidays beside them."""
    kept = []
    for one in read.slots:
        if one.day not in replaced:
            kept.append(one)
        elif school and one.school == "always":
            kept.append(replace(one, school="term"))
        elif school and one.school == "term":
            kept.append(one)
    read.slots = [*kept, *new]


def _times(what: str, rule: str) -> list[tuple[str, str]]:
    if what in ("off", "closed"):
        return []
    found = []
    for one in what.split(","):
        read = _TIMES.fullmatch(one.strip())
        if read is None:
            raise HoursError(FORM, rule)
        starts, ends = (int(read[1]), int(read[2])), (int(read[3]), int(read[4]))
        if ends == (24, 0):
            ends = (23, 59)
        if ends <= starts or ends > (23, 59):
            raise HoursError(MIDNIGHT, rule)
        if max(starts[1], ends[1]) > 59:
            raise HoursError(FORM, rule)
        found.append((f"{starts[0]:02d}:{starts[1]:02d}", f"{ends[0]:02d}:{ends[1]:02d}"))
    return found


def _days(one: str, rule: str) -> list[tuple[Day, tuple[Nth, ...]]]:
    read = _WHEN.fullmatch(one)
    if read is None:
        raise HoursError(FORM, rule)
    first = DAYS.index(_DAY[read["first"]])
    if read["nths"]:
        nths = read["nths"].split(",")
        if not set(nths) <= _NTHS.keys():
            raise HoursError(FORM, rule)
        return [(DAYS[first], tuple(_NTHS[nth] for nth in nths))]
    last = DAYS.index(_DAY[read["last"]]) if read["last"] else first
    length = (last - first) % 7 + 1
    return [(DAYS[(first + n) % 7], ()) for n in range(length)]
