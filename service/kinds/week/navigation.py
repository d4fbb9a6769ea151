"""Where a stop is for the application that guides a driver: a ``geo:`` address to be scanned.

RFC 5870 gives the point; the query is what navigation applications of telephones search or label.
"""

from __future__ import annotations

from urllib.parse import quote

from models.places import Place, written


def geo(place: Place, label: str) -> str:
    """Return the address that opens navigation; empty where only a fictional point is known.

    Examples
    --------
    >>> geo(Place(commune="Aubagne", lat=43.29, lon=5.57), "Super 1")
    'geo:43.29,5.57?q=43.29,5.57(Super%201)'
    >>> geo(Place(commune="Aubagne", address="3 rue Foch", lat=43, lon=5, assumed=True), "B")
    'geo:0,0?q=3%20rue%20Foch%2C%20Aubagne'
    >>> geo(Place(commune="Aubagne", lat=43, lon=5, assumed=True), "B")
    ''
    """
    if place.assumed:
        # a street is found by the telephone itself, a made-up point would lead astray
        return f"geo:0,0?q={quote(written(place), safe='')}" if place.address else ""
    point = f"{place.lat:g},{place.lon:g}"
    return f"geo:{point}?q={point}({quote(label, safe='')})"
