import io

import pytest
from rich.console import Console

from models.base import Language
from models.plan import Plan
from models.study import Study
from service.kinds.week.summary import MOST, show
from tests.helpers.hostile import hostile
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned, study


def printed(found: Study, language: Language = "fr") -> str:
    console = Console(file=io.StringIO(), width=80, highlight=False)
    show(found, console, language)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue().replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_holds_in_80_columns(language: Language) -> None:
    text = printed(planned(), language)
    assert max(len(line) for line in text.splitlines()) <= 80


def test_winners_and_losers_are_named() -> None:
    text = printed(planned())
    assert "Plus que chacun seul : Secours (+20" in text
    assert "Moins que chacun seul : CCAS (−20" in text


def test_simulated_figures_say_what_they_are() -> None:
    assert "8 semaines sur 10, entre 20 kg et 30 kg" in printed(planned())


def test_alone_itself_has_no_reference() -> None:
    found = planned("alone").changed(alone=None, alone_totals=None, alone_balances=())
    assert "Chacun seul" not in printed(found)


def test_eight_unserved_the_rest_counted() -> None:
    text = printed(study(tiny("hub"), Plan()))
    pickups = len(tiny("hub").pickups)
    assert text.count("→") == MOST
    assert f"+ {pickups - MOST} autres" in text or f"+ {pickups - MOST} autre" in text
    assert "Aucune tournée" in text


def test_names_are_never_markup() -> None:
    text = printed(study(hostile(), planned().plan))
    assert "[red]r[/red]" in text


def test_a_refused_plan_says_so() -> None:
    found = planned()
    assert "le contrôle refuse" in printed(found.changed(violations=found.findings))
