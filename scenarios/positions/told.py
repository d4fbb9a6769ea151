"""What is said of points that cannot be right or look wrong."""

from __future__ import annotations

from models.base import Text
from models.numbers import number
from scenarios.addresses.communes import around, commune
from scenarios.faults import shown
from scenarios.positions.metres import NoDegrees, degrees_of, pair_of
from scenarios.positions.suspects import Suspect


def told(one: Suspect) -> Text:
    """Return what is said of a doubtful site: what was found, what it looks like, what to do."""
    text = OUTSIDE if one.doubt == "outside" else LOOKS[one.doubt]
    lat, lon = one.site.at
    return text.format(
        lat=f"{lat:g}",
        lon=f"{lon:g}",
        km=Text(fr=number(one.km, "fr"), en=number(one.km, "en")),
        commune=one.site.place.commune,
        remedy=meant(*one.meant) if one.meant is not None else LOOK,
        there=_there(one) if one.doubt == "outside" else "",
    )


def told_of_numbers(one: NoDegrees, lat: float, lon: float) -> Text:
    """Return what is said of numbers that are no degrees."""
    remedy = meant(*one.meant) if one.meant is not None else LOOK
    return NUMBERS[one.kind].format(lat=f"{lat:.10g}", lon=f"{lon:.10g}", remedy=remedy)


def told_of_text(lat: object, lon: object) -> Text | None:
    """Return what is said of a latitude and a longitude written as texts, none if of neither."""
    for one in (lat, lon):
        both = pair_of(one) if isinstance(one, str) else None
        if both is not None:
            return TOGETHER.format(found=shown(one), remedy=meant(*both))
    read = [degrees_of(one) if isinstance(one, str) else one for one in (lat, lon)]
    good = [one for one in read if isinstance(one, int | float)]
    if len(good) == len(read) and any(isinstance(one, str) for one in (lat, lon)):
        return MINUTES.format(
            found=shown(lat if isinstance(lat, str) else lon), remedy=meant(*good)
        )
    return None


def meant(lat: float, lon: float) -> Text:
    """Return the remedy that names the point that was probably meant."""
    at = f"{lat:.6g}", f"{lon:.6g}"
    return Text(
        fr=f"Vouliez-vous dire lat {at[0]}, lon {at[1]} ?",
        en=f"Did you mean lat {at[0]}, lon {at[1]}?",
    )


def _there(one: Suspect) -> Text:
    """Return where a point outside its commune may be, as far as the table tells."""
    names = [each.name for each in around(*one.site.at)]
    if names:
        text = ", ".join(names[:3])
        return Text(fr=f"ce point serait à {text}", en=f"this point would be in {text}")
    if commune(one.site.place.commune) is None:
        return Text(fr="commune inconnue", en="commune unknown")
    return NO_COMMUNE


TOGETHER = Text(
    fr="Trouvé {found} : les deux ensemble. Attendu : la latitude et la longitude chacune à sa "
    "place. {remedy}",
    en="Found {found}: both together. Expected: the latitude and the longitude each in its place. "
    "{remedy}",
)
MINUTES = Text(
    fr="Trouvé {found} : des degrés, minutes et secondes. Attendu : des degrés décimaux. {remedy}",
    en="Found {found}: degrees, minutes and seconds. Expected: decimal degrees. {remedy}",
)
LOOK = Text(
    fr="Cherchez le point sur une carte, ou videz les deux et donnez une adresse.",
    en="Look the point up on a map, or empty both and give an address.",
)
NO_COMMUNE = Text(
    fr="aucune commune de la table n'est là : en mer, ou dans un département voisin",
    en="no commune of the table is there: at sea, or in a neighbouring department",
)
LOOKS = {
    "zero": Text(
        fr="Trouvé lat {lat}, lon {lon} : une cellule vide ou zéro, pas un lieu. Attendu : un "
        "point près des autres. {remedy}",
        en="Found lat {lat}, lon {lon}: an empty cell or zero, not a place. Expected: a point near "
        "the others. {remedy}",
    ),
    "swapped": Text(
        fr="Trouvé lat {lat}, lon {lon}, à {km} km des autres : latitude et longitude semblent "
        "inversées. Attendu : un point près des autres ({commune}). {remedy}",
        en="Found lat {lat}, lon {lon}, {km} km from the others: latitude and longitude look "
        "swapped. Expected: a point near the others ({commune}). {remedy}",
    ),
    "sign": Text(
        fr="Trouvé lat {lat}, lon {lon}, à {km} km des autres : un signe moins semble de trop ou "
        "perdu. Attendu : un point près des autres ({commune}). {remedy}",
        en="Found lat {lat}, lon {lon}, {km} km from the others: a minus sign looks lost or too "
        "many. Expected: a point near the others ({commune}). {remedy}",
    ),
    "far": Text(
        fr="lat {lat}, lon {lon} est à {km} km des autres sites ({commune}). {remedy}",
        en="lat {lat}, lon {lon} is {km} km from the other sites ({commune}). {remedy}",
    ),
}
OUTSIDE = Text(
    fr="lat {lat}, lon {lon} est hors de sa commune ({commune}), à {km} km au moins ; {there}. "
    "{remedy}",
    en="lat {lat}, lon {lon} is outside its commune ({commune}), by {km} km at least; {there}. "
    "{remedy}",
)
NUMBERS = {
    "lambert": Text(
        fr="Trouvé {lat} et {lon} : des mètres de la projection Lambert-93. Attendu : des degrés. "
        "{remedy}",
        en="Found {lat} and {lon}: metres of the Lambert-93 projection. Expected: degrees. "
        "{remedy}",
    ),
    "point": Text(
        fr="Trouvé {lat} et {lon} : ce ne sont pas des degrés. Attendu : une "
        "latitude de -90 à 90, une longitude de -180 à 180. {remedy}",
        en="Found {lat} and {lon}: these are no degrees. Expected: a latitude "
        "from -90 to 90, a longitude from -180 to 180. {remedy}",
    ),
    "metres": Text(
        fr="Trouvé {lat} et {lon} : les mètres d'une projection. Attendu : des degrés. {remedy}",
        en="Found {lat} and {lon}: metres of a projection. Expected: degrees. {remedy}",
    ),
}
