"""What files are that people hand over as a scenario, and where each belongs.

In the words of a sentence: ``other_files`` finds which of them a file is.
"""

from __future__ import annotations

from typing import NamedTuple

from models.base import Text

LAST_SHEET = ("Origine des calculs", "Where the figures come from")
"""The last sheet of every workbook that shows a result."""
OTHER_ENDS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".pdf")
"""Ends of names that say tables or texts."""


class Uses(NamedTuple):
    """Results that have some keys, and the commands and options that go on from them."""

    keys: frozenset[str]
    goes_on: tuple[str, ...]


def _uses(keys: str, *goes_on: str) -> Uses:
    return Uses(frozenset(keys.split()), goes_on)


RESULTS: tuple[Uses, ...] = (
    _uses(
        "plan legs alone",
        *("run --earlier", "next --study", "allocate --supply", "replan", "edit", "rota --week"),
        *("trucks --rounds", "forecast --week", "transfers --week"),
    ),
    _uses(
        "answer before",
        *("run --earlier", "next --study", "allocate --supply", "replan", "edit", "rota --week"),
        *("forecast --week", "transfers --week"),
    ),
    _uses("portions standings", "next --study", "itinerary --split"),
    _uses("values least_core_eur", "month --costs"),
    _uses(
        "busy tenancy", "run --bookings", "trucks --keep", "trucks --last", "transfers --bookings"
    ),
    _uses("allotment replenishment", "next --warehouse", "funders --warehouse"),
    _uses(
        "duties decisions",
        *("run --rota", "rota --last", "rota --keep", "rota-change", "fridge --rota"),
    ),
    _uses("curve unsought", "openings-change", "rota --calendar"),
    _uses("crew_hours food_kg_week", "itinerary --keep"),
)
"""Of each kind of run; a result with none of these keys is the end of its way."""


class Known(NamedTuple):
    """What a file is, and what to do with it."""

    what: Text
    remedy: Text

    @property
    def text(self) -> Text:
        """The whole sentence."""
        return SENTENCE.format(what=self.what, remedy=self.remedy)


