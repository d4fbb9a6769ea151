"""The hard rules of a purchase in common: orders, goods, wishes, bills."""

from __future__ import annotations

from models.rules import Rule, rule

_ALL = (
    rule(
        "buying_pack",
        "offer.pack_units",
        "{who} : {found} unités de {what}, ce n'est pas {limit} colis entiers.",
        "{who}: {found} units of {what} are not {limit} whole packs.",
    ),
    rule(
        "buying_price",
        "offer.tiers, offer.tier_kind, offer.vat_included, article.vat_percent",
        "{who} : {what} facturé {found}, ses prix donnent {limit}.",
        "{who}: {what} invoiced {found}, its prices give {limit}.",
    ),
    rule(
        "buying_floor",
        "offer.floor_eur",
        "{who} : {what} payé {found} l'unité, le plancher est {limit}.",
        "{who}: {what} paid {found} a unit, the floor is {limit}.",
    ),
    rule(
        "buying_minimum",
        "supplier.minimum_eur",
        "{who} : commande de {found}, {limit} au moins.",
        "{who}: order of {found}, {limit} at least.",
    ),
    rule(
        "buying_carriage",
        "supplier.carriage_eur, supplier.carriage_free_eur",
        "{who} : port de {found}, ses conditions donnent {limit}.",
        "{who}: carriage of {found}, its conditions give {limit}.",
    ),
    rule(
        "buying_day",
        "supplier.delivery_days",
        "{who} ne livre pas {found}.",
        "{who} does not deliver {found}.",
    ),
    rule(
        "buying_week",
        "buying.weeks",
        "{who} : semaine {found} d'une période de {limit}.",
        "{who}: week {found} of a period of {limit}.",
    ),
    rule(
        "buying_twice",
        "supplier",
        "{who} est commandé deux fois la même semaine ({found}).",
        "{who} is ordered from twice in one week ({found}).",
    ),
    rule(
        "buying_available",
        "offer.available_units",
        "{who} : {found} unités de {what} commandées, {limit} disponibles.",
        "{who}: {found} units of {what} ordered, {limit} available.",
    ),
    rule(
        "buying_stock",
        "article.weekly",
        "{what}, semaine {when} : {found} unités remises, {limit} achetées.",
        "{what}, week {when}: {found} units handed over, {limit} bought.",
    ),
    rule(
        "buying_late",
        "buying_need.low_units, article.weekly",
        "{what}, semaine {when} : {found} unités remises, {limit} attendues.",
        "{what}, week {when}: {found} units handed over, {limit} due.",
    ),
    rule(
        "buying_need_article",
        "buying_need.articles, buying_need.members",
        "{who} reçoit {found}, qui ne répond pas à son besoin « {what} ».",
        '{who} gets {found}, which does not serve its need "{what}".',
    ),
    rule(
        "buying_too_much",
        "buying_need.high_units, buying_need.per",
        "{who} reçoit {found} de « {what} », {limit} au plus.",
        '{who} gets {found} of "{what}", {limit} at most.',
    ),
    rule(
        "buying_room",
        "buying_member.storage_kg",
        "{who}, semaine {when} : {found} kg reçus, {limit} kg de place.",
        "{who}, week {when}: {found} kg received, room for {limit} kg.",
    ),
    rule(
        "buying_cover",
        "buying_member.budget_eur",
        "{who} est couverte à {found}, seule elle le serait à {limit}.",
        "{who} is covered at {found}, alone it would be at {limit}.",
    ),
    rule(
        "buying_alone",
        "buying_member",
        "{who} paie {found}, seule elle paierait {limit}.",
        "{who} pays {found}, alone it would pay {limit}.",
    ),
    rule(
        "buying_budget",
        "buying_member.budget_eur",
        "{who} paie {found} elle-même, son budget est de {limit}.",
        "{who} pays {found} itself, its budget is {limit}.",
    ),
    rule(
        "buying_sum",
        "bills",
        "Les factures des membres font {found}, l'achat coûte {limit}.",
        "The members' bills make {found}, the purchase costs {limit}.",
    ),
    rule(
        "buying_last_mile",
        "buying.stop_eur, buying.eur_per_km, buying_member.fetch_eur",
        "Dernier kilomètre de {who} : {found}, il en coûte {limit}.",
        "Last mile of {who}: {found}, it costs {limit}.",
    ),
    rule(
        "buying_payer",
        "buying_payer.categories, buying_payer.members, buying_need.payer",
        "{what} paie pour {who} {found}, ses rayons n'en justifient que {limit}.",
        "{what} pays {found} for {who}, its categories justify {limit} only.",
    ),
    rule(
        "buying_ceiling",
        "buying_payer.ceiling_eur",
        "{what} paie {found}, son plafond est {limit}.",
        "{what} pays {found}, its ceiling is {limit}.",
    ),
    rule(
        "buying_local",
        "buying.local_share",
        "Part locale : {found}, souhaitée {limit}.",
        "Local share: {found}, wished {limit}.",
    ),
    rule(
        "buying_organic",
        "buying.organic_share",
        "Part bio : {found}, souhaitée {limit}.",
        "Organic share: {found}, wished {limit}.",
    ),
    rule(
        "buying_supermarket",
        "buying.supermarket_share",
        "Part des grandes surfaces : {found}, {limit} au plus.",
        "Share of supermarkets: {found}, {limit} at most.",
    ),
    rule(
        "buying_supplier_share",
        "supplier.most_share",
        "Part de {who} : {found}, {limit} au plus.",
        "Share of {who}: {found}, {limit} at most.",
    ),
    rule(
        "buying_variety",
        "buying.most_of_one",
        "« {what} » : {found} unités d'un même article, {limit} au plus.",
        '"{what}": {found} units of one article, {limit} at most.',
    ),
)

BUYING_RULES: dict[str, Rule] = {one.code: one for one in _ALL}
"""Every hard rule of a purchase in common, by code."""
