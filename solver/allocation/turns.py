"""Whole lots in words: what an account earned, what it still waits for, what is kept for later."""

from __future__ import annotations

import numpy as np

from models.allocation import Container
from models.base import Text
from solver.allocation.base import Floats, Ints
from solver.allocation.lots import Lots, room_kg
from solver.allocation.reasons import nobody_may
from solver.allocation.supply import OpenSupply

NAMED = 3
"""Families named in one sentence, at most."""
CLEAR_KG = 0.05
"""An account below this is told as even."""
MUCH_KG = 100.0
"""Accounts from there on are told in whole kg."""
CONTAINERS: dict[Container | None, tuple[Text, Text]] = {
    "crate": (Text(fr="caisse", en="crate"), Text(fr="caisses", en="crates")),
    "pallet": (Text(fr="palette", en="pallet"), Text(fr="palettes", en="pallets")),
    None: (Text(fr="lot", en="lot"), Text(fr="lots", en="lots")),
}
EARNED = Text(fr="Son compte a gagné : {lots}.", en="Its account earned: {lots}.")
EARNED_ONE = Text(
    fr="{units}, {family} (compte {before} kg avant, {after} kg après)",
    en="{units}, {family} (account {before} kg before, {after} kg after)",
)
OWED = Text(
    fr="Son compte garde pour les semaines suivantes : {families}.",
    en="Its account keeps for the weeks that follow: {families}.",
)
SERVED = Text(
    fr="Pas de lot cette fois, elle a déjà reçu sa part : {families}.",
    en="No lot this time, it has already received its part: {families}.",
)
SERVED_ONE = Text(fr="{family} (compte {kg} kg)", en="{family} (account {kg} kg)")
STOCKED = Text(
    fr="Encore en réserve des semaines passées : {families}.",
    en="Still in store from the weeks before: {families}.",
)
OF_FAMILY = Text(fr="{family} {kg} kg", en="{family} {kg} kg")
KEPT = Text(
    fr="{family} : c'est plus que le besoin de la semaine ({need} kg), de quoi servir environ "
    "{weeks} semaines.",
    en="{family}: that is more than the week's need ({need} kg), enough for about {weeks} weeks.",
)
KEPT_IN_TURN = Text(
    fr="{family} : un lot dépasse le besoin de chacune ; elles en reçoivent à tour de rôle, de "
    "quoi servir environ {weeks} semaines.",
    en="{family}: a lot is more than anyone's need; each receives one in turn, enough for about "
    "{weeks} weeks.",
)
COVERED = Text(
    fr="Les besoins de cette semaine en ce produit sont couverts, réserves comprises.",
    en="This week's needs of this product are covered, what is in store included.",
)
FULL = Text(
    fr="Celles qui en manquent encore n'ont plus la place d'un lot entier.",
    en="Those who still lack it have no room for a whole lot.",
)
TOO_LARGE = Text(
    fr="Un lot entier dépasse ce qui manque encore à chacune, et ne se garderait pas assez "
    "longtemps pour servir ensuite.",
    en="A whole lot exceeds what anyone still lacks, and would not keep long enough to serve "
    "later.",
)
TURN_KEPT = Text(
    fr="Celle dont c'est le tour n'a plus de place, et aucune de ses égales ne passe devant elle.",
    en="The one whose turn it is has no more room, and none of its equals goes before it.",
)
MORE = Text(fr=" et {count} autre(s)", en=" and {count} more")


def turns(made: OpenSupply, lots: Lots, units: Ints, due_kg: Floats) -> list[Text]:
    """Return, for each association, what its accounts brought it; empty where there is nothing.

    Parameters
    ----------
    units
        (A,): how many go along each arc.
    due_kg
        (I, F): fair parts of what is shared this week.
    """
    received = lots.split.received(units * lots.kg[lots.lot])
    before = lots.account_kg + due_kg
    return [
        _joined(
            [
                *_earned(made, units, who, before[who], received[who]),
                *_kept(made, lots, who, before[who], received[who]),
                *_waiting(made, due_kg[who], before[who], received[who], lots.carried_kg[who]),
            ]
        )
        for who in range(len(received))
    ]


def left_whole(made: OpenSupply, lots: Lots, units: Ints, lot: int) -> Text:
    """Return why nobody takes the units that are left of a lot."""
    arcs = np.flatnonzero(lots.lot == lot)
    if not len(arcs):
        return nobody_may(made, made.supply.lots[lot].id)
    split = lots.split
    cell = (split.association[arcs], split.family[arcs])
    stock = lots.carried_kg + split.received(units * lots.kg[lots.lot])
    need, missing = split.need_kg[cell], (split.need_kg - stock)[cell]
    wanting = missing > CLEAR_KG
    if not wanting.any():
        return COVERED
    kg = float(lots.kg[lot])
    roomy = wanting & (room_kg(lots, units)[arcs] >= kg)
    if not roomy.any():
        return FULL
    lasts = stock[cell] + kg <= need * lots.weeks[arcs] + CLEAR_KG
    return TURN_KEPT if (roomy & (lasts | (missing >= kg / 2))).any() else TOO_LARGE


