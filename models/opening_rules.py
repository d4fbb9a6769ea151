"""The hard rules of a calendar of openings."""

from __future__ import annotations

from models.rules import Rule, rule

_ALL = (
    rule(
        "opening_known",
        "outlet.slots, outlet.closures, openings.relays",
        "{who} : le calendrier nomme {what}, qui n'existe pas.",
        "{who}: the calendar names {what}, which does not exist.",
    ),
    rule(
        "opening_once",
        "outlet.slots",
        "{who} : {what} figure {found} fois dans le calendrier.",
        "{who}: {what} is {found} times in the calendar.",
    ),
    rule(
        "opening_count",
        "outlet.slots_open",
        "{who} : {found} créneaux ouverts, il en tient {limit}.",
        "{who}: {found} slots open, it holds {limit}.",
    ),
    rule(
        "opening_wish",
        "slot.wish",
        "{who} : {what} devait rester {limit}, il est {found}.",
        "{who}: {what} was to stay {limit}, it is {found}.",
    ),
    rule(
        "opening_part",
        "outlet.takes_part",
        "{who} n'accepte pas de bouger, et {what} change.",
        "{who} does not agree to move, and {what} changes.",
    ),
    rule(
        "opening_apart",
        "slot.starts, slot.ends",
        "{who} : {what} et {found} se chevauchent le {when}.",
        "{who}: {what} and {found} overlap on {when}.",
    ),
    rule(
        "closure_whole",
        "closure.first, closure.last",
        "{who} : fermé du {found} ; c'est {limit} jours, entre les dates données, que dure {what}.",
        "{who}: closed {found}; {what} lasts {limit} days, between the dates given.",
    ),
    rule(
        "closure_fixed",
        "closure.fixed",
        "{who} : fermé du {found}, alors que ces dates ne bougent pas : {limit}.",
        "{who}: closed {found}, though these dates do not move: {limit}.",
    ),
    rule(
        "closure_apart",
        "outlet.closures",
        "{who} : deux fermetures se chevauchent le {when}.",
        "{who}: two closures overlap on {when}.",
    ),
    rule(
        "relay_slots",
        "relay.slots",
        "{who} : {what} ouvre {found} créneaux pendant une fermeture, {limit} au plus.",
        "{who}: {what} opens {found} slots in a closure, {limit} at most.",
    ),
    rule(
        "relay_once",
        "openings.relays",
        "{who} : {what} est ouvert par {found} relais à la fois.",
        "{who}: {what} is opened by {found} relays at once.",
    ),
    rule(
        "opening_people",
        "openings.people, slot.people",
        "{who} : il faut {found} personnes le {when}, {limit} sont là.",
        "{who}: {found} people are needed on {when}, {limit} are there.",
    ),
    rule(
        "opening_told",
        "study.gaps",
        "{who} : l'attente la plus longue est de {limit} jours, l'étude dit {found}.",
        "{who}: the longest wait is {limit} days, the study says {found}.",
    ),
)

OPENING_RULES: dict[str, Rule] = {one.code: one for one in _ALL}
"""Every hard rule of a calendar of openings, by code."""
