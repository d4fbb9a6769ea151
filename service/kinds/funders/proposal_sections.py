"""Where the money left would go, and one more euro."""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.grant_uses import USES
from models.grants import Envelope
from models.grants_study import GrantsStudy, MoreTried, Proposal
from models.numbers import amount
from service.kinds.funders.common_file import euros
from service.kinds.funders.words import say
from service.pages.page import LONG, Head, Number, Part, Section, table_of
from service.words.sentences import listed

MOST = 4
"""Territories named in a cell."""


def money_left(study: GrantsStudy, language: Language) -> Section:
    """Return where the money still to give would go."""
    tell, grants = partial(say, language=language), study.scenario.grants
    if not study.proposals:
        return Section(tell("left"), (tell("nothing_left"),))

    def envelope(one: Proposal) -> str:
        funder, kept = grants.envelope[one.envelope]
        return f"{funder.label}, {kept.label}"

    order = {one.id: n for n, one in enumerate(grants.structures)}
    ordered = sorted(study.proposals, key=lambda one: (order[one.structure], -one.cents))
    table = table_of(
        ordered,
        (tell("for_whom"), lambda one: grants.structure[one.structure].label),
        (tell("for_what"), lambda one: USES[one.use].in_(language)),
        (tell("envelope"), envelope),
        ("€", lambda one: Number(one.cents / 100, unit="€")),
    )
    parts: list[Part] = [tell("left_how"), table]
    left = sum(one.eur for _, one in grants.envelope.values()) * 100
    unspent = round(left - sum(one.cents for one in study.proposals))
    if unspent >= 100:
        parts.append(tell("unspent", eur=euros(unspent, language)))
    return Section(tell("left"), tuple(parts))


def one_more(study: GrantsStudy, language: Language) -> Section:
    """Return where one more euro would go, and what conditions cost."""
    tell, grants = partial(say, language=language), study.scenario.grants
    tried = {(one.envelope, one.kind): one for one in study.tried}
    sum_said = amount(grants.tried_eur, "€", language)
    known = [name for name in grants.envelope if (name, "more") in tried]
    before = min((one.level for one in study.proofs if one.of == "territory"), default=0.0)

    def gains(one: MoreTried | None) -> str:
        if one is None:
            return tell("no_conditions")
        if one.kind == "more" and one.used_cents < 1:
            return tell("no_use_found")
        found = [gain for gain in one.gains if abs(gain.cents) >= 50]
        found.sort(key=lambda gain: (-gain.cents, gain.territory))
        told = [
            f"{grants.territory[gain.territory].label} ({_signed(gain.cents, language)})"
            for gain in found
        ]
        return listed(told, language, MOST) if told else tell("no_change")

    def lowest(one: MoreTried | None) -> Number:
        level = before if one is None else one.lowest
        return Number(level, 2, "€", tone="good" if level > before + 0.005 else "")

    def name(envelope: str) -> str:
        funder, kept = grants.envelope[envelope]
        return f"{funder.label}, {kept.label}{_conditions(kept, language)}"

    table = table_of(
        known,
        (tell("envelope"), name),
        (tell("more_goes", eur=sum_said), lambda one: gains(tried[one, "more"])),
        (tell("lifted"), lambda one: gains(tried.get((one, "lifted")))),
        (Head(tell("lowest"), LONG), lambda one: lowest(tried.get((one, "lifted")))),
    )
    return Section(tell("one_more"), (tell("one_more_how", eur=sum_said), table))


def _conditions(kept: Envelope, language: Language) -> str:
    uses = [USES[use].in_(language) for use in kept.uses]
    return f" ({listed(uses, language)})" if uses else ""


def _signed(cents: int, language: Language) -> str:
    return ("+" if cents > 0 else "") + euros(cents, language)