def _earned(
    made: OpenSupply, units: Ints, who: int, before: Floats, received: Floats
) -> list[Text]:
    told = [
        EARNED_ONE.format(
            units=_units(made, units, who, family),
            family=made.scenario.families[family].label,
            before=_signed(before[family]),
            after=_signed(before[family] - received[family]),
        )
        for family in np.argsort(-received, kind="stable").tolist()
        if received[family] > 0
    ]
    return [EARNED.format(lots=_listed(told))] if told else []


def _kept(made: OpenSupply, lots: Lots, who: int, before: Floats, received: Floats) -> list[Text]:
    """Return what goes beyond the week's need by more than the half of a lot."""
    found = []
    need, carried = lots.split.need_kg[who], lots.carried_kg[who]
    for family in np.flatnonzero(received > 0).tolist():
        mine = (lots.split.association == who) & (lots.split.family == family)
        smallest = float(lots.kg[lots.lot[mine]].min())
        stock = float(carried[family] + received[family])
        if stock <= need[family] + smallest / 2 + CLEAR_KG:
            continue
        earned = before[family] - received[family] >= -CLEAR_KG
        found.append(
            (KEPT if earned else KEPT_IN_TURN).format(
                family=made.scenario.families[family].label,
                need=_amount(float(need[family])),
                weeks=max(2, round(stock / need[family])),
            )
        )
    return found


def _waiting(
    made: OpenSupply, due: Floats, before: Floats, received: Floats, carried: Floats
) -> list[Text]:
    """Return what is still owed of the week's families, or has come already, and what is left."""
    families = made.scenario.families
    after = before - received
    shared = np.flatnonzero(due > 0)
    owed = [
        OF_FAMILY.format(family=families[one].label, kg=_signed(after[one]))
        for one in shared[np.argsort(-after[shared], kind="stable")].tolist()
        if after[one] > CLEAR_KG
    ]
    served = [
        SERVED_ONE.format(family=families[one].label, kg=_signed(after[one]))
        for one in shared[np.argsort(after[shared], kind="stable")].tolist()
        if received[one] <= 0 and after[one] <= CLEAR_KG
    ]
    offered = {lot.family for lot in made.supply.lots}
    stocked = [
        OF_FAMILY.format(family=families[one].label, kg=_amount(float(carried[one])))
        for one in np.argsort(-carried, kind="stable").tolist()
        if carried[one] > CLEAR_KG and families[one].id in offered
    ]
    told = ((OWED, owed), (SERVED, served), (STOCKED, stocked))
    return [text.format(families=_listed(parts)) for text, parts in told if parts]


def _units(made: OpenSupply, units: Ints, who: int, family: int) -> Text:
    """Return how many crates, pallets and lots of a family go to an association."""
    split = made.split
    mine = np.flatnonzero((split.association == who) & (split.family == family) & (units > 0))
    counts: dict[Container | None, int] = {}
    for arc in mine.tolist():
        container = made.supply.lots[int(made.lot[arc])].container
        counts[container] = counts.get(container, 0) + int(units[arc])
    told = []
    for container, count in counts.items():
        name = CONTAINERS[container][count > 1]
        told.append(Text(fr=f"{count} {name.fr}", en=f"{count} {name.en}"))
    return Text(fr=" + ".join(one.fr for one in told), en=" + ".join(one.en for one in told))


def _listed(told: list[Text]) -> Text:
    shown = told[:NAMED]
    rest = MORE.format(count=len(told) - NAMED) if len(told) > NAMED else _same("")
    return Text(
        fr=" ; ".join(one.fr for one in shown) + rest.fr,
        en="; ".join(one.en for one in shown) + rest.en,
    )


def _joined(told: list[Text]) -> Text:
    return Text(fr=" ".join(one.fr for one in told), en=" ".join(one.en for one in told))


def _same(text: str) -> Text:
    return Text(fr=text, en=text)


def _amount(kg: float) -> Text:
    """Return a quantity with a decimal where it tells something."""
    text = f"{kg:.0f}" if kg >= MUCH_KG else f"{kg:.1f}".removesuffix(".0")
    return Text(fr=text.replace(".", ","), en=text)


def _signed(kg: float) -> Text:
    if abs(kg) < CLEAR_KG:
        return _same("0")
    sign = "+" if kg > 0 else "−"
    amount = _amount(abs(kg))
    return Text(fr=sign + amount.fr, en=sign + amount.en)
