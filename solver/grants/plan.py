"""The funders' table: a scenario in, a reviewed study out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from models.base import Text
from models.findings import Finding
from models.grants import Grants
from models.grants_study import GrantsStudy, Proposal
from models.numbers import number
from models.scenario import Scenario
from models.warehouse_study import WarehouseStudy
from solver.grants.calls import calls_due
from solver.grants.editions import editions
from solver.grants.giving import chosen, given_of
from solver.grants.joining import Joined, join
from solver.grants.returns import annual_return
from solver.grants.spreading import by_share, cents_of, own_cents, spread
from solver.grants.sums import by_funder, by_structure, by_territory, concentration
from solver.grants.trying import leaving, more_tried, payers_of, same_payer
from solver.review.check_grants import check_grants
from solver.run_record import origin_of
from solver.settings import Stages, Watcher

SOON = 30
"""Days before a call closes from which it is told first."""


def fund(
    scenario: Scenario,
    *,
    warehouse: WarehouseStudy | None = None,
    watch: Watcher | None = None,
) -> GrantsStudy:
    """Join, spread and sum the grants; say where more money would go, and what a leaver takes.

    Parameters
    ----------
    warehouse
        An earlier study of the shared warehouse: its stress tests are told beside.
    """
    tell = Stages(watch)
    tell("prepare")
    grants = scenario.grants
    year = grants.year or scenario.week_of.year
    joined = join(grants)
    parts = spread(grants, joined)
    now = [one for one in parts if one.year == year]
    tell("shares")
    given = given_of(grants, now)
    proposals, proofs = chosen(given)
    more = _by_territory(grants, proposals)
    sums: dict[str, int] = defaultdict(int)
    for one in now:
        sums[one.funder] += one.cents
    tell("reasons")
    tried = tuple(more_tried(given, grants.tried_eur))
    leavers = tuple(leaving(given, now, warehouse))
    study = GrantsStudy(
        scenario=scenario,
        year=year,
        parties=tuple(joined.parties.values()),
        parts=parts,
        structures=by_structure(grants, parts, year),
        funders=by_funder(grants, parts, year),
        territories=by_territory(grants, parts, year, more),
        concentration=concentration(sums.values()),
        proposals=proposals,
        proofs=proofs,
        tried=tried,
        leaving=leavers,
        calls=calls_due(grants, scenario.week_of),
        counts=annual_return(grants),
        editions=editions(grants, now),
        violations=(),
        findings=(),
        provenance=origin_of(scenario, "highspy", elapsed_s=tell.elapsed_s),
    )
    tell("check")
    return study.changed(
        violations=check_grants(study),
        findings=(*_findings(study, joined), *_not_met(grants, warehouse)),
    )


def _by_territory(grants: Grants, proposals: Collection[Proposal]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in proposals:
        shares = grants.structure[one.structure].territories
        for name, cents in by_share(one.cents, shares).items():
            found[name] = found.get(name, 0) + cents
    return found


def _not_met(grants: Grants, warehouse: WarehouseStudy | None) -> Iterator[Finding]:
    """Yield who pays for the warehouse and is not in the table: nothing of it is told beside."""
    met = {same_payer(warehouse, one) for one in grants.funders}
    names = [label for name, label in payers_of(warehouse).items() if name not in met]
    if names:
        who = ", ".join(names)
        text = NOT_IN_TABLE.format(who=who)
        yield Finding(code="grants_warehouse", severity="info", text=text)


def _findings(study: GrantsStudy, joined: Joined) -> Iterator[Finding]:
    """Yield what must be known first: nobody funds, not in the lists, calls that close."""
    grants = study.scenario.grants
    label = {one.id: one.label for one in study.parties}
    unfunded = [
        one.structure
        for one in study.structures
        if one.structure in grants.structure and one.cents <= 0 and not one.passed_cents
    ]
    if unfunded:
        names = ", ".join(label[name] for name in unfunded)
        yield _warning("grants_unfunded", UNFUNDED.format(year=study.year, names=names), *unfunded)
    strangers = sorted(
        {
            name
            for name in joined.structure
            if name not in grants.structure and name not in grants.funder
        }
    )
    if strangers:
        names = ", ".join(sorted(label[name] for name in strangers)[:MOST_NAMED])
        values = {"count": len(strangers), "names": names}
        yield _warning("grants_not_listed", NOT_LISTED.format(**values), *strangers)
    empty = [one.label for one in grants.territories if not one.poor_people]
    if empty:
        yield _warning("grants_no_need", NO_NEED_KNOWN.format(names=", ".join(empty)))
    for call in study.calls:
        if call.days_left <= SOON and call.structures:
            values = {"call": call.label, "days": call.days_left, "count": len(call.structures)}
            yield _warning("grants_call", CALL.format(**values), call.call)
    for one in study.structures:
        own = joined.parties[one.structure]
        if own.listed and one.structure in grants.structure and one.cents < 0:
            yield _warning("grants_negative", BELOW.format(name=own.label), one.structure)
    unsorted = len({one.award for one in study.of_year if one.use == "unsorted"})
    if unsorted:
        yield Finding(code="grants_unsorted", severity="info", text=UNSORTED.format(count=unsorted))
    included = _included(grants, joined)
    if included:
        text = INCLUDED.format(eur=number_text(included))
        yield Finding(code="grants_included", severity="info", text=text)


def _included(grants: Grants, joined: Joined) -> int:
    """Return the cents that other funders' grants hold, counted there alone."""
    whole = sum(cents_of(one) for one in grants.awards)
    return whole - sum(own_cents(grants, joined))


