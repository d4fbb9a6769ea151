import pytest

from models.scenario import Scenario
from scenarios.fields import slot
from scenarios.nodes import Node, find, plain
from scenarios.overrides import OverrideError, override
from scenarios.yaml_text import parse
from tests.scenarios.files import SOUND

TOP = slot(Scenario)


def root() -> Node:
    node, _ = parse(SOUND.partition("variants:")[0], "f")
    assert node is not None
    return node


def written(text: str) -> Node:
    node, _ = parse(text, "--set", lines=False)
    assert node is not None
    return node


def after(path: str, text: str, where: tuple[str | int, ...]) -> object:
    node = find(override(root(), TOP, path, written(text)), where)
    return None if node is None else plain(node)


@pytest.mark.parametrize(
    ("path", "text", "where", "value"),
    [
        ("label", "Bourg", ("label",), "Bourg"),
        ("donors.super-1.private", "false", ("donors", 1, "private"), False),
        ("donors.hyper-1.private", "true", ("donors", 0, "private"), True),
        ("donors.hyper-1.offers.0.kg", "80", ("donors", 0, "offers", 0, "kg"), 80),
        ("donors.hyper-1.offers.0.days.1", "mon", ("donors", 0, "offers", 0, "days", 1), "mon"),
        ("donors.hyper-1.offers.0.days.0", "null", ("donors", 0, "offers", 0, "days"), ["tue"]),
        ("policy.pools.town.mode", "direct", ("policy", "pools", 0, "mode"), "direct"),
        ("policy.cold_chain.max_min_out", "20", ("policy", "cold_chain"), {"max_min_out": 20}),
        ("policy.day_factors.mon", "1.4", ("policy", "day_factors"), {"mon": 1.4}),
        ("policy.opened", "[super-1]", ("policy", "opened"), ["super-1"]),
        ("vehicles.van-2", "null", ("vehicles", 1), None),
        ("donors.super-1.private", "null", ("donors", 1, "private"), None),
        ("people.p9", "{label: Zoé}", ("people", 4), {"id": "p9", "label": "Zoé"}),
        ("people.p1", "{id: p1, label: Zoé}", ("people", 0), {"id": "p1", "label": "Zoé"}),
        ("donor_kinds.market.family_shares.fruit", "null", ("donor_kinds", 0, "family_shares"),
         {"dairy": 0.3}),
    ],
)  # fmt: skip
def test_a_value_is_put_at_its_path(
    path: str, text: str, where: tuple[str | int, ...], value: object
) -> None:
    assert after(path, text, where) == value


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("donnors.hyper-1", "null", 'Did you mean "donors"?'),
        ("donors.hiper-1", "null", 'Did you mean "hyper-1"?'),
        ("donors.hiper-1.private", "true", 'Did you mean "hyper-1"?'),
        ("donors.hyper-1.privat", "true", 'Did you mean "private"?'),
        ("donors.0.private", "true", "hyper-1, super-1"),
        ("donors.hyper-1.offers.1.kg", "80", "a position from 0 to 0"),
        ("donors.hyper-1.offers.first", "{}", "a position"),
        ("policy.commitments.0.day", "mon", "the list is empty"),
        ("policy.day_factors.mon", "null", '"mon" names nothing here'),
        ("label.fr", "x", "without keys"),
        ("people.p9", "{id: p8, label: x}", "the same id"),
        ("people.p9", "Zoé", "names nothing here"),
        ("", "x", "Unknown key"),
        ("donors.", "null", "names nothing here"),
    ],
)
def test_a_path_that_leads_nowhere_names_the_nearest(path: str, text: str, said: str) -> None:
    with pytest.raises(OverrideError) as caught:
        override(root(), TOP, path, written(text))
    assert said in caught.value.text.en


def test_the_tree_given_stays_as_it_is() -> None:
    before = root()
    override(before, TOP, "donors.hyper-1.offers.0.kg", written("80"))
    assert plain(before) == plain(root())


def test_a_required_key_set_to_nothing_stays_to_be_refused_where_it_was_set() -> None:
    node = find(
        override(root(), TOP, "donors.hyper-1.kind", written("null")), ("donors", 0, "kind")
    )
    assert node is not None
    assert node.mark.label == "--set"


def test_where_the_file_holds_something_else_the_shape_is_refused_instead() -> None:
    base = override(root(), TOP, "vehicles", written("5"))
    assert override(base, TOP, "vehicles.van-1.days", written("[mon]")) == base
    base = override(root(), TOP, "policy", written("[1]"))
    assert override(base, TOP, "policy.meal_kg", written("1")) == base
