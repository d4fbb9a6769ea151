"""Names that break careless outputs: markup of typst, HTML, rich and the terminal."""

from __future__ import annotations

from models.scenario import Scenario
from tests.helpers.scenarios import changed, tiny

HOSTILE = (
    "#panic() $x$ *a* _b_ @c <script>alert(1)</script> \"q\" 'q' \\n [red]r[/red] {{ 7*7 }} &amp;"
)
LONG = "Très-long-nom-sans-espace" * 8


def hostile() -> Scenario:
    """The tiny town with such names everywhere."""
    scenario = tiny("hub")
    return changed(
        scenario,
        label=HOSTILE[:200],
        notes=(HOSTILE,),
        associations=tuple(
            one.changed(label=LONG if number == 1 else HOSTILE, contact=HOSTILE)
            for number, one in enumerate(scenario.associations)
        ),
        donors=tuple(
            one.changed(label=HOSTILE, contact=HOSTILE, backup=HOSTILE) for one in scenario.donors
        ),
        vehicles=tuple(one.changed(label=HOSTILE) for one in scenario.vehicles),
        people=tuple(one.changed(label=HOSTILE, contact=LONG) for one in scenario.people),
        families=tuple(one.changed(label=HOSTILE) for one in scenario.families),
    )