def number_text(cents: int) -> Text:
    """Return cents as whole euros, as each language writes them."""
    return Text(fr=number(cents / 100, "fr"), en=number(cents / 100, "en"))


def _warning(code: str, text: Text, *where: str) -> Finding:
    return Finding(code=code, severity="warning", text=text, where=where)


MOST_NAMED = 6
UNFUNDED = Text(
    fr="Personne ne finance en {year} : {names}.", en="Nobody funds in {year}: {names}."
)
NOT_LISTED = Text(
    fr="Hors de votre liste de structures ({count}) : {names}. Leur argent est compté, dans aucun "
    "territoire.",
    en="Outside your list of structures ({count}): {names}. Their money is counted, in no "
    "territory.",
)
NO_NEED_KNOWN = Text(
    fr="Sans nombre de personnes pauvres, donc hors du calcul : {names}.",
    en="Without a number of poor people, hence left out: {names}.",
)
CALL = Text(
    fr="{call} : dossiers à déposer bientôt (jours restants : {days} ; structures qui peuvent y "
    "répondre : {count}).",
    en="{call}: files are due soon (days left: {days}; structures that may answer: {count}).",
)
BELOW = Text(
    fr="{name} a rendu plus qu'elle n'a reçu dans l'année.",
    en="{name} gave back more than it received in the year.",
)
NOT_IN_TABLE = Text(
    fr="Paient l'entrepôt partagé sans être de cette liste sous le même nom : {who}. Leurs essais "
    "de résistance n'y sont pas. Donnez-leur le même nom dans les deux scénarios.",
    en="Pay for the shared warehouse and are not in this list by the same name: {who}. Their "
    "stress tests are not in it. Give them the same name in both scenarios.",
)
UNSORTED = Text(
    fr="Lignes qui ne disent pas à quoi sert l'argent : {count}. Ajoutez une colonne « usage ».",
    en='Lines that do not say what the money is for: {count}. Add a column "use".',
)
INCLUDED = Text(
    fr="{eur} € cofinancés sont comptés une fois, chez qui les donne.",
    en="{eur} € of co-funding are counted once, at the one that gives them.",
)
