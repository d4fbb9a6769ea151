"""The hard rules of the funders' table."""

from __future__ import annotations

from models.rules import Rule, rule

_ALL = (
    rule(
        "grant_cents",
        "grant.eur",
        "{who} : {found} € répartis, la subvention en compte {limit} €.",
        "{who}: {found} € spread, the grant counts {limit} €.",
    ),
    rule(
        "grant_days",
        "grant.first, grant.last",
        "{who} : {found} € en {what}, ses jours en donnent {limit} €.",
        "{who}: {found} € in {what}, its days give {limit} €.",
    ),
    rule(
        "grant_passed",
        "structure.federation",
        "{who} : {found} € reversés en {what}, reçus {limit} €.",
        "{who}: {found} € passed on in {what}, {limit} € received.",
    ),
    rule(
        "grant_sums",
        "grants_study",
        "{what} : {found} €, les lignes font {limit} €.",
        "{what}: {found} €, the lines add up to {limit} €.",
    ),
    rule(
        "grant_envelope",
        "envelope.eur, envelope.most_eur",
        "{who} : {found} € proposés ({what}), {limit} € au plus.",
        "{who}: {found} € proposed ({what}), {limit} € at most.",
    ),
    rule(
        "grant_earmark",
        "envelope.uses, envelope.territories, envelope.structures",
        "{who} ne peut pas financer {what}.",
        "{who} may not fund {what}.",
    ),
    rule(
        "grant_asked",
        "asked.eur",
        "{what} : {found} € proposés, il manque {limit} €.",
        "{what}: {found} € proposed, {limit} € lacking.",
    ),
    rule(
        "grant_level",
        "territory.poor_people, asked.eur",
        "{who} : le niveau {found} n'est pas prouvé, la borne est {limit}.",
        "{who}: the level {found} is not proved, the bound is {limit}.",
    ),
    rule(
        "grant_hidden",
        "count.people",
        "{what} : ce petit nombre se déduit du bilan ({who}).",
        "{what}: this small count follows from the return ({who}).",
    ),
    rule(
        "grant_edition",
        "grants_study.editions",
        "L'édition de {who} laisse deviner ce que reçoit {what}.",
        "The edition of {who} gives away what {what} receives.",
    ),
)

GRANT_RULES: dict[str, Rule] = {one.code: one for one in _ALL}
"""Every hard rule of the funders' table, by code."""
