"""What must hold of a plan with choices made by hand: one code and one sentence each."""

from __future__ import annotations

from models.rules import rule

_ALL = (
    rule(
        "hand_kept",
        "by_hand.choices",
        "Ce qui est choisi à la main n'est pas tenu : {what}.",
        "What was chosen by hand is not kept: {what}.",
    ),
    rule(
        "hand_price",
        "by_hand.choices",
        "{what} : l'étude dit {found} kg, le plan en a {limit}.",
        "{what}: the study says {found} kg, the plan has {limit}.",
    ),
)
HAND_RULES = {one.code: one for one in _ALL}
