"""What contradicts itself in answers of the right shape, in the words of who answers."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text, seconds
from scenarios.addresses.finding import Finder, default_finder
from scenarios.beginning.answers import Answers, StoreAnswers
from scenarios.beginning.sites import NO_FILE, UNKNOWN, misspelt, no_point, parted, point_in
from scenarios.beginning.town import hours
from scenarios.faults import Fault, shown

HOUR = 60 * 60


def problems(answers: Answers, finder: Finder | None = None) -> tuple[Fault, ...]:
    """Return everything contradictory in answers, at the answer to be changed.

    Parameters
    ----------
    finder
        Where communes are looked up; by default, as this computer is set.
    """
    found = [*_hours(answers), *_names(answers), *_sorting(answers)]
    found += _communes(answers, finder or default_finder())
    for one in answers.stores:
        found += _store(one)
    return tuple(found)


def _hours(answers: Answers) -> Iterator[Fault]:
    if seconds(answers.ends) - seconds(answers.starts) < HOUR:
        yield _fault("ends", SHORT, starts=answers.starts, ends=answers.ends)
    for one in answers.associations:
        if seconds(one.ends) <= seconds(one.starts):
            path = f"associations.{one.id}.ends"
            yield _fault(path, BACKWARDS, starts=one.starts, ends=one.ends)


def _store(one: StoreAnswers) -> Iterator[Fault]:
    opens, closes = hours(one)
    if seconds(closes) <= seconds(opens):
        yield _fault(f"stores.{one.id}.closes", BACKWARDS, starts=opens, ends=closes)
    if one.crates is not None and one.kg is not None:
        yield _fault(f"stores.{one.id}.kg", BOTH, crates=f"{one.crates:g}", kg=f"{one.kg:g}")


def _names(answers: Answers) -> Iterator[Fault]:
    """Yield what is said of an association that is not there, or no more."""
    known = {one.id for one in answers.associations}
    asked = [(f"stores.{one.id}.holder", one.holder) for one in answers.stores]
    asked += [(f"vehicles.{one.id}.owner", one.owner) for one in answers.vehicles]
    asked += [(f"crews.{one.id}.association", one.association) for one in answers.crews]
    for path, name in asked:
        if name not in known:
            yield _fault(path, GONE)


def _sorting(answers: Answers) -> Iterator[Fault]:
    if answers.sorted_at is None:
        return
    sharing = [one for one in answers.associations if one.shares]
    if answers.sorted_at not in {one.id for one in sharing}:
        yield _fault("sorted_at", APART)
    elif len(sharing) == 1:
        yield _fault("sorted_at", BY_ITSELF)


def _communes(answers: Answers, finder: Finder) -> Iterator[Fault]:
    """Yield addresses in a commune that is none, but nearly one, and the town's own."""
    wrong = misspelt(answers.commune, "", finder)
    if wrong is not None:
        yield _fault("commune", wrong)
    elif _nowhere(answers, finder):
        # told once, at the town, and not at each site that it would have placed
        yield _fault("commune", UNKNOWN, found=shown(answers.commune), remedy=NO_FILE)
    for name, sites in (("associations", answers.associations), ("stores", answers.stores)):
        for one in sites:
            if one.place is not None:
                continue
            wrong = no_point(one.address) or misspelt(one.address, answers.commune, finder)
            if wrong is not None:
                yield _fault(f"{name}.{one.id}.address", wrong)


def _nowhere(answers: Answers, finder: Finder) -> bool:
    """Tell whether sites would be looked for in a commune of which nothing is known."""
    if finder.online is not None or finder.centre(answers.commune) is not None:
        return False
    near = answers.commune
    sites = [(one.place, one.address) for one in answers.associations]
    sites += [(one.place, one.address) for one in answers.stores]
    return any(
        place is None and point_in(text) is None and parted(text, near, finder)[1] == near
        for place, text in sites
    )


def _fault(path: str, text: Text, **values: object) -> Fault:
    return Fault(place="", path=path, text=text.format(**values))


SHORT = Text(
    fr="De {starts} à {ends} : moins d'une heure. Attendu : de quoi faire une tournée. Changez "
    "l'une des deux heures.",
    en="From {starts} to {ends}: less than an hour. Expected: time for a round. Change one of the "
    "two times.",
)
BACKWARDS = Text(
    fr="De {starts} à {ends} : la fin n'est pas après le début. Attendu : une heure plus tardive. "
    "Changez l'une des deux.",
    en="From {starts} to {ends}: the end is not after the beginning. Expected: a later time. "
    "Change one of the two.",
)
BOTH = Text(
    fr="{crates} caisses et {kg} kg à la fois. Attendu : l'un ou l'autre. Videz l'un des deux.",
    en="Both {crates} crates and {kg} kg. Expected: one or the other. Empty one of the two.",
)
GONE = Text(
    fr="L'association n'est plus dans votre liste. Attendu : l'une de la liste. Choisissez-la.",
    en="The association is no longer in your list. Expected: one of the list. Choose it.",
)
APART = Text(
    fr="Cette association ne met pas en commun : on ne peut pas trier chez elle. Attendu : l'une "
    "de celles qui mettent en commun, ou aucune. Changez ce choix.",
    en="This association does not share: the food cannot be sorted there. Expected: one of those "
    "that share, or none. Change this choice.",
)
BY_ITSELF = Text(
    fr="Une seule association met en commun : rien n'est à trier pour d'autres. Attendu : aucun "
    "lieu de tri, ou deux associations qui mettent en commun. Videz ce choix.",
    en="Only one association shares: nothing is to be sorted for others. Expected: no hub, or two "
    "associations that share. Empty this choice.",
)
