"""The settlement of each pool: who pays whom, and what for."""

from __future__ import annotations

from models.month import PoolSettlement
from models.numbers import amount, number, percent, signed
from service.kinds.costs.words import RULES
from service.kinds.month import names
from service.kinds.month.settlement_sections import key_name, pool_name
from service.kinds.month.writer import Data, Writer
from service.words.sentences import capital


def settlement(writer: Writer) -> bytes:
    """Return the settlement of each pool."""
    pools = [_pool(writer, one) for one in writer.study.settlements]
    return writer.printed("settlement", {"pools": pools}, writer.say("settle"))


def _pool(writer: Writer, pool: PoolSettlement) -> Data:
    agreed = pool.agreed
    rows = []
    for who, borne in pool.borne_cents.items():
        mine = [one for one in pool.drives if one.owner == who]
        share = None if agreed is None else agreed.cents.get(who, 0)
        rows.append(
            [
                names.association(writer.world, who),
                writer.kg(sum(one.km for one in mine)),
                writer.kg(sum(one.hours for one in mine)),
                _eur(writer, borne),
                "" if agreed is None else percent(agreed.parts.get(who, 0.0), writer.language, 1),
                _eur(writer, share),
                "" if share is None else signed((share - borne) / 100, writer.language, 2),
            ]
        )
    heads = ("association", "km", "drive_hours", "borne", "part", "share", "owes")
    drive_heads = ("date", "vehicle", "association", "km", "drive_hours", "drive_cost")
    warned = [one for one in writer.study.findings if one.severity == "warning"]
    others = [one for one in pool.shares if one.key != pool.key]
    return {
        "name": pool_name(writer.study, pool),
        "missing": [one.text.in_(writer.language) for one in warned],
        "how": writer.say("settle_how", rule=key_name(pool, writer.language)),
        "nothing": writer.say("nobody_pays") if agreed is not None else writer.say("no_agreed"),
        "payments": [
            {
                "payer": names.association(writer.world, one.payer),
                "payee": names.association(writer.world, one.payee),
                "eur": amount(one.cents / 100, "€", writer.language, 2),
            }
            for one in pool.payments
        ],
        "heads": [capital(writer.say(one)) for one in heads],
        "rows": rows,
        "total": [
            writer.say("total"),
            writer.kg(sum(one.km for one in pool.drives)),
            writer.kg(sum(one.hours for one in pool.drives)),
            _eur(writer, pool.cents),
            "" if agreed is None else percent(1, writer.language, 1),
            "" if agreed is None else _eur(writer, pool.cents),
            "" if agreed is None else signed(0, writer.language, 2),
        ],
        "untold": [
            " ".join([names.day(one.day, writer.language), names.outing(writer.world, one.round)])
            for one in writer.study.untold.outings
        ],
        "drive_heads": [writer.say(one) for one in drive_heads],
        "drives": [
            [
                names.day(one.day, writer.language),
                names.vehicle(writer.world, one.vehicle),
                names.short(writer.world, one.owner),
                writer.kg(one.km),
                writer.kg(one.hours),
                writer.say("no_price") if one.cents is None else _eur(writer, one.cents),
            ]
            for one in pool.drives
        ],
        # a row for each member, however many there are: keys are few
        "other_heads": [
            writer.say("association"),
            *(RULES[one.key].in_(writer.language) for one in others),
        ],
        "others": [
            [
                names.short(writer.world, who),
                *(_eur(writer, one.cents.get(who, 0)) for one in others),
            ]
            for who in pool.members
        ]
        * bool(others),
    }


def _eur(writer: Writer, cents: int | None) -> str:
    return "" if cents is None else number(cents / 100, writer.language, 2)
