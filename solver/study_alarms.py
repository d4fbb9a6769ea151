"""What must be known first about a plan: who is left out, what is full, what may still rise."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text
from models.findings import Finding
from models.next_openings import next_openings
from models.numbers import amount, percent
from models.study import Study, Usage
from models.vehicles import Person
from solver.may_rise import LEFT_KG, may_rise_kg, worth_searching
from solver.study_fairness import offered_by_holder
from solver.study_long_ways import long_ways
from solver.study_means import without_rounds

RISEN = 0.005
"""Part of the food by which a search that still improves has risen of late."""
LATE = 0.25
"""Last part of the time of a search."""
FULL = 0.999
"""Use of what is at its limit."""
NOTHING_KG = 0.5


def alarms(study: Study) -> tuple[Finding, ...]:
    """Return the alarms of a study that is made, but for those on fairness."""
    return (
        *without_rounds(study),
        *holders_left_out(study),
        *may_still_rise(study),
        *at_their_limit(study),
        *long_ways(study),
    )


def holders_left_out(study: Study) -> Iterator[Finding]:
    """Name associations that hold agreements, need food, distribute this week and receive none."""
    scenario = study.scenario
    waiting = next_openings(scenario)
    offered = offered_by_holder(scenario)
    told = {who for one in study.findings if one.code == "far_behind" for who in one.where}
    for balance in study.balances:
        who = balance.association
        if (
            balance.need_kg > LEFT_KG
            and balance.received_kg < NOTHING_KG
            and offered.get(who, 0.0) > LEFT_KG
            and who not in waiting
            and who not in told
        ):
            kg = _kg(offered[who])
            text = HOLDER.format(who=scenario.association[who].label, kg=kg)
            yield Finding(code="holder_left_out", severity="warning", text=text, where=(who,))


def may_still_rise(study: Study) -> Iterator[Finding]:
    """Tell that a search that was cut short may find more food, and how to search on."""
    origin, plan_kg = study.provenance, study.totals.usable_kg
    room = may_rise_kg(study)
    if not worth_searching(plan_kg, room):
        return
    bound = plan_kg + room
    late = [one for one in study.progress if one.elapsed_s > (1 - LATE) * origin.elapsed_s]
    early = [one.usable_kg for one in study.progress if one not in late]
    rising = bool(late and early) and late[-1].usable_kg > max(early) * (1 + RISEN)
    if origin.iterations is not None:
        steps = 2 * origin.iterations
        more = Text(fr=f"{steps} pas de recherche", en=f"{steps} search steps")
    else:
        seconds = 2 * max(1.0, origin.time_limit_s or origin.elapsed_s)
        more = Text(fr=amount(seconds, "s", "fr"), en=amount(seconds, "s", "en"))
    text = (RISING if rising else UNPROVED).format(
        kg=_kg(plan_kg), bound=_kg(bound), share=_share(room / max(plan_kg, LEFT_KG)), more=more
    )
    yield Finding(code="search_longer", severity="warning", text=text)


def at_their_limit(study: Study) -> Iterator[Finding]:
    """Name the means that are all at their limit while food is lacking that was offered."""
    totals = study.totals
    if totals.need_kg - totals.usable_kg <= LEFT_KG or not study.unserved:
        return
    people = {one.id: one for one in study.scenario.people}
    for role, told in (("driver", DRIVERS), ("helper", HELPERS)):
        mine = [
            one
            for one in study.usage
            if one.kind == "person" and one.available and role in people[one.id].roles
        ]
        if mine and all(one.rate >= FULL for one in mine):
            yield _people_full(mine, people, told)
    vehicles = [one for one in study.usage if one.kind == "vehicle" and one.available]
    if vehicles and all(_used_daily(study, one) for one in vehicles):
        text = VEHICLES[len(vehicles) == 1].format(many=len(vehicles))
        ids = tuple(one.id for one in vehicles)
        yield Finding(code="means_full", severity="warning", text=text, where=ids)


def _people_full(mine: list[Usage], people: dict[str, Person], told: tuple[Text, Text]) -> Finding:
    """Tell that people make as many rounds as they may, and if nobody ever chose how many."""
    assumed = [one for one in mine if people[one.id].max_shifts is None]
    text = told[len(mine) == 1].format(many=len(mine))
    if assumed:
        limit = ASSUMED if len(assumed) == len(mine) else ASSUMED_OF_SOME
        more = limit.format(most=int(assumed[0].available), many=len(assumed))
        text = Text(fr=f"{text.fr} {more.fr}", en=f"{text.en} {more.en}")
    return Finding(
        code="means_full", severity="warning", text=text, where=tuple(one.id for one in mine)
    )


def _used_daily(study: Study, usage: Usage) -> bool:
    """Tell whether a vehicle is out in every shift that it may work."""
    scenario = study.scenario
    means = scenario.vehicle[usage.id]
    posts = {
        (day, shift.id)
        for day in scenario.days
        if scenario.is_there(means, day)
        for shift in scenario.shifts
        if not means.shifts or shift.id in means.shifts
    }
    out = {(item.day, item.shift) for item in study.plan.rounds if item.vehicle == usage.id}
    return posts <= out


def _kg(kg: float) -> Text:
    return Text(fr=amount(kg, "kg", "fr"), en=amount(kg, "kg", "en"))


def _share(part: float) -> Text:
    return Text(fr=percent(part, "fr"), en=percent(part, "en"))


HOLDER = Text(
    fr="{who} a des conventions (magasins qui offrent {kg} utilisables cette semaine) et ne reçoit "
    "rien.",
    en="{who} holds agreements (stores that offer {kg} of usable food this week) and receives "
    "nothing.",
)
UNPROVED = Text(
    fr="Ce plan apporte {kg} ; on sait seulement qu'aucun n'en apporte plus de {bound} : il reste "
    "peut-être jusqu'à {share} à gagner. Cherchez plus longtemps ({more}).",
    en="This plan brings {kg}; all that is known is that none brings more than {bound}: up to "
    "{share} may be left to gain. Search longer ({more}).",
)
RISING = Text(
    fr="Ce plan apporte {kg} et montait encore à la fin ; aucun n'en apporte plus de {bound}, soit "
    "{share} de plus. Cherchez plus longtemps ({more}).",
    en="This plan brings {kg} and was still rising at the end; none brings more than {bound}, "
    "{share} more. Search longer ({more}).",
)
DRIVERS = (
    Text(
        fr="Tous les chauffeurs ({many}) font déjà autant de tournées qu'ils peuvent.",
        en="All drivers ({many}) already make as many rounds as they may.",
    ),
    Text(
        fr="Le seul chauffeur fait déjà autant de tournées qu'il peut.",
        en="The only driver already makes as many rounds as they may.",
    ),
)
"""Of several, and of one alone; as of all means below."""
HELPERS = (
    Text(
        fr="Tous les accompagnateurs ({many}) font déjà autant de tournées qu'ils peuvent.",
        en="All helpers ({many}) already make as many rounds as they may.",
    ),
    Text(
        fr="Le seul accompagnateur fait déjà autant de tournées qu'il peut.",
        en="The only helper already makes as many rounds as they may.",
    ),
)
ASSUMED = Text(
    fr="La limite (tournées par semaine : {most}) est celle supposée par défaut : indiquez la "
    "vraie.",
    en="The limit (rounds a week: {most}) is the one assumed by default: give the real one.",
)
ASSUMED_OF_SOME = Text(
    fr="Pour une partie d'entre eux ({many}), la limite (tournées par semaine : {most}) est celle "
    "supposée par défaut : indiquez la vraie.",
    en="For some of them ({many}) the limit (rounds a week: {most}) is the one assumed by default: "
    "give the real one.",
)
VEHICLES = (
    Text(
        fr="Tous les véhicules ({many}) sortent à chaque plage où ils le peuvent.",
        en="All vehicles ({many}) are out in every shift in which they may be.",
    ),
    Text(
        fr="Le seul véhicule sort à chaque plage où il le peut.",
        en="The only vehicle is out in every shift in which it may be.",
    ),
)
