"""Numbers as people write them, and read as people mean them."""

from __future__ import annotations

import re

from models.base import Language, Text

MINUS = "−"
BLANKS = re.compile("[\\s\u00a0\u202f']+")
"""What parts thousands: spaces of any width, or an apostrophe."""
NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?([eE][-+]?\d+)?")
LONGEST = 40
"""Letters of a number, at most."""
LARGEST = 1e300


def read_number(text: str) -> int | float | None:
    """Return the number that a text says, none when it says none.

    Its decimals follow a comma or a point, thousands may be parted by spaces.

    Examples
    --------
    >>> read_number("1 200,5"), read_number("−3"), read_number("1.200,5"), read_number("nan")
    (1200.5, -3, None, None)
    """
    text = BLANKS.sub("", text).replace(MINUS, "-")
    if not NUMBER.fullmatch(text) or len(text) > LONGEST:
        return None
    if re.fullmatch(r"[-+]?\d{1,18}", text):
        return int(text)
    found = float(text.replace(",", "."))
    return found if abs(found) < LARGEST else None


def number(value: float, language: Language, digits: int = 0) -> str:
    r"""Return a number as people write it: no-break thousands, decimal comma in French.

    Examples
    --------
    >>> number(1234.56, "fr", 1) == "1\u202f234,6", number(1234.56, "en", 1)
    (True, '1,234.6')
    >>> number(-0.2, "en"), number(-5, "en")
    ('0', '−5')
    """
    rounded = round(value, digits)
    written = f"{abs(rounded):,.{digits}f}"
    if language == "fr":
        written = written.replace(",", "\u202f").replace(".", ",")
    return MINUS + written if rounded < 0 else written


def figure(value: float, most: int = 2) -> Text:
    r"""Return a number as it would be typed, with the digits that it has, at most some.

    Examples
    --------
    >>> figure(12.5).fr, figure(12.5).en, figure(30.0).fr
    ('12,5', '12.5', '30')
    """
    digits = next((n for n in range(most) if round(value, n) == round(value, most)), most)
    return Text(fr=number(value, "fr", digits), en=number(value, "en", digits))


def counted(count: float, one: Text, several: Text) -> Text:
    """Return a number of things with their name, in the singular or the plural of each language.

    Examples
    --------
    >>> counted(0, Text(fr="caisse", en="crate"), Text(fr="caisses", en="crates"))
    Text(fr='0 caisse', en='0 crates')
    """
    digits = 0 if count == int(count) else 1
    return Text(
        fr=f"{number(count, 'fr', digits)} {(one if count < 2 else several).fr}",
        en=f"{number(count, 'en', digits)} {(one if count == 1 else several).en}",
    )


def decimal(text: str) -> Text:
    """Return a number that is written with a point, as each language writes it.

    Examples
    --------
    >>> decimal("2.5").fr
    '2,5'
    """
    return Text(fr=text.replace(".", ","), en=text)


def signed(value: float, language: Language, digits: int = 0) -> str:
    """Return a difference with its sign.

    Examples
    --------
    >>> signed(12, "fr"), signed(-12, "fr"), signed(0.1, "fr")
    ('+12', '−12', '0')
    """
    return ("+" if round(value, digits) > 0 else "") + number(value, language, digits)


def amount(value: float, unit: str, language: Language, digits: int = 0) -> str:
    r"""Return a quantity with its unit, held together by a no-break space.

    Examples
    --------
    >>> amount(12.5, "kg", "fr", 1) == "12,5\u00a0kg"
    True
    """
    return f"{number(value, language, digits)}\u00a0{unit}"


def percent(share: float, language: Language, digits: int = 0) -> str:
    r"""Return a proportion as a percentage.

    Examples
    --------
    >>> percent(0.873, "en"), percent(0.873, "fr") == "87\u00a0%"
    ('87%', True)
    """
    return number(100 * share, language, digits) + ("\u00a0%" if language == "fr" else "%")
