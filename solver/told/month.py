"""What is due of a month or a year, made of what was told and published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from models.base import Text
from models.dates import full_date
from models.donors import Donor
from models.findings import Finding
from models.month import MonthStudy, PoolSettlement, Untold
from models.numbers import number
from models.periods import Period
from models.pooling import COST_RULE_NAMES
from models.scenario import Scenario
from models.sharing import SharingStudy
from models.visits import Journal, nothing_told
from solver.allocation.accounts import PastWeek
from solver.told.driven import settled
from solver.told.food import by, holders, months, people
from solver.told.untold import told_to, untold

MOST_NAMED = 8
"""Days, weeks and rounds named in one sentence."""


def month_study(
    journal: Journal,
    weeks: Sequence[PastWeek],
    scenario: Scenario,
    period: Period,
    *,
    today: date,
    costs: SharingStudy | None = None,
) -> MonthStudy:
    """Return what is due of a period: with visits and settlements for a month, counts for a year.

    Parameters
    ----------
    journal, weeks
        All that was told and published.
    today
        Its visits need not be told yet.
    costs
        A study of shared costs whose shares serve as keys.
    """
    own = set(period.own_weeks)
    mine = [one for one in weeks if one.week_of in own]
    told = journal.between(period.first, period.last)
    missing = untold(
        journal,
        scenario,
        period,
        weeks,
        before=today,
    )
    rows = holders(told.visits, scenario, mine, missing)
    settlements: tuple[PoolSettlement, ...] = ()
    if not period.year:
        received = {one.association: sum(one.received_kg.values()) for one in rows}
        settlements = settled(journal, scenario, period, received, costs)
    study = MonthStudy(
        scenario=scenario,
        period=period,
        told_to=told_to(told, period, today),
        journal=nothing_told(journal.town) if period.year else told,
        holders=rows,
        published=tuple(one.week_of for one in mine),
        untold=missing,
        settlements=settlements,
        months=months(told.visits, period, missing) if period.year else (),
        people=people(scenario) if period.year else (),
    )
    return study.changed(findings=tuple(_findings(study, told, today)))


def _findings(study: MonthStudy, told: Journal, today: date) -> Iterator[Finding]:
    """Yield what to know before these papers are handed on."""
    period, missing = study.period, study.untold
    if today <= period.last:
        yield _warning("not_over", NOT_OVER.format(to=_dates([study.told_to])))
    if missing.weeks:
        yield _warning("untold_weeks", UNTOLD_WEEKS.format(weeks=_dates(missing.weeks)))
    if missing.visits:
        yield _warning("untold_visits", untold_told(missing))
    if missing.outings and study.settlements:
        days = dict.fromkeys(one.day for one in missing.outings)
        text = UNTOLD_OUTINGS.format(count=_figure(len(missing.outings)), days=_dates([*days]))
        yield _warning("untold_outings", text)
    for pool in study.settlements:
        yield from _of_pool(pool)
    if study.settlements:
        yield from _outside(study, told)
    yield from _strange(study, told)


def untold_told(missing: Untold) -> Text:
    """Return how many visits were not told, and that they count for nothing."""
    count = len(missing.visits)
    return (UNTOLD_VISIT if count == 1 else UNTOLD_VISITS).format(count=_figure(count))


def _outside(study: MonthStudy, told: Journal) -> Iterator[Finding]:
    """Yield who drove and is in no settlement: it left, or goes alone."""
    world = study.scenario
    settled = {who for pool in study.settlements for who in pool.borne_cents}
    drove = Counter(one.owner for one in told.outings if one.owner not in settled)
    for who, count in sorted(drove.items()):
        known = world.association.get(who)
        values = {"who": who if known is None else known.label, "count": _figure(count)}
        if known is None:
            yield _warning("owner_gone", OWNER_GONE.format(**values))
        else:
            yield _info("owner_outside", OWNER_OUTSIDE.format(**values))


def _of_pool(pool: PoolSettlement) -> Iterator[Finding]:
    unknown = sorted({one.vehicle for one in pool.drives if one.cents is None})
    if unknown:
        yield _warning("unknown_vehicle", NO_PRICE.format(vehicles=", ".join(unknown)))
    if pool.key is None:
        yield _warning("no_key", NO_KEY)
    elif pool.agreed is None and pool.drives:
        yield _warning(
            "key_unknown",
            KEY_UNKNOWN.get(pool.key, NEEDS_STUDY).format(key=COST_RULE_NAMES[pool.key]),
        )


def _strange(study: MonthStudy, told: Journal) -> Iterator[Finding]:
    """Yield stores that changed hands, and those that the scenario knows no more."""
    scenario = study.scenario
    for donor, visits in by(told.visits, lambda one: one.donor).items():
        bodies = list(dict.fromkeys(one.holder for one in visits))
        if len(bodies) > 1:
            names = [
                scenario.association[one].label if one in scenario.association else one
                for one in bodies
            ]
            known = scenario.donor.get(donor)
            store = donor if known is None else known.label
            yield _info("changed_hands", CHANGED.format(store=store, bodies=" → ".join(names)))
        if donor in scenario.donor:
            yield from _other_brand(scenario.donor[donor], study.period)
        else:
            yield _info("unknown_store", GONE.format(store=donor, count=len(visits)))


def _other_brand(store: Donor, period: Period) -> Iterator[Finding]:
    """Yield that a store changed its name or brand within a period."""
    for one in store.formerly:
        if (one.label or one.brand) and period.first <= one.until < period.last:
            since = _dates([one.until + timedelta(days=1)])
            yield _info("changed_brand", BRAND.format(store=store.label, since=since))


def _warning(code: str, text: Text) -> Finding:
    return Finding(code=code, severity="warning", text=text)


def _info(code: str, text: Text) -> Finding:
    return Finding(code=code, severity="info", text=text)


def _figure(value: int) -> Text:
    return Text(fr=number(value, "fr"), en=number(value, "en"))


def _dates(days: Sequence[date]) -> Text:
    """Return days as a sentence names them; those beyond the most are counted."""
    more = len(days) - MOST_NAMED

    def told(language: str) -> str:
        named = [full_date(one, "fr" if language == "fr" else "en") for one in days[:MOST_NAMED]]
        return ", ".join(named) + (f" (+{more})" if more > 0 else "")

    return Text(fr=told("fr"), en=told("en"))


NOT_OVER = Text(
    fr="La période n'est pas finie : ces papiers vont jusqu'au {to}. Refaites-les ensuite.",
    en="The period is not over: these papers go to {to}. Make them again afterwards.",
)
UNTOLD_WEEKS = Text(
    fr="Semaines dont rien n'est dit : {weeks}. Elles ne comptent pas pour zéro. Pesez-les, ou "
    "gardez ces papiers pour vous.",
    en="Weeks of which nothing is told: {weeks}. They do not count as zero. Weigh them in, or keep "
    "these papers to yourself.",
)
UNTOLD_VISIT = Text(
    fr="1 passage non dit : il ne compte ni pour zéro, ni pour ce qui était promis.",
    en="1 visit not told: it counts neither as zero nor as what was promised.",
)
UNTOLD_VISITS = Text(
    fr="{count} passages non dits : ils ne comptent ni pour zéro, ni pour ce qui était promis.",
    en="{count} visits not told: they count neither as zero nor as what was promised.",
)
UNTOLD_OUTINGS = Text(
    fr="Sorties dont ni les kilomètres ni les heures ne sont dits : {count} ({days}). Le règlement "
    "les laisse de côté. Dites-les, et refaites-le.",
    en="Outings of which neither kilometres nor hours are told: {count} ({days}). The settlement "
    "leaves them out. Tell them, and make it again.",
)
OWNER_GONE = Text(
    fr="{who} n'est plus dans le scénario : ses sorties de la période ({count}) ne sont dans aucun "
    "règlement. Remettez-la parmi les collecteurs de sa mise en commun, ou réglez-les à part.",
    en="{who} is no longer in the scenario: its outings of the period ({count}) are in no "
    "settlement. Put it back among the collectors of its pool, or settle them apart.",
)
OWNER_OUTSIDE = Text(
    fr="{who} n'est d'aucune mise en commun qui se règle : ses sorties ({count}) restent à sa "
    "charge.",
    en="{who} is of no pool that settles: its outings ({count}) remain at its expense.",
)
NO_PRICE = Text(
    fr="Véhicules que le scénario ne connaît pas, donc sans prix : {vehicles}. Le règlement laisse "
    "leurs sorties de côté. Ajoutez-les au scénario.",
    en="Vehicles that the scenario does not know, hence without a price: {vehicles}. The "
    "settlement leaves their outings out. Add them to the scenario.",
)
NO_KEY = Text(
    fr="Aucune clé de répartition n'est convenue : le règlement montre ce que donnerait chacune, "
    "et personne ne doit rien. Convenez d'une clé, et dites-la parmi les "
    "règles de la semaine (« Clé de répartition convenue »).",
    en="No key is agreed: the settlement shows what each would give, and nobody owes anything. "
    'Agree on one, and say it among the week\'s rules ("Agreed key").',
)
NEEDS_STUDY = Text(
    fr="La clé convenue ({key}) se lit dans un partage des coûts. Donnez-en un avec ce calcul, "
    "ou "
    "convenez d'une autre clé.",
    en="The agreed key ({key}) is read from a study of costs. Give one with this run, or agree on "
    "another key.",
)
KEY_UNKNOWN = {
    "kg": Text(
        fr="La clé convenue est celle des kg reçus ({key}) : le registre n'a aucune semaine de "
        "cette période. Publiez ses semaines.",
        en="The agreed key is that of kg received ({key}): the ledger has no week of this period. "
        "Publish its weeks.",
    ),
    "people": Text(
        fr="La clé convenue est celle des personnes aidées ({key}) : le scénario n'en compte "
        "aucune. Écrivez-les.",
        en="The agreed key is that of people helped ({key}): the scenario counts none. Write them.",
    ),
    "surface": Text(
        fr="La clé convenue est celle des surfaces ({key}) : il en manque au scénario. Écrivez "
        "surface_m2 pour chaque membre.",
        en="The agreed key is that of surfaces ({key}): some are missing. Write surface_m2 of each "
        "member.",
    ),
}
CHANGED = Text(
    fr="{store} a changé de titulaire dans la période ({bodies}) : un papier pour chacun.",
    en="{store} changed hands within the period ({bodies}): one paper for each.",
)
BRAND = Text(
    fr="{store} a changé d'enseigne le {since} : un papier pour avant, un pour après.",
    en="{store} changed its brand on {since}: one paper for before, one for after.",
)
GONE = Text(
    fr="{store} n'est plus dans le scénario : ses {count} passages dits y restent, sous ce nom.",
    en="{store} is no longer in the scenario: its {count} visits told stay, under this name.",
)
