"""The hard rules of an orientation of the public."""

from __future__ import annotations

from models.rules import Rule, rule

_ALL = (
    rule(
        "sent_received",
        "outlet.admits, outlet.reach_min, orientation.rules",
        "{who} : envoyé vers {what}, qui ne reçoit pas ce public d'où il vient.",
        "{who}: sent to {what}, which does not receive that public from there.",
    ),
    rule(
        "sent_need",
        "public_group.households",
        "{who} : {found} foyers placés, {limit} le demandent.",
        "{who}: {found} households placed, {limit} ask for it.",
    ),
    rule(
        "sent_capacity",
        "outlet_slot.households",
        "{what} : {found} foyers par semaine, {limit} au plus.",
        "{what}: {found} households a week, {limit} at most.",
    ),
    rule(
        "sent_hidden",
        "orientation_study.groups",
        "{who} → {what} : ce petit nombre se déduit de ce qui est écrit.",
        "{who} → {what}: this small count follows from what is written.",
    ),
    rule(
        "sent_public",
        "orientation_study.unwritten",
        "{who} : un nombre inférieur à 11 se déduit de l'édition publique.",
        "{who}: a count under 11 follows from the public edition.",
    ),
)

ORIENTATION_RULES: dict[str, Rule] = {one.code: one for one in _ALL}
"""Every hard rule of an orientation, by code."""
