from __future__ import annotations

from scenarios.positions.suspects import sites
from service.pages.pictures import Map
from service.pages.sites_page import sites_page
from tests.helpers.funded import world


def test_every_site_is_on_the_map_and_in_the_table() -> None:
    town = world()
    page = sites_page(town, (), "en")
    (section,) = page.sections
    (drawn,) = [one for one in section.pictures if isinstance(one, Map)]
    (table,) = section.tables
    assert len(drawn.spots) == len(table.rows) == len(sites(town))
    kinds = {row[1] for row in table.rows}
    assert kinds == set(drawn.series)
    assert len(kinds) > 1
