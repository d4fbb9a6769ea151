"""The hard rules of a map of needs and offer: what a study may not say."""

from __future__ import annotations

from models.rules import Rule, rule

_ALL = (
    rule(
        "area_need",
        "need_zone.inhabitants, need_zone.poverty_rate, need_zone.need_low, need_zone.need_high, "
        "need_zone.camp_people",
        "{who} : {found} personnes dans le besoin, les chiffres en donnent {limit}.",
        "{who}: {found} people in need, the figures give {limit}.",
    ),
    rule(
        "area_way",
        "territory.walk_kmh, travel",
        "{who} → {what} : {found} min, les positions en donnent {limit}.",
        "{who} → {what}: {found} min, positions give {limit}.",
    ),
    rule(
        "area_near",
        "territory.access_by",
        "{who} : {what} n'est pas le lieu le plus proche, {limit} l'est.",
        "{who}: {what} is not the nearest outlet, {limit} is.",
    ),
    rule(
        "area_places",
        "aid_point.days_a_week, aid_point.people_a_day, territory.people_if_unknown",
        "{who} : {found} places par personne, le calcul en donne {limit}.",
        "{who}: {found} places each, counting gives {limit}.",
    ),
    rule(
        "area_label",
        "territory.foot_max_min, territory.bus_max_min, territory.car_max_min",
        "{who} est classé « {found} », ses trajets disent « {limit} ».",
        '{who} is labelled "{found}", its ways say "{limit}".',
    ),
    rule(
        "area_score",
        "territory.weights",
        "{who} : note {found}, les rangs et les poids donnent {limit}.",
        "{who}: score {found}, ranks and weights give {limit}.",
    ),
    rule(
        "gap_people",
        "aid_point.admits, aid_point.mode",
        "{what} : {found} personnes sans rien à portée, il y en a {limit}.",
        "{what}: {found} people with nothing in reach, there are {limit}.",
    ),
    rule(
        "idea_people",
        "territory.more, territory.places_wanted",
        "{what} : {found} personnes sous les places voulues, le calcul en donne {limit}.",
        "{what}: {found} people below the places wanted, counting gives {limit}.",
    ),
    rule(
        "idea_reached",
        "territory.more, territory.foot_max_min",
        "{what} : {found} personnes de plus auraient quelque chose à pied, le calcul en donne "
        "{limit}.",
        "{what}: {found} more people could walk to something, counting gives {limit}.",
    ),
    rule(
        "idea_lowest",
        "territory.more",
        "{what} : {found} place par personne là où il y en a le moins, le calcul donne {limit}.",
        "{what}: {found} places for each person where there are fewest, counting gives {limit}.",
    ),
    rule(
        "sited_value",
        "territory.new_points",
        "Nouveaux lieux ({what}) : {found} annoncé, ces lieux donnent {limit}.",
        "New outlets ({what}): {found} announced, these give {limit}.",
    ),
    rule(
        "area_hidden",
        "territory_study.hidden",
        "{who} : ce petit nombre se déduit de l'édition publique.",
        "{who}: this small count follows from the public edition.",
    ),
)

TERRITORY_RULES: dict[str, Rule] = {one.code: one for one in _ALL}
"""Every hard rule of a map of needs and offer, by code."""
