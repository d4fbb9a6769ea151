"""What changes from week to week, in words that add up."""

from __future__ import annotations

from models.base import Text
from models.stability import Stability
from models.tally import MovedStop, Tally
from service.kinds.week.stability_section import stability_section
from service.pages.page import Line
from tests.helpers.scenarios import MONDAY
from tests.helpers.studies import planned


def told(stability: Stability) -> str:
    section = stability_section(planned("hub"), stability, "fr")
    return " ".join(str(one.text) for one in section.parts if isinstance(one, Line))


def test_stops_that_stay_leave_and_come_add_up() -> None:
    """Of 12 stops 9 stay and 3 do not; a new one is told apart; as many changes are said so."""
    pickups = list(planned("hub").scenario.pickups)
    moves = [MovedStop(pickup=one, change="moved", before="a", after="b") for one in pickups[:2]]
    moves.append(MovedStop(pickup=pickups[2], change="left", before="a", after=None))
    moves.append(MovedStop(pickup=pickups[3], change="added", before=None, after="b"))
    tally = Tally(stops=tuple(moves), doors=(), rounds=())
    kept = Stability(week_of=MONDAY, stops=12, tally=tally, freest=tally.count)
    said = told(kept)
    assert "encore : 12. Par la même tournée : 9 ; par une autre, ou plus faits : 3 ; " in said
    assert "nouveaux, en plus : 1." in said
    assert f"Changements comptés : {tally.count}, autant que sans y regarder" in said
    fewer = told(kept.changed(freest=18, kg=4.0))
    assert f"Changements comptés : {tally.count}, contre 18 sans y regarder" in fewer
    assert "4 kg de nourriture" in fewer.replace("\u00a0", " ").replace("\u202f", " ")
    none = Stability(week_of=MONDAY, stops=12, tally=Tally(stops=(), doors=(), rounds=()), freest=0)
    assert "Rien n'a changé." in told(none)
    after = told(kept.changed(after=("hours", "cost")))
    assert "La stabilité passe avant : heures, coût" in after
    unsought = kept.changed(freest=None, not_sought=Text(fr="-", en="-"))
    assert "Changements comptés" not in told(unsought)
