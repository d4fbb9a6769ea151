"""How the points of a scenario were found, as what is told beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.base import Text
from models.findings import Finding, Severity
from scenarios.addresses.located import Located
from scenarios.faults import choices

MOST_NAMED = 6
"""Places named in a sentence, at most."""


def how_found(found: Sequence[Located]) -> tuple[Finding, ...]:
    """Return what is told of points that were found: what is doubtful first."""
    return tuple(_told(found))


def _told(found: Sequence[Located]) -> Iterator[Finding]:
    centres = [one for one in found if one.asked and one.found.level == "commune"]
    silent = next((one.silent for one in centres if one.silent), "")
    if silent:
        yield Finding(code="address_service", severity="warning", text=SILENT.format(why=silent))
    unknown = [one for one in centres if one.covered]
    if unknown:
        yield _finding("address_not_found", "warning", UNKNOWN, unknown)
    if len(unknown) < len(centres):
        rest = [one for one in centres if not one.covered]
        yield _finding("no_address_file", "warning", NO_FILE, rest)
    near = [one for one in found if one.found.level == "near"]
    if near:
        yield _finding("address_near", "warning", NEAR, near)
    for origin, text in ((("file", FROM_FILE)), ("online", ONLINE)):
        mine = [one for one in found if one.found.origin == origin and one.found.level != "commune"]
        if mine:
            yield _finding(f"address_{origin}", "info", text, mine)
    only = [one for one in found if not one.asked]
    if only:
        yield _finding("commune_centre", "info", CENTRE, only)


def _finding(code: str, severity: Severity, text: Text, found: Sequence[Located]) -> Finding:
    names = [f"{one.name} ({one.asked} → {one.found.label})" for one in found]
    plain = [f"{one.name} ({one.found.label})" for one in found]
    sources = dict.fromkeys(one.found.found_in for one in found)
    told = text.format(
        count=len(found),
        named=choices(names, MOST_NAMED),
        places=choices(plain, MOST_NAMED),
        source=", ".join(sources),
    )
    return Finding(code=code, severity=severity, text=told, where=tuple(one.thing for one in found))


SILENT = Text(
    fr="Le service d'adresses en ligne n'a pas répondu ({why}) : les adresses qui manquent aux "
    "fichiers ne sont pas cherchées.",
    en="The service of addresses on line did not answer ({why}): addresses that the files lack "
    "are not looked up.",
)
UNKNOWN = Text(
    fr="Adresses introuvables : {count}, placées au centre de leur commune : {named}. "
    "Corrigez-les, ou placez-les sur la carte.",
    en="Addresses that were not found: {count}, put at the centre of their commune: {named}. "
    "Correct them, or place them on the map.",
)
NO_FILE = Text(
    fr="Adresses que rien ici ne permet de chercher : {count}, placées au centre de leur commune : "
    "{named}. Importez le fichier du département : ramasse addresses import adresses-13.csv.gz",
    en="Addresses that nothing here can look up: {count}, put at the centre of their commune: "
    "{named}. Import the file of the department: ramasse addresses import adresses-13.csv.gz",
)
NEAR = Text(
    fr="Numéros introuvables : {count}, un numéro voisin est pris : {named}.",
    en="Numbers that were not found: {count}, a number near them is taken: {named}.",
)
FROM_FILE = Text(
    fr="Positions trouvées par l'adresse dans {source} : {count} ({named}).",
    en="Positions found by address in {source}: {count} ({named}).",
)
ONLINE = Text(
    fr="Adresses demandées en ligne à {source}, qui n'a reçu qu'elles : {count} ({named}).",
    en="Addresses asked on line of {source}, which was sent nothing else: {count} ({named}).",
)
CENTRE = Text(
    fr="Positions prises au centre de la commune, faute d'adresse : {count} ({places}).",
    en="Positions taken at the centre of the commune, as there is no address: {count} ({places}).",
)
