"""A solidarity fridge: a scenario, its journal and its rota in, a reviewed study out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from models.base import Text
from models.calendar import DAYS
from models.findings import Finding
from models.fridge import DAYS_A_MONTH, PER_MONTH_KG, PER_MONTH_PEOPLE
from models.fridge_study import FridgeDay, FridgePlan, FridgeStudy, SurplusSeen
from models.numbers import decimal
from models.rota_study import RotaStudy
from models.scenario import Scenario
from models.visits import Journal
from solver.fridge.site import more, reach, spots_tried
from solver.fridge.size import chosen, expected_kg, from_journal, noted, quantile, tried
from solver.review.checks.fridge import check_fridge
from solver.run_record import origin_of
from solver.settings import Stages, Watcher

WEEKS = 4
"""Weeks that are looked at where there is no rota."""
MOST_FRIDGES = 4
"""How many fridges, at most, are tried to tell what more would reach."""


def plan_fridge(
    scenario: Scenario,
    *,
    journal: Journal | None = None,
    rota: RotaStudy | None = None,
    watch: Watcher | None = None,
) -> FridgeStudy:
    """Choose a fridge, its spot and its days, and say what it would save.

    Parameters
    ----------
    journal
        What really came, where surplus is taken from it; none: as typed.
    rota
        Who keeps it when; without it nobody is known to.
    """
    tell = Stages(watch)
    tell("prepare")
    asked = scenario.fridge
    told = from_journal(asked, journal) if journal is not None else ()
    surplus = told or noted(asked)
    sizes = tried(asked, surplus) if surplus else ()
    size = chosen(asked, sizes)
    tell("sites")
    steps = more(asked, max(asked.fridges, MOST_FRIDGES))
    sited = steps[min(asked.fridges, len(steps)) - 1] if steps else None
    spots = () if sited is None else sited.spots
    around = reach(asked)
    mine = [n for n, one in enumerate(around.spots) if one.id in spots]
    near = around.near(mine)
    reached = tuple(one.id for one, here in zip(around.zones, near, strict=True) if here)
    a_day = 0.0 if size is None else asked.a_day_kg(asked.size[size]) * asked.fridges
    days = _days(scenario, rota, surplus, a_day)
    plan = FridgePlan(
        size=size,
        spots=spots,
        reached=reached,
        people=around.people(mine),
        days=days,
        passes_kg_month=_month(sum(one.expected_kg for one in days if one.keepers), days),
    )
    every_day = _month(sum(one.expected_kg for one in days), days)
    saved = plan.passes_kg_month * asked.taken_share
    study = FridgeStudy(
        scenario=scenario,
        source="journal" if told else "typed" if surplus else "none",
        surplus=surplus,
        ratio=asked.critical_ratio,
        wanted_kg=quantile([one.kg for one in surplus], asked.critical_ratio),
        plan=plan,
        sizes=sizes,
        spots=spots_tried(asked, spots),
        more=steps,
        most_people=sum(one.people for one in asked.zones),
        saved_kg_month=saved,
        every_day_kg_month=every_day,
        users_month=saved * PER_MONTH_PEOPLE / PER_MONTH_KG,
        empty=sum(not one.keepers for one in days),
        violations=(),
        made_at=datetime.now(UTC).replace(microsecond=0),
        provenance=origin_of(scenario, "highspy", elapsed_s=tell.elapsed_s),
    )
    tell("check")
    return study.changed(violations=check_fridge(study), findings=tuple(_findings(study, rota)))


def _month(kg: float, days: Sequence[FridgeDay]) -> float:
    """Return what some days add up to, as of an average month."""
    return kg / len(days) * DAYS_A_MONTH if days else 0.0


def _days(
    scenario: Scenario, rota: RotaStudy | None, surplus: Sequence[SurplusSeen], a_day_kg: float
) -> tuple[FridgeDay, ...]:
    """Return the days of the rota, or of some weeks, with who keeps the fridge."""
    first = scenario.week_of if rota is None else rota.first
    weeks = WEEKS if rota is None else rota.weeks
    keepers: dict[date, list[str]] = defaultdict(list)
    duties: dict[date, list[str]] = defaultdict(list)
    for duty in () if rota is None else rota.duties:
        if duty.kind == "fridge":
            people = rota.plan.people.get(duty.id, ()) if rota is not None else ()
            keepers[duty.on] += people
            duties[duty.on].append(duty.id)
    expected = expected_kg(surplus, a_day_kg) if surplus else dict.fromkeys(DAYS, 0.0)
    return tuple(
        FridgeDay(
            on=on,
            keepers=tuple(sorted(set(keepers[on]))),
            duties=tuple(duties[on]),
            expected_kg=expected[DAYS[on.weekday()]],
        )
        for on in (first + timedelta(days=number) for number in range(7 * weeks))
    )


def _findings(study: FridgeStudy, rota: RotaStudy | None) -> Iterator[Finding]:
    """Yield what must be known first."""
    asked = study.scenario.fridge
    duties = rota is not None and any(one.kind == "fridge" for one in rota.duties)
    if not duties:
        yield Finding(code="fridge_no_rota", severity="warning", text=NO_ROTA)
    elif study.empty:
        lost = study.every_day_kg_month - study.plan.passes_kg_month
        values = {
            "days": study.empty,
            "of": len(study.plan.days),
            "kg": decimal(f"{lost:.0f}"),
        }
        yield Finding(code="fridge_dips", severity="warning", text=DIPS.format(**values))
    if study.source == "none":
        yield Finding(code="fridge_no_surplus", severity="warning", text=NO_SURPLUS)
    elif len(study.surplus) < 14:
        text = FEW.format(days=len(study.surplus))
        yield Finding(code="fridge_few_days", severity="info", text=text)
    if not study.plan.spots and asked.spots:
        yield Finding(code="fridge_no_spot", severity="warning", text=NO_SPOT)
    fits = {one.size: one.fits for one in study.sizes}
    if study.plan.size and asked.quantile is not None and fits[study.plan.size] < asked.quantile:
        yield Finding(code="fridge_too_small", severity="warning", text=TOO_SMALL)
    if asked.zones:
        yield Finding(code="fridge_as_the_crow_flies", severity="info", text=ON_FOOT)


NO_ROTA = Text(
    fr="Aucun service de frigo n'est au planning : un frigo que personne ne nettoie chaque jour ne "
    "doit pas ouvrir. Ajoutez-en un au planning des bénévoles.",
    en="No fridge duty is in the rota: a fridge that nobody cleans every day must not open. Add "
    "one to the volunteers' rota.",
)
DIPS = Text(
    fr="Personne ne tient le frigo {days} jours sur {of} : fermé ces jours-là, il passe {kg} kg de "
    "moins par mois.",
    en="Nobody keeps the fridge on {days} of {of} days: closed then, it passes on {kg} kg less a "
    "month.",
)
NO_SURPLUS = Text(
    fr="Aucun excédent n'est noté, ni dans le journal : la taille et les kilos restent inconnus. "
    "Notez-en quelques semaines, zéros compris.",
    en="No surplus is noted, nor in the journal: size and kilograms stay unknown. Note a few weeks "
    "of it, noughts included.",
)
FEW = Text(
    fr="Excédents de {days} jours seulement : la taille peut changer avec plus de jours.",
    en="Surplus of {days} days only: the size may change with more days.",
)
NO_SPOT = Text(
    fr="Aucun emplacement n'a de prise et un hôte d'accord.",
    en="No spot has a socket and a host who agrees.",
)
TOO_SMALL = Text(
    fr="Aucun modèle ne suffit aussi souvent que demandé : le plus grand est pris.",
    en="No model is enough as often as asked: the largest is taken.",
)
ON_FOOT = Text(
    fr="Temps à pied estimés à vol d'oiseau, avec un détour.",
    en="Walking times estimated as the crow flies, with a detour.",
)
