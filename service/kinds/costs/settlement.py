"""The settlement of shared costs by one rule: who pays whom, then what each bore and its share."""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.month import Payment
from models.numbers import number
from models.pooling import COST_RULE_MEANINGS
from models.sharing import Settlement, SharingStudy
from service.kinds.costs.words import RULES, say
from service.pages.page import Number, Part, Section, table_of
from service.pages.pictures import Bars
from service.words.sentences import listed, semicolon
from solver.told.transfers import fewest_payments


def settlement_section(study: SharingStudy, language: Language) -> Section:
    """Return who pays whom, a picture, and what each has borne beside its share."""
    named, tell = study.scenario.association, partial(say, language=language)
    pays = payments(study)
    paid = table_of(
        pays or (),
        (tell("pays"), lambda one: named[one.payer].name),
        (tell("is_paid"), lambda one: named[one.payee].name),
        (tell("amount"), lambda one: Number(one.cents / 100, 2, "€")),
        title=tell("who_pays"),
    )
    lines = table_of(
        study.settlement,
        (tell("association"), lambda one: named[one.association].name),
        (tell("in_a_line"), lambda one: _line(study, one, pays or (), language)),
        title=tell("each_line"),
    )
    table = table_of(
        study.settlement,
        (tell("association"), lambda one: named[one.association].name),
        (tell("borne"), lambda one: Number(one.borne_eur, 2, "€")),
        (tell("share"), lambda one: Number(one.share_eur, 2, "€")),
        (tell("owes"), lambda one: Number(one.owes_eur, 2, "€", sign=True)),
    )
    rule = RULES[study.settlement_rule].in_(language)
    bars = Bars(
        tell("borne_and_share"),
        "€",
        (tell("borne"), tell("share")),
        tuple(named[one.association].name for one in study.settlement),
        tuple((one.borne_eur, one.share_eur) for one in study.settlement),
    )
    whole = {len(one.members): one for one in study.values}[len(named)]
    parted = (tell("settlement_parted"),) * whole.splits
    nothing = (tell("nobody_pays"),) * (pays == ())
    shown = (paid,) * bool(pays)
    how = tell("settlement_how", meaning=COST_RULE_MEANINGS[study.settlement_rule].in_(language))
    parts: tuple[Part, ...] = (how, *parted, *shown, *nothing, lines, bars, table)
    return Section(tell("settlement", rule=rule), parts)


def _line(
    study: SharingStudy, one: Settlement, pays: tuple[Payment, ...], language: Language
) -> str:
    """Return what one association pays, beside what it would pay alone, and to whom."""
    named, tell = study.scenario.association, partial(say, language=language)
    alone = {group.members: group.shared_eur for group in study.values}[one.association,]
    if not (alone or one.share_eur or one.borne_eur):
        return tell("line_nothing")
    told = tell(
        "line",
        share=number(one.share_eur, language, 2),
        alone=number(alone, language, 2),
        borne=number(one.borne_eur, language, 2),
    )
    given = [
        tell("to_whom", eur=number(each.cents / 100, language, 2), who=named[each.payee].name)
        for each in pays
        if each.payer == one.association
    ]
    got = [
        tell("from_whom", eur=number(each.cents / 100, language, 2), who=named[each.payer].name)
        for each in pays
        if each.payee == one.association
    ]
    key = "line_pays" if given else "line_paid" if got else "line_even"
    return semicolon(language).join((told, tell(key, what=listed(given or got, language))))


def payments(study: SharingStudy) -> tuple[Payment, ...] | None:
    """Return as few payments as settle what is owed, to the cent; none where it does not add up.

    What rounding to cents leaves goes to whoever owes or is owed most.
    """
    owed = {one.association: round(100 * one.owes_eur) for one in study.settlement}
    left = sum(owed.values())
    if not owed or abs(left) > len(owed):
        return None
    owed[max(owed, key=lambda who: (abs(owed[who]), who))] -= left
    return fewest_payments(owed)
