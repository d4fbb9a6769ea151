"""Who pools what with whom: every donor is collected once, every hub is a real one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.base import Text
from models.fields import titled_of
from models.policy import Pool
from models.scenario import Scenario
from scenarios.faults import choices
from scenarios.sense.names import said_twice
from scenarios.sense.problem import Loc, Problem, Rule, problem

LARGE_STORE_M2 = 400.0
"""Stores above it sign agreements with accredited associations only."""


def pool_forms(scenario: Scenario) -> Iterator[Problem]:
    """Yield pools whose mode, hub, members and collectors contradict each other."""
    for n, pool in enumerate(scenario.policy.pools):
        at: Loc = ("policy", "pools", n)
        yield from _hub(at, pool, scenario)
        for c, who in enumerate(pool.collectors or ()):
            if who in scenario.association and who not in pool.members:
                members = choices(pool.members)
                yield problem(
                    (*at, "collectors", c),
                    f"« {who} » ramasse pour ce groupe sans en être membre. Attendu : un membre "
                    f"({members}). Ajoutez-le aux membres, ou retirez-le d'ici.",
                    f'"{who}" collects for this pool without being a member. Expected: a member '
                    f"({members}). Add it to the members, or remove it here.",
                )


def _hub(at: Loc, pool: Pool, scenario: Scenario) -> Iterator[Problem]:
    members = choices(pool.members)
    if pool.mode == "hub" and pool.hub is None:
        yield problem(
            (*at, "mode"),
            f"Le mode est « hub », mais sans lieu de tri. Attendu : « hub: » l'un de {members}. "
            "Ajoutez-le, ou changez de mode.",
            f'The mode is "hub", but there is no sorting place. Expected: "hub:" one of {members}. '
            "Add it, or change the mode.",
        )
    real = pool.hub in scenario.association
    if pool.mode == "hub" and real and pool.hub not in pool.members:
        yield problem(
            (*at, "hub"),
            f"Le lieu de tri « {pool.hub} » n'est pas membre du groupe. Attendu : l'un de "
            f"{members}. Ajoutez-le aux membres, ou choisissez-en un autre.",
            f'The sorting place "{pool.hub}" is not a member of the pool. Expected: one of '
            f"{members}. Add it to the members, or choose another.",
        )
    for field, given, modes in (
        ("hub", pool.hub is not None, ("hub",)),
        ("fetch_only", pool.fetch_only, ("hub",)),
        ("collectors_keep", pool.collectors_keep > 0, ("hub", "direct")),
    ):
        if given and pool.mode not in modes:
            title = titled_of(Pool, field).title
            # the words of workbooks take a while to import
            from scenarios.workbook.value_words import value_word

            mode = Text(fr=value_word(pool.mode, "fr"), en=value_word(pool.mode, "en"))
            fr = " ou ".join(value_word(one, "fr") for one in modes)
            en = " or ".join(value_word(one, "en") for one in modes)
            yield problem(
                (*at, field),
                f"« {title.fr} » n'a pas de sens pour la façon « {mode.fr} ». Attendu : {fr}. "
                "Videz cette valeur, ou changez de façon.",
                f'"{title.en}" has no meaning for the way "{mode.en}". Expected: {en}. '
                "Empty this value, or change the way.",
                key=True,
            )


def collected_once(scenario: Scenario) -> Iterator[Problem]:
    """Yield associations that collect in two pools, or in none although they hold donors."""
    collects: Counter[str] = Counter()
    for n, pool in enumerate(scenario.policy.pools):
        explicit = pool.collectors is not None
        for c, who in enumerate(pool.collectors if pool.collectors is not None else pool.members):
            if collects[who]:
                yield problem(
                    ("policy", "pools", n, "collectors" if explicit else "members", c),
                    f"« {who} » ramasse déjà dans un autre groupe. Attendu : un seul. Donnez à ce "
                    "groupe des « collectors » sans elle : elle peut recevoir dans plusieurs.",
                    f'"{who}" already collects in another pool. Expected: one only. Give this pool '
                    '"collectors" without it: it may receive in several.',
                )
            collects[who] += 1
    for n, association in enumerate(scenario.associations):
        name = association.id
        held = [donor.id for donor in scenario.donors if donor.holder == name]
        if held and not collects[name]:
            yield problem(
                ("associations", n),
                f"« {name} » tient {choices(held, 5)} mais ne ramasse dans aucun groupe. "
                "Attendu : un groupe. Ajoutez-la à un groupe (mode « alone » si elle est seule).",
                f'"{name}" holds {choices(held, 5)} but collects in no pool. Expected: one pool. '
                'Add it to a pool (mode "alone" if it is by itself).',
            )


def agreements(scenario: Scenario) -> Iterator[Problem]:
    """Yield large stores held by an association that is not accredited."""
    for n, donor in enumerate(scenario.donors):
        holder = scenario.association.get(donor.holder)
        area = donor.area_m2 or 0.0
        if holder is not None and not holder.accredited and area > LARGE_STORE_M2:
            yield problem(
                ("donors", n, "holder"),
                f"« {holder.id} » n'est pas habilitée et tient un magasin de {area:g} m². "
                f"Attendu : une association habilitée, au-delà de {LARGE_STORE_M2:g} m². Changez "
                "le titulaire.",
                f'"{holder.id}" is not accredited and holds a store of {area:g} m². Expected: an '
                f"accredited association above {LARGE_STORE_M2:g} m². Change the holder.",
            )


def opened_donors(scenario: Scenario) -> Iterator[Problem]:
    """Yield opened donors that were not private."""
    for n, name in enumerate(scenario.policy.opened):
        donor = scenario.donor.get(name)
        if donor is not None and not donor.private:
            private = choices(one.id for one in scenario.donors if one.private)
            yield problem(
                ("policy", "opened", n),
                f"« {name} » est déjà mutualisé. Attendu : un donateur propre "
                f"({private or 'aucun'}). Retirez-le d'ici.",
                f'"{name}" is already pooled. Expected: a private donor ({private or "none"}). '
                "Remove it here.",
            )


def objectives(scenario: Scenario) -> Iterator[Problem]:
    """Yield objectives that the order says twice."""
    stages = [stage.objective for stage in scenario.policy.objectives]
    for n, objective in enumerate(stages):
        if objective in stages[:n]:
            yield said_twice(("policy", "objectives", n), objective)


def first_stops(scenario: Scenario) -> Iterator[Problem]:
    """Yield associations that must come first where rounds collect before they drop."""
    hub = {who for pool in scenario.policy.pools if pool.mode == "hub" for who in pool.members}
    for pool in scenario.policy.pools:
        if pool.mode != "direct":
            continue
        for n, who in enumerate(scenario.associations):
            if who.first_stop and who.id in pool.members and who.id not in hub:
                yield problem(
                    ("associations", n, "first_stop"),
                    f"« {who.id} » n'est jamais le premier arrêt dans le groupe « {pool.id} » "
                    "(mode direct) : on y ramasse avant de déposer. Attendu : non. Retirez cette "
                    "règle, ou prenez un autre mode ou un autre groupe.",
                    f'"{who.id}" is never the first stop in the pool "{pool.id}" (mode direct): '
                    "it collects before it drops. Expected: false. Remove this rule, or take "
                    "another mode or another pool.",
                )


RULES: tuple[Rule, ...] = (
    pool_forms,
    first_stops,
    collected_once,
    agreements,
    opened_donors,
    objectives,
)
