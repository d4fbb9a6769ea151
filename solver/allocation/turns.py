"""Whole lots in words: what an account earned, what it still waits for, what is kept for later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.allocation import Container
from models.base import Text
from models.numbers import counted, decimal
from models.words import CRATE, OTHER, PALLET, UNIT
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
    "crate": CRATE,
    "pallet": PALLET,
    "unit": UNIT,
    None: (Text(fr="lot", en="lot"), Text(fr="lots", en="lots")),
}
EARNED = Text(fr="Son compte a gagné : {lots}.", en="Its account earned: {lots}.")
IN_ADVANCE = Text(
    fr="Elle reçoit d'avance ce que les autres ne pouvaient pas prendre : {lots}.",
    en="It receives in advance what the others could not take: {lots}.",
)
EARNED_ONE = Text(
    fr="{units}, {family} (compte {before} kg, juste part {fair} kg ; après : {after} kg)",
    en="{units}, {family} (account {before} kg, fair part {fair} kg; after: {after} kg)",
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
NOT_EARNED = Text(
    fr="Un lot entier dépasse ce qui manque encore à chacune, et aucun compte ne le couvre encore.",
    en="A whole lot exceeds what anyone still lacks, and no account pays for it yet.",
)
TURN_KEPT = Text(
    fr="Celle dont c'est le tour n'a plus de place, et aucune de ses égales ne passe devant elle.",
    en="The one whose turn it is has no more room, and none of its equals goes before it.",
)
MORE = Text(fr=" et {others}", en=" and {others}")


@dataclass(frozen=True)
class _Account:
    """The accounts of one association in one week, (F,) each, kg."""

    before: Floats
    fair: Floats
    received: Floats
    need: Floats
    carried: Floats

    @property
    def after(self) -> Floats:
        after: Floats = self.before + self.fair - self.received
        return after


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
    rows = (lots.account_kg, due_kg, received, lots.split.need_kg, lots.carried_kg)
    told = []
    for who, row in enumerate(zip(*rows, strict=True)):
        one = _Account(*row)
        parts = [*_earned(made, units, who, one), *_kept(made, lots, who, one)]
        told.append(_joined([*parts, *_waiting(made, one)]))
    return told


def left_whole(made: OpenSupply, lots: Lots, units: Ints, lot: int) -> Text:
    """Return why nobody takes the units that are left of a lot."""
    arcs = np.flatnonzero(lots.lot == lot)
    if not len(arcs):
        return nobody_may(made, made.supply.lots[lot].id)
    split, kg = lots.split, float(lots.kg[lot])
    cell = (split.association[arcs], split.family[arcs])
    stock = (lots.carried_kg + split.received(units * lots.kg[lots.lot]))[cell]
    need = split.need_kg[cell]
    wanting = need - stock > CLEAR_KG
    roomy = wanting & (room_kg(lots, units)[arcs] >= kg)
    if not roomy.any():
        return FULL if wanting.any() else COVERED
    if (roomy & (need - stock >= kg / 2)).any():
        return TURN_KEPT
    lasts = stock + kg <= need * lots.weeks[arcs] + CLEAR_KG
    return NOT_EARNED if (roomy & lasts).any() else TOO_LARGE


def _earned(made: OpenSupply, units: Ints, who: int, one: _Account) -> list[Text]:
    """Return what comes to whoever was owed some, and what to whoever was not."""
    earned: list[Text] = []
    advanced: list[Text] = []
    for family in np.argsort(-one.received, kind="stable").tolist():
        if one.received[family] <= 0:
            break
        owed = one.before[family] + one.fair[family] > CLEAR_KG
        (earned if owed else advanced).append(
            EARNED_ONE.format(
                units=_units(made, units, who, family),
                family=made.scenario.families[family].label,
                before=_signed(one.before[family]),
                fair=_signed(one.fair[family]),
                after=_signed(one.after[family]),
            )
        )
    told = ((EARNED, earned), (IN_ADVANCE, advanced))
    return [text.format(lots=_listed(parts)) for text, parts in told if parts]


def _kept(made: OpenSupply, lots: Lots, who: int, one: _Account) -> list[Text]:
    """Return what goes beyond the week's need by more than the half of a lot."""
    found = []
    for family in np.flatnonzero(one.received > 0).tolist():
        mine = (lots.split.association == who) & (lots.split.family == family)
        smallest = float(lots.kg[lots.lot[mine]].min())
        need, stock = float(one.need[family]), float((one.carried + one.received)[family])
        if stock <= need + smallest / 2 + CLEAR_KG:
            continue
        found.append(
            (KEPT if one.after[family] >= -CLEAR_KG else KEPT_IN_TURN).format(
                family=made.scenario.families[family].label,
                need=_amount(need),
                weeks=max(2, round(stock / need)),
            )
        )
    return found


def _waiting(made: OpenSupply, one: _Account) -> list[Text]:
    """Return what is still owed of the week's families, or has come already, and what is left."""
    families, after = made.scenario.families, one.after
    shared = np.flatnonzero(one.fair > 0)
    owed = [
        OF_FAMILY.format(family=families[place].label, kg=_signed(after[place]))
        for place in shared[np.argsort(-after[shared], kind="stable")].tolist()
        if after[place] > CLEAR_KG
    ]
    served = [
        SERVED_ONE.format(family=families[place].label, kg=_signed(after[place]))
        for place in shared[np.argsort(after[shared], kind="stable")].tolist()
        if one.received[place] <= 0 and after[place] <= CLEAR_KG
    ]
    offered = {lot.family for lot in made.supply.lots}
    stocked = [
        OF_FAMILY.format(family=families[place].label, kg=_amount(float(one.carried[place])))
        for place in np.argsort(-one.carried, kind="stable").tolist()
        if one.carried[place] > CLEAR_KG and families[place].id in offered
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
    rest = (
        MORE.format(others=counted(len(told) - NAMED, *OTHER)) if len(told) > NAMED else _same("")
    )
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
    return decimal(text)


def _signed(kg: float) -> Text:
    if abs(kg) < CLEAR_KG:
        return _same("0")
    sign = "+" if kg > 0 else "−"
    amount = _amount(abs(kg))
    return Text(fr=sign + amount.fr, en=sign + amount.en)
