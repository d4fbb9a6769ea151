"""What a week says of each thing that it names: every figure again, from the plan itself."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from models.base import Language
from models.means import TriedMeans
from models.plan import Round
from models.scenario import Scenario
from models.study import Study
from scenarios import dump, load
from service.asking.cards import played
from service.asking.things import Told
from service.kinds.comparison.cards import CARDS
from service.kinds.week.kind import WEEK
from service.kinds.week.why.means import peak_kg
from service.kinds.week.why.pages import told
from service.kinds.week.why.store import visits
from service.pages.html import page_body
from service.pages.page import Number, Table
from tests.helpers.studies import planned

LANGUAGES = get_args(Language)
LINK = re.compile(r'href="things/(\w+)/([\w-]+)"')


def found(sort: str, name: str, study: Study | None = None, language: Language = "fr") -> Told:
    made = told(study or planned(), sort, name, language)
    assert made is not None
    return made


def tables(made: Told) -> list[Table]:
    return [one for section in made.page.sections for one in section.tables]


def column(table: Table, head: str) -> float:
    """The sum of a column."""
    at = [one.text for one in table.columns].index(head)
    cells = [row[at] for row in table.rows]
    return sum(one.value or 0.0 for one in cells if isinstance(one, Number))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_the_result_names_has_a_page_that_names_known_things(language: Language) -> None:
    study = planned()
    linked = set(LINK.findall(WEEK.html(study, language, "things/")))
    world = study.scenario
    out = {one for item in study.plan.rounds for one in item.crew}
    wanted = {("association", one.id) for one in world.associations}
    wanted |= {("vehicle", item.vehicle) for item in study.plan.rounds}
    wanted |= {("person", one) for one in out}
    wanted |= {("store", stop.site) for item in study.plan.rounds for stop in item.collected}
    assert wanted <= linked
    for sort, name in sorted(linked):
        made = found(sort, name, language=language)
        body = page_body(made.page, language, "things/")
        assert made.page.answer.replace("\u00a0", " ") in body.replace("\u00a0", " ")
        for kind, thing in LINK.findall(body):
            assert told(study, kind, thing, language) is not None


def test_a_file_that_is_opened_anywhere_has_no_link_to_a_server() -> None:
    assert not re.search(r'href="[^#]', WEEK.html(planned(), "fr"))
    assert told(planned(), "vehicle", "nothing", "fr") is None
    assert told(planned(), "nothing", "van", "fr") is None


def test_an_association_receives_what_its_shares_are() -> None:
    study = planned()
    for who in study.scenario.associations:
        shown = tables(found("association", who.id))
        kg = study.plan.received_kg(who.id)
        assert column(shown[0], "kg") == pytest.approx(kg)
        assert column(shown[-1], "kg") == pytest.approx(kg)


def driven_s(study: Study, sites: list[str]) -> int:
    return sum(study.travel.between(*leg)[0] for leg in pairwise(sites) if leg[0] != leg[1])


def test_a_detour_is_what_the_round_is_longer_with_the_stop() -> None:
    study = planned()
    seen = 0
    for donor in study.scenario.donors:
        for one in visits(study, donor.id):
            at = one.item.stops.index(one.stop)
            sites = [stop.site for stop in one.item.stops]
            without = driven_s(study, sites[:at] + sites[at + 1 :])
            assert one.detour_s == driven_s(study, sites) - without
            assert one.kg == pytest.approx(sum(one.stop.kg.values()))
            seen += 1
    assert seen == sum(len(item.collected) for item in study.plan.rounds) > 0


def test_hours_and_loads_are_those_of_the_rounds() -> None:
    study = planned()
    world = study.scenario
    for person in {one for item in study.plan.rounds for one in item.crew}:
        hours = sum(item.duration_s for item in study.plan.rounds if person in item.crew) / 3600
        assert column(tables(found("person", person))[0], "h") == pytest.approx(hours)
    for item in study.plan.rounds:
        limit = world.vehicle[item.vehicle].payload_kg
        assert _all_collected(item) - 1e-6 <= peak_kg(study, item) <= limit + 1e-6


def _all_collected(item: Round) -> float:
    """What is collected before the first unloading."""
    kg = 0.0
    for stop in item.stops:
        if stop.kind == "unload":
            break
        kg += sum(stop.kg.values()) if stop.kind == "collect" else 0.0
    return kg


def test_what_may_be_tried_is_a_scenario(tmp_path: Path) -> None:
    """Each change that a button offers can be read, and is another scenario."""
    study = planned()
    path = tmp_path / "tiny.yaml"
    path.write_text(dump(study.scenario), encoding="utf-8")
    named = [("association", one.id) for one in study.scenario.associations]
    named += [("store", one.id) for one in study.scenario.donors]
    named += [("person", one.id) for one in study.scenario.people]
    named += [("vehicle", one.id) for one in study.scenario.vehicles]
    offered = 0
    for sort, name in named:
        for one in found(sort, name).trials:
            sets = one.changes
            if not sets:
                made, wrong = played(study.scenario, CARDS, one.picks, "fr")
                if wrong:
                    continue
                sets = made.sets
            changed: Scenario = load(str(path), None, list(sets)).scenario
            assert changed != study.scenario
            offered += 1
    assert offered > len(named) / 2


def test_what_lifted_an_association_when_it_was_tried_is_offered_first() -> None:
    study = planned()
    who = next(one.association for one in study.balances if one.share_of_need < 0.9)
    assert any(one.association == who for one in study.scenario.people)
    what = TriedMeans.model_fields["what"].annotation
    assert what is not None
    tried = tuple(
        TriedMeans(
            code=code,
            what=what(fr=code, en=code),
            association=who,
            kg_more=5,
            level_before=0.3,
            level_after=after,
        )
        for code, after in (("own_van", 0.3), ("own_people", 0.6))
    )
    made = found("association", who, study.changed(tried=tried))
    assert "max_shifts" in made.trials[0].changes[0]
    assert "60\u00a0%" in page_body(made.page, "fr")
