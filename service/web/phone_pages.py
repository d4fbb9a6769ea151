"""A week's rounds for drivers' telephones: links to be scanned, where they are served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Response

from models.base import Text
from service.asking.telephones import PhoneRound, Telephones
from service.downloads import attachment
from service.links import Phones
from service.pages.scanned import scanned
from service.store import runs
from service.store.scenarios import UnknownError
from service.web.shown_runs import shown
from service.web.visit import PageRoute, Visit, Visited
from service.web.words import say
from service.words.vocabulary import Vocabulary

PHONE_PAGE_WORDS: Mapping[str, Text] = {
    "phones_lead": Text(
        fr="Le chauffeur, sur le même réseau, ouvre sa tournée en scannant son carré ou par son "
        "lien. Ce lien suffit pour la lire, contacts compris, et pour en rendre compte : ne le "
        "donnez qu'à l'équipage. Ce qui est saisi sans réseau part au retour.",
        en="On the same network the driver opens the round by scanning its square or by its link. "
        "The link is all that is needed to read it, contacts too, and to tell what came: give it "
        "to the crew only. What is told without a network is sent on coming back.",
    ),
    "phones_not_served": Text(
        fr="Les téléphones ne sont pas servis ici. Qui a installé ramasse peut les servir (notice "
        "du chauffeur, « Sur le téléphone ») : chaque tournée aura son lien. Ou envoyez les "
        "fichiers : ils n'ont besoin de rien.",
        en="Telephones are not served here. Whoever installed ramasse can serve them (driver's "
        'notice, "On the telephone"): each round then has its link. Or send the files: they need '
        "nothing.",
    ),
    "phones_print": Text(
        fr="Imprimer les feuilles avec leur carré à scanner",
        en="Print the sheets with their square to be scanned",
    ),
    "phones_link": Text(fr="Lien de la tournée", en="Link of the round"),
    "phones_until": Text(fr="Valable jusqu'au {day}.", en="Valid until {day}."),
    "phones_file": Text(
        fr="Le fichier à envoyer au chauffeur", en="The file to send to the driver"
    ),
}
phone_page_word = Vocabulary(PHONE_PAGE_WORDS)
phone_pages = APIRouter(route_class=PageRoute)


@dataclass(frozen=True)
class _Shown:
    """A round with its link, where telephones are served."""

    item: PhoneRound
    link: str = ""
    until: datetime | None = None
    picture: str = ""


@phone_pages.get("/runs/{run}/phones")
def links_page(visit: Visited, run: str) -> Response:
    """Show the link of each round, as a picture too."""
    telephones, study = _telephones(visit, run)
    phones = _phones(visit)
    rounds = telephones.rounds(study, visit.language)
    found = [_Shown(one) if phones is None else _linked(phones, run, one) for one in rounds]
    return shown(
        visit,
        runs.run(visit.desk.database, run),
        "phones.html.j2",
        tab="sheets",
        rounds=found,
        served=phones is not None,
        lw=phone_page_word.all_in(visit.language),
    )


@phone_pages.get("/runs/{run}/phones.pdf")
def sheets(visit: Visited, run: str) -> Response:
    """Return the sheets to print, with the link of each round to be scanned."""
    telephones, study = _telephones(visit, run)
    phones = _phones(visit)
    if phones is None:
        raise UnknownError(say["not_found_lead"])
    rounds = telephones.rounds(study, visit.language)
    links = {one.id: phones.link(run, one.id, one.day)[0] for one in rounds}
    made = visit.desk.made.file(
        (run, visit.language, *links.values()), telephones.sheets, study, visit.language, links
    )
    return attachment("feuilles-de-route.pdf", made)


def _telephones(visit: Visit, run: str) -> tuple[Telephones, Any]:
    found = runs.run(visit.desk.database, run)
    kind = visit.desk.kinds.get(found.kind)
    if kind is None or kind.telephones is None:
        raise UnknownError(say["not_found_lead"])
    study = visit.desk.study(run)
    if kind.refused(study):
        raise UnknownError(say["not_found_lead"])
    return kind.telephones, kind.hands_on(study)


def _phones(visit: Visit) -> Phones | None:
    found: Phones | None = getattr(visit.request.app.state, "phones", None)
    return found


def _linked(phones: Phones, run: str, item: PhoneRound) -> _Shown:
    link, until = phones.link(run, item.id, item.day)
    return _Shown(item, link, until, scanned(link))
