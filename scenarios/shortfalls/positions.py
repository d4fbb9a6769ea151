"""Points that look wrong and may be right: far from the others, outside their commune."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text
from models.findings import Finding
from models.places import at_one_point
from models.scenario import Scenario
from models.words import ONE_POINT
from scenarios.addresses.stamps import is_of_another_address
from scenarios.positions.suspects import sites, suspects
from scenarios.positions.told import told
from scenarios.shortfalls.finding import warning


def doubtful_points(scenario: Scenario) -> Iterator[Finding]:
    """Yield the sites of every kind whose point looks wrong."""
    for one in suspects(scenario):
        text, name = told(one), one.site.name
        said = Text(fr=f"{name} : {text.fr}", en=f"{name}: {text.en}")
        yield warning(f"position_{one.doubt}", said, (one.site.id,))


def one_point(scenario: Scenario) -> Iterator[Finding]:
    """Tell that all associations and stores stand at one point: nothing has a distance then."""
    places = scenario.sites
    if scenario.travel.table is None and at_one_point(places.values()):
        where = ", ".join(dict.fromkeys(one.commune for one in places.values() if one.commune))
        yield warning("position_one_point", ONE_POINT.format(where=where or "–"), tuple(places))


def points_of_other_addresses(scenario: Scenario) -> Iterator[Finding]:
    """Yield the sites whose address was changed after their point was found by the earlier one."""
    for site in sites(scenario):
        place = site.place
        if is_of_another_address(place.address, place.commune, place.source):
            text = OTHER.format(name=site.name, address=place.address, source=place.source)
            yield warning("position_of_another_address", text, (site.id,))


OTHER = Text(
    fr="{name} : l'adresse est « {address} », mais le point vient d'une autre ({source}). Videz la "
    "latitude et la longitude pour le chercher de nouveau.",
    en='{name}: the address is "{address}", but the point comes from another ({source}). Empty '
    "the latitude and the longitude to look it up again.",
)