SENTENCE = Text(
    fr="C'est {what}, pas un scénario. Attendu : le fichier d'une ville (.yaml ou .xlsx). {remedy}",
    en="This is {what}, not a scenario. Expected: the file of a town (.yaml or .xlsx). {remedy}",
)
A_RESULT = Text(fr="le résultat d'un calcul de ramasse", en="the result of a run of ramasse")
ITS_SOURCE = Text(
    fr="Donnez le fichier de la ville dont il est parti.",
    en="Give the file of the town that it started from.",
)
GOES_ON = Text(
    fr="Donnez le fichier de la ville dont il est parti. Le résultat lui-même se reprend depuis sa "
    "page, ou par une de ces commandes : {ways}.",
    en="Give the file of the town that it started from. One goes on from the result itself on its "
    "page, or by one of these commands: {ways}.",
)
CONTACTS = Known(
    Text(fr="la liste des contacts d'un résultat", en="the list of a result's contacts"),
    Text(
        fr="Laissez-la à côté de study.json, où les commandes la lisent, et ne la transmettez pas.",
        en="Leave it beside study.json, where commands read it, and do not pass it on.",
    ),
)
ROADS = Known(
    Text(fr="un réseau routier", en="a road graph"),
    Text(
        fr="Posez-le à côté du scénario, qui le nomme sous « travel.roads ».",
        en='Put it beside the scenario, which names it under "travel.roads".',
    ),
)
_FIND_TABLE = Text(
    fr="Retrouvez le tableau dont il est fait ; une liste (.csv ou .xlsx) se reprend par « ramasse "
    "import », ou sur la page « Reprendre une liste à vous ».",
    en='Find the table that it was made of; a list (.csv or .xlsx) is taken by "ramasse import", '
    "or on the page Take a list of your own.",
)
MARKUP = Known(Text(fr="une page web, ou du XML", en="a web page, or XML"), _FIND_TABLE)
PRINTED = Known(Text(fr="un document PDF", en="a PDF document"), _FIND_TABLE)
PICTURE = Known(Text(fr="une image", en="a picture"), _FIND_TABLE)
WRITTEN = Known(Text(fr="un texte mis en page", en="a word-processor document"), _FIND_TABLE)
LIST = Known(
    Text(fr="un tableau", en="a table"),
    Text(
        fr="Une liste de magasins, de véhicules ou de personnes se reprend par « ramasse import », "
        "ou sur la page « Reprendre une liste à vous ».",
        en='A list of stores, vehicles or people is taken by "ramasse import", or on the page Take '
        "a list of your own.",
    ),
)
RESULT_BOOK = Known(Text(fr="le classeur d'un résultat", en="the workbook of a result"), ITS_SOURCE)
PACKED = Known(
    Text(fr="un fichier compressé", en="a compressed file"),
    Text(
        fr="Un réseau routier se pose à côté du scénario, qui le nomme sous « travel.roads » ; des "
        "adresses se reprennent par « ramasse addresses import ».",
        en='A road graph goes beside the scenario, which names it under "travel.roads"; addresses '
        'are taken by "ramasse addresses import".',
    ),
)
BACKUP = Known(
    Text(fr="une sauvegarde de ramasse", en="a backup of ramasse"),
    Text(
        fr="Remettez-la en place par « ramasse restore ».", en='Put it back by "ramasse restore".'
    ),
)
BUSES = Known(
    Text(fr="un horaire de bus (GTFS)", en="a timetable of buses (GTFS)"),
    Text(
        fr="Posez-le à côté du scénario, qui le nomme sous « territory.files.timetable ».",
        en='Put it beside the scenario, which names it under "territory.files.timetable".',
    ),
)
ARCHIVE = Known(
    Text(fr="l'archive des fichiers d'un résultat", en="the archive of a result's files"),
    ITS_SOURCE,
)
OUTLINES = Known(
    Text(fr="un fichier de contours (GeoJSON)", en="a file of outlines (GeoJSON)"),
    Text(
        fr="Donnez-le à « ramasse outlines import », ou à la page « Contours sous les cartes ».",
        en='Give it to "ramasse outlines import", or to the page Outlines under maps.',
    ),
)
PLACES = Known(
    Text(fr="un export de lieux et d'horaires", en="an export of places and hours"),
    Text(fr="Donnez-le à « ramasse hours ».", en='Give it to "ramasse hours".'),
)
CODES = Known(
    Text(fr="le code d'un téléphone de chauffeur", en="the code of a driver's telephone"),
    Text(
        fr="Donnez-le à « ramasse weigh --code », ou collez-le sur la page de la semaine.",
        en='Give it to "ramasse weigh --code", or paste it on the page of the week.',
    ),
)
LEDGER = Known(
    Text(fr="un extrait du registre", en="an extract of the ledger"),
    Text(
        fr="Il se lit dans un tableur ; le registre est dans la base. Donnez le fichier de la "
        "ville.",
        en="It is read in a spreadsheet; the ledger is in the database. Give the file of the town.",
    ),
)
VISITS = Known(
    Text(fr="le relevé de ce qui est rentré", en="the record of what came in"),
    Text(
        fr="Donnez-le à « ramasse weigh », ou à la page de la semaine.",
        en='Give it to "ramasse weigh", or to the page of the week.',
    ),
)
LOTS = Known(
    Text(fr="une liste de lots pesés", en="a list of weighed-in lots"),
    Text(
        fr="Donnez-la à « ramasse allocate » derrière --supply, ou au formulaire de la répartition "
        "de la ville.",
        en='Give it to "ramasse allocate" behind --supply, or to the form of the town\'s split.',
    ),
)
GRANTS = Known(
    Text(fr="un tableau de subventions", en="a table of grants"),
    Text(
        fr="Posez-le à côté du scénario, qui le nomme sous « grants.awards_table ».",
        en='Put it beside the scenario, which names it under "grants.awards_table".',
    ),
)
POINTS = Known(
    Text(fr="un tableau de points à livrer", en="a table of points to deliver"),
    Text(
        fr="Posez-le à côté du scénario, qui le nomme sous « warehouse.points_table ».",
        en='Put it beside the scenario, which names it under "warehouse.points_table".',
    ),
)
ADDRESSES = Known(
    Text(fr="un fichier d'adresses", en="a file of addresses"),
    Text(
        fr="Donnez-le à « ramasse addresses import », ou à la page des adresses.",
        en='Give it to "ramasse addresses import", or to the page of addresses.',
    ),
)
OTHER_FORM = Text(
    fr="{name} n'est ni un classeur Excel entier ni un fichier YAML : il est vide ou d'un autre "
    "format. Attendu : un classeur .xlsx, ou un fichier .yaml. Ouvrez-le dans votre tableur et "
    "enregistrez-le en .xlsx, ou partez du classeur à remplir.",
    en="{name} is neither a whole Excel workbook nor a YAML file: it is empty or of another "
    "format. Expected: an .xlsx workbook or a .yaml file. Open it in your spreadsheet program and "
    "save it as .xlsx, or start from the workbook to fill in.",
)
BEGINNINGS: tuple[tuple[bytes, Known], ...] = (
    (b"%PDF-", PRINTED),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"\x1f\x8b", PACKED),
)
MEMBERS: tuple[tuple[bytes, Known], ...] = (
    (b"tables/accounts.jsonl", BACKUP),
    (b"stop_times.txt", BUSES),
    (b"word/document.xml", WRITTEN),
    (b"report.html", ARCHIVE),
)
BLOCKS: tuple[tuple[frozenset[str], Known], ...] = (
    (frozenset(("type", "features")), OUTLINES),
    (frozenset(("places",)), PLACES),
)
_KG = ("kg", "poids", "poids_kg", "quantite_kg", "weight_kg", "crates", "caisses", "pallets")
TABLES: tuple[tuple[tuple[tuple[str, ...], ...], Known], ...] = (
    ((("recorded_at",), ("week_of",), ("family",)), LEDGER),
    ((("date", "jour", "day"), ("magasin", "donateur", "store"), ("association",)), VISITS),
    ((("nomattribuant", "attribuant", "funder"), ("montant", "eur")), GRANTS),
    ((("besoin_kg_semaine", "weekly_need_kg"), ("latitude", "lat", "commune")), POINTS),
    ((("numero", "housenumber"), ("nom_voie", "voie", "street")), ADDRESSES),
    ((("famille", "family", "produit"), (*_KG, "palettes")), LOTS),
)
"""What a table is that has one title of each group."""
