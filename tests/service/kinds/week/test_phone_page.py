"""The page of a round for a telephone: whole in one file, and nothing runs but its own script."""

from __future__ import annotations

import base64
import json
import re
from hashlib import sha256
from html import unescape

from scenarios.weighing.codes import round_digest
from service.kinds.week.phone_page import phone_page, phone_pages, policy
from tests.helpers.hostile import hostile
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned, study


def test_each_round_has_a_page_that_fetches_nothing() -> None:
    """Its stops in order; the only addresses are links that are touched."""
    found = planned()
    made = phone_pages(found, "fr")
    assert len(made) == len(found.plan.rounds)
    assert all(name.startswith("telephones/tournee-") for name in made)
    for item in found.plan.rounds:
        page = phone_page(found, item, "fr")
        assert page.count('data-number="') == len(item.collected)
        assert page.count('data-stop="') == len(item.stops) - 2 + 1
        assert not re.search(r"\bsrc=|@import|url\(|<link", page)
        for address in re.findall(r'"(https?://[^"]+)"', page):
            assert f'<a class="button" href="{address}" target="_blank"' in page


def test_only_its_own_script_may_run() -> None:
    """The policy names it by its digest; the network is closed unless it sends."""
    page = unescape(phone_page(planned(), planned().plan.rounds[0], "en"))
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.S)
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy(send=False)
    assert policy(send=False) in page
    assert "connect-src 'none'" in policy(send=False)
    assert "connect-src 'self'" in policy(send=True)


def test_what_it_holds_tells_its_round() -> None:
    """Town, week, round and digest, as its codes will say."""
    found = planned()
    item = found.plan.rounds[0]
    page = phone_page(found, item, "fr")
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    world = found.scenario
    digest = round_digest(world, item)
    assert json.loads(data)["head"] == [world.id, str(world.week_of), item.id, digest]


def test_a_contact_is_rung_where_there_is_one() -> None:
    """A number within a contact makes a link; a contact without one does not, nor does none."""
    scenario = tiny("hub")
    told = ("Mme Roy, 04 42 00 00 01 (quai)", "demander à l'accueil", "", "+33 6.00.00.00.02", "")
    donors = tuple(
        one.changed(contact=text) for one, text in zip(scenario.donors, told, strict=True)
    )
    pages = phone_pages(study(scenario.changed(donors=donors), planned().plan), "fr")
    found = set(re.findall(r'href="tel:([^"]+)"', b"".join(pages.values()).decode()))
    assert found == {"0442000001", "+33600000002"}


def test_hostile_names_are_shown_as_they_are() -> None:
    """Nothing that a scenario says becomes markup or script."""
    found = study(hostile(), planned().plan)
    for page in phone_pages(found, "fr").values():
        text = page.decode()
        assert text.count("<script") == 2
        assert text.count("</script>") == 2
