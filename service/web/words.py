"""The words of the page."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.words import LEDGER, SCENARIO, THIS_WEEK
from scenarios.lists.taking import UNTAKEN
from service.words.codes import CODES
from service.words.journal import journal_word
from service.words.vocabulary import Vocabulary

WEB_WORDS: Mapping[str, Text] = {
    # everywhere
    "main_nav": Text(fr="Navigation principale", en="Main navigation"),
    "home": THIS_WEEK,
    "runs": Text(fr="Calculs", en="Runs"),
    "other_language": Text(fr="English", en="Français"),
    "trail": Text(fr="Vous êtes ici", en="You are here"),
    "foot": Text(
        fr="Les plans sont vérifiés par un contrôle indépendant ; les limites sont dites sur "
        "chaque page.",
        en="Plans are verified by an independent check; limits are told on every page.",
    ),
    "title_faults": Text(fr="À corriger – {title}", en="To be mended – {title}"),
    "to_mend": Text(
        fr="Rien n'a été enregistré. À corriger :", en="Nothing was saved. To be mended:"
    ),
    "saved": Text(fr="Nouvelle version enregistrée.", en="New version saved."),
    "stored": Text(fr="Scénario enregistré.", en="Scenario stored."),
    "addresses_read": Text(fr="Fichier d'adresses lu.", en="File of addresses read."),
    "outlines": Text(fr="Contours sous les cartes", en="Outlines under maps"),
    "outline_file": Text(fr="Fichier de contours", en="File of outlines"),
    "outlines_read": Text(fr="Fichier de contours lu.", en="File of outlines read."),
    "read_file": Text(fr="Lire ce fichier", en="Read this file"),
    "unchanged": Text(
        fr="Rien n'a changé : pas de nouvelle version.", en="Nothing changed: no new version."
    ),
    "cancelled": Text(
        fr="Arrêt demandé : le meilleur plan trouvé sera gardé.",
        en="Asked to stop: the best plan found will be kept.",
    ),
    "open": Text(fr="Ouvrir", en="Open"),
    "actions": Text(fr="Actions", en="Actions"),
    "version": Text(fr="Version", en="Version"),
    "name": Text(fr="Nom", en="Name"),
    "state": Text(fr="État", en="State"),
    "scenario": SCENARIO,
    "required": Text(fr="(obligatoire)", en="(required)"),
    "yes": Text(fr="Oui", en="Yes"),
    "no": Text(fr="Non", en="No"),
    "none_chosen": Text(fr="– choisir –", en="– choose –"),
    "download": Text(fr="Télécharger", en="Download"),
    # the home page
    "home_title": Text(fr="La ramasse de la semaine", en="The week's collection rounds"),
    "home_lead": Text(
        fr="Ouvrez le classeur de votre ville, ajustez-le, planifiez la semaine, comparez, "
        "imprimez les feuilles de route et publiez.",
        en="Open your town's workbook, adjust it, plan the week, compare, print the driver's "
        "sheets and publish.",
    ),
    "your_scenarios": Text(fr="Vos scénarios", en="Your scenarios"),
    "no_scenario": Text(
        fr="Aucun scénario pour l'instant : ouvrez-en un fourni, ou déposez le vôtre.",
        en="No scenario yet: open one that comes with it, or upload yours.",
    ),
    "library": Text(fr="Ouvrir un scénario fourni", en="Open a scenario that comes with it"),
    "library_lead": Text(
        fr="Une copie est faite : vous pouvez tout y changer.",
        en="A copy is made: you can change anything in it.",
    ),
    "upload": Text(fr="Déposer un fichier", en="Upload a file"),
    "upload_lead": Text(
        fr="Un classeur Excel (.xlsx) ou un fichier YAML. Il est vérifié d'abord ; s'il a des "
        "fautes, elles sont toutes dites et rien n'est enregistré.",
        en="An Excel workbook (.xlsx) or a YAML file. It is checked first; if it has faults, all "
        "are told and nothing is stored.",
    ),
    "template": Text(
        fr="Le classeur entier à remplir (.xlsx)", en="The whole workbook to fill in (.xlsx)"
    ),
    "short_name": Text(
        fr="Un nom court : minuscules sans accent, chiffres, tirets.",
        en="A short name: plain lower-case letters, digits, dashes.",
    ),
    "list_title": Text(fr="Reprendre une liste à vous", en="Take a list of your own"),
    "list_lead": Text(
        fr="Collez des lignes de votre tableur, ou envoyez le fichier : les colonnes sont "
        "reconnues, et montrées avant d'être prises.",
        en="Paste rows of your spreadsheet, or send the file: columns are recognised, and shown "
        "before they are taken.",
    ),
    "list_of": Text(fr="C'est une liste de", en="It is a list of"),
    "list_for": Text(fr="Pour la ville", en="For the town"),
    "list_new": Text(fr="Une nouvelle ville", en="A new town"),
    "list_unnamed": Text(fr="Ville commencée, sans nom", en="A town begun, without a name"),
    "list_paste": Text(fr="Lignes collées", en="Rows pasted"),
    "list_file": Text(fr="ou fichier (.xlsx, .csv)", en="or file (.xlsx, .csv)"),
    "list_look": Text(fr="Regarder", en="Look"),
    "list_empty": Text(
        fr="Il n'y a pas de liste. Attendu : des lignes collées, ou un fichier. Donnez l'un des "
        "deux.",
        en="There is no list. Expected: rows pasted, or a file. Give one of them.",
    ),
    "list_check": Text(fr="Ce qui est compris de votre liste", en="What is understood of it"),
    "list_understood": Text(
        fr="Lignes comprises : {count} sur {total}. Vérifiez le sens de chaque colonne, puis "
        "prenez ces lignes.",
        en="Rows understood: {count} of {total}. Check what each column means, then take these "
        "rows.",
    ),
    "list_columns": Text(fr="Chaque colonne est prise pour", en="Each column is taken for"),
    "list_nothing": Text(fr="Rien : ne pas la prendre", en="Nothing: leave it out"),
    "list_again": Text(fr="Regarder de nouveau", en="Look again"),
    "list_untaken": UNTAKEN,
    "list_rows": Text(fr="Premières lignes", en="First rows"),
    "list_take": Text(fr="Prendre ces lignes", en="Take these rows"),
    "mend_title": Text(fr="Corriger votre fichier", en="Mend your file"),
    "mend_lead": Text(
        fr="{name} est gardé. À corriger : {count}. Changez ici, puis vérifiez de nouveau.",
        en="{name} is kept. To be mended: {count}. Change it here, then check again.",
    ),
    "mend_cells": Text(fr="Cellules à corriger", en="Cells to be mended"),
    "mend_left": Text(
        fr="Et {count} autres, qui viendront ensuite.", en="And {count} more, which come next."
    ),
    "mend_again": Text(fr="Vérifier de nouveau", en="Check again"),
    "mend_lost": Text(
        fr="Le fichier gardé n'est plus entier. Attendu : celui qui a été envoyé. Envoyez-le de "
        "nouveau.",
        en="The file that was kept is no longer whole. Expected: the one that was sent. Send it "
        "again.",
    ),
    "line": Text(fr="ligne {n}", en="line {n}"),
    "short_template": Text(
        fr="Le classeur court à remplir : 5 feuilles (.xlsx)",
        en="The short workbook to fill in: 5 sheets (.xlsx)",
    ),
    "file": Text(fr="Fichier du scénario", en="File of the scenario"),
    "beside": Text(
        fr="Fichiers qu'il nomme (table de trajets, routes), s'il y en a",
        en="Files that it names (travel table, roads), if any",
    ),
    "send": Text(fr="Déposer", en="Upload"),
    "no_file": Text(
        fr="Aucun fichier n'est choisi. Attendu : un classeur .xlsx ou un fichier .yaml. "
        "Choisissez-le d'abord.",
        en="No file is chosen. Expected: a .xlsx workbook or a .yaml file. Choose it first.",
    ),
    "no_week_file": Text(
        fr="Aucun fichier n'est choisi. Attendu : le classeur de la semaine (.xlsx), ou une liste "
        "(.csv). Choisissez-le d'abord.",
        en="No file is chosen. Expected: the week's workbook (.xlsx), or a list (.csv). Choose it "
        "first.",
    ),
    "no_run": Text(fr="Aucun calcul pour l'instant.", en="No run yet."),
    # a scenario
    "data": Text(fr="Données", en="Data"),
    "data_lead": Text(
        fr="Chaque enregistrement fait une nouvelle version ; les anciennes restent.",
        en="Each save makes a new version; earlier ones stay.",
    ),
    "own_values": Text(fr="La semaine et ses règles", en="The week and its rules"),
    "own_lead": Text(fr="date, jours, objectifs, tri, froid", en="date, days, aims, sorting, cold"),
    "rows": Text(fr="{count} lignes", en="{count} rows"),
    "row": Text(fr="1 ligne", en="1 row"),
    "empty_tables": Text(fr="Ce qui est encore vide : {count}", en="What is empty so far: {count}"),
    "rows_file": Text(
        fr="{title} : dans le fichier {name}. Changez-le, puis déposez une nouvelle version avec "
        "lui.",
        en="{title}: in the file {name}. Change it, then send a new version with it.",
    ),
    "ask_more": Text(fr="Comparer, répartir, partager", en="Compare, split, share"),
    "more_settings": Text(fr="Autres réglages", en="More settings"),
    "start": Text(fr="Lancer le calcul", en="Start"),
    "runs_of": Text(fr="Calculs de ce scénario", en="Runs of this scenario"),
    "new_version": Text(fr="Déposer une nouvelle version", en="Upload a new version"),
    "older": Text(
        fr="Vous lisez la version {number}. La dernière est la version {last}.",
        en="You are reading version {number}. The last is version {last}.",
    ),
    "as_yaml": Text(fr="YAML", en="YAML"),
    "as_xlsx": Text(fr="Classeur", en="Workbook"),
    # tables
    "edit": Text(fr="Tout modifier", en="Edit all"),
    "add": Text(fr="Ajouter {what}", en="Add {what}"),
    "save": Text(fr="Enregistrer une nouvelle version", en="Save as a new version"),
    "cancel_edit": Text(fr="Revenir sans enregistrer", en="Back without saving"),
    "take_out": Text(fr="Retirer", en="Remove"),
    "remove_thing": Text(
        fr="Retirer du scénario à l'enregistrement", en="Remove from the scenario when saving"
    ),
    "one_more": Text(fr="Ajouter", en="Add one"),
    "new_row": Text(fr="Nouvelle ligne", en="New row"),
    "no_rows": Text(fr="Aucune ligne.", en="No rows."),
    "base_only": Text(
        fr="Ces valeurs sont la base du scénario ; les variantes s'y ajoutent.",
        en="These values are the base of the scenario; variants are applied on them.",
    ),
    "newer": Text(
        fr="Le scénario a changé entre-temps : la version {last} a été enregistrée après celle que "
        "vous modifiez ({number}). Ce que vous avez tapé est encore ci-dessous : ouvrez la version "
        "{last} dans un autre onglet, reportez-y vos changements, puis fermez celui-ci.",
        en="The scenario changed meanwhile: version {last} was saved after the one that you are "
        "editing ({number}). What you typed is still below: open version {last} in another tab, "
        "make your changes there, then close this one.",
    ),
    "open_newer": Text(
        fr="Ouvrir la dernière version (nouvel onglet)", en="Open the last version (new tab)"
    ),
    "page_of": Text(fr="Page {page} sur {pages}", en="Page {page} of {pages}"),
    "previous": Text(fr="Précédente", en="Previous"),
    "next": Text(fr="Suivante", en="Next"),
    "pages": Text(fr="Pages du tableau", en="Pages of the table"),
    # runs
    "queued": Text(fr="en attente", en="waiting"),
    "running": Text(fr="en cours", en="running"),
    "ended_done": CODES["done"],
    "ended_cancelled": Text(fr="arrêté", en="stopped"),
    "ended_failed": Text(fr="sans résultat", en="failed"),
    "ended_interrupted": Text(fr="interrompu", en="interrupted"),
    "what": Text(fr="Calcul", en="Run"),
    "progress": Text(fr="Avancement", en="Progress"),
    "waiting": Text(fr="En attente : un calcul à la fois.", en="Waiting: one run at a time."),
    "starting": Text(fr="Le calcul commence…", en="The run begins…"),
    "reloads": Text(
        fr="Sans JavaScript, cette page se recharge toutes les trois secondes.",
        en="Without JavaScript, this page reloads every three seconds.",
    ),
    "stop": Text(fr="Arrêter et garder le meilleur plan", en="Stop and keep the best plan"),
    "no_study": Text(fr="Ce calcul n'a pas de résultat.", en="This run has no result."),
    "stopped_early": Text(
        fr="Le calcul a été arrêté : voici le meilleur plan trouvé jusque-là.",
        en="The run was stopped: this is the best plan found so far.",
    ),
    "parts": Text(fr="Parties du résultat", en="Parts of the result"),
    "files_lead": Text(
        fr="Tous ces fichiers s'ouvrent hors ligne.", en="All these files open offline."
    ),
    "all_files": Text(fr="Tout télécharger (.zip)", en="Download all (.zip)"),
    "file_name": Text(fr="Fichier", en="File"),
    "run_number": Text(fr="{what} n° {number}", en="{what} no. {number}"),
    "purpose": Text(fr="Pour quoi faire", en="What for"),
    "size": Text(fr="Taille", en="Size"),
    "then": Text(fr="Et ensuite", en="And then"),
    "is_published": Text(
        fr="Cette semaine est publiée au registre.", en="This week is published in the ledger."
    ),
    "search_as_long_as_may_be": Text(
        fr="Cette recherche est déjà aussi longue que possible.",
        en="This search is as long as it may be already.",
    ),
    "week_taken": Text(
        fr="La semaine du {week} est déjà publiée pour « {town} », d'après un autre calcul. "
        "Ce qui change s'ajoute par une ligne dans le registre, sans rien effacer.",
        en="The week of {week} is already published for “{town}”, from another run. "
        "What changes is added by a line in the ledger; nothing is erased.",
    ),
    "see_ledger": Text(fr="Voir le registre", en="See the ledger"),
    "steps_told": Text(fr="Étapes", en="Steps"),
    # the ledger
    "ledger_title": LEDGER,
    "ledger_lead": Text(
        fr="Ce que chaque association devait recevoir, ce qui lui a été promis, ce qu'elle garde.",
        en="What each association needed, was promised, and keeps.",
    ),
    "ledger_none": Text(
        fr="Aucune semaine publiée pour l'instant.", en="No week is published yet."
    ),
    "town": Text(fr="Ville", en="Town"),
    "feeds": Text(fr="Agendas à suivre", en="Calendars to subscribe to"),
    "feeds_lead": Text(
        fr="Donnez l'adresse du lien à votre agenda (« s'abonner par URL ») : il se met à jour "
        "seul, les semaines publiées et replanifiées comprises.",
        en="Give the link's address to your calendar (subscribe by URL): it stays up to date by "
        "itself, with weeks published and planned again.",
    ),
    "weeks_published": Text(fr="Semaines publiées", en="Weeks published"),
    "correct": Text(fr="Ajouter une correction", en="Add a correction"),
    "correct_lead": Text(
        fr="Rien de ce qui est écrit ne change : une ligne visible s'ajoute.",
        en="Nothing that is written changes: a visible line is added.",
    ),
    "entry_units_note": Text(
        fr="Ce qui se compte peut s'écrire en unités : 12 u.",
        en="What is counted may be written in units: 12 u.",
    ),
    "bad_units": Text(
        fr="Trouvé « {value} ». Attendu : des unités (« 12 u ») ou des kg, autre chose que 0, "
        "positif pour ce qui est refusé ou retourné. Corrigez-le.",
        en='Found "{value}". Expected: units ("12 u") or kg, other than 0, above it for what is '
        "refused or returned. Correct it.",
    ),
    "entry_kg_note": Text(
        fr="Pour « reçu » : l'écart, avec un − s'il y en a eu moins.",
        en='For "received": the difference, with a − if there was less.',
    ),
    "fill_in": Text(fr="À remplir. Attendu : {expected}.", en="To fill in. Expected: {expected}."),
    "tick_one": Text(
        fr="Rien n'est coché. Attendu : une case au moins.",
        en="Nothing is ticked. Expected: one box at least.",
    ),
    "bad_kg": Text(
        fr="Trouvé « {value} ». Attendu : un nombre de kg autre que 0, positif pour ce qui est "
        "refusé ou retourné. Corrigez-le.",
        en='Found "{value}". Expected: a number of kg other than 0, above it for what is refused '
        "or returned. Correct it.",
    ),
    "no_reason": Text(
        fr="Vide. Attendu : pourquoi cette correction, en quelques mots.",
        en="Empty. Expected: why this correction, in a few words.",
    ),
    "entries": Text(fr="Corrections écrites", en="Corrections written"),
    "add_line": Text(fr="Ajouter la ligne", en="Add the line"),
    # where sites are
    "sites_map": Text(fr="Où sont les sites", en="Where the sites are"),
    "show_map": Text(fr="Voir la carte et les positions", en="Show the map and the positions"),
    "look_up": Text(fr="Chercher cette adresse", en="Look this address up"),
    "candidates": Text(fr="Lieux qui répondent à cette adresse", en="Places that answer to it"),
    "no_candidate": Text(fr="Aucun de ceux-ci", en="None of these"),
    "likeness": Text(fr="ressemble à {percent} %", en="{percent} % alike"),
    "no_match": Text(
        fr="Rien ne ressemble à cette adresse dans les fichiers importés. Vérifiez-la, ou placez "
        "le repère.",
        en="Nothing is like this address in the imported files. Check it, or place the pin.",
    ),
    "pin": Text(fr="Repère du site", en="Pin of the site"),
    "pin_map": Text(fr="Les environs du site", en="The surroundings of the site"),
    "pin_lead": Text(
        fr="Déplacez le repère à la souris ou par les flèches (Maj : plus loin), ou écrivez la "
        "latitude et la longitude.",
        en="Move the pin by mouse or by arrow keys (Shift: further), or write the latitude and "
        "the longitude.",
    ),
    "pin_start": Text(
        fr="Tant qu'il n'est pas déplacé, la position vient de l'adresse ou de la commune.",
        en="Until it is moved, the position comes from the address or the commune.",
    ),
    # what goes wrong
    "not_found": Text(fr="Page introuvable", en="Page not found"),
    "refused": Text(fr="Demande refusée", en="Request refused"),
    "no_calendar": Text(
        fr="Aucune semaine planifiée puis publiée sur cette page n'a d'agenda à ce nom. Publiez-en "
        "une, ou vérifiez l'adresse.",
        en="No week planned and then published on this page has a calendar of that name. Publish "
        "one, or check the address.",
    ),
    "not_found_lead": Text(
        fr="Rien n'existe à cette adresse. Revenez aux scénarios.",
        en="There is nothing at this address. Go back to the scenarios.",
    ),
    "unforeseen": Text(
        fr="Erreur imprévue ; le journal du serveur la décrit. Rien n'a été fait. Revenez en "
        "arrière et réessayez ; si elle revient, signalez-la.",
        en="Unforeseen error; the server's log describes it. Nothing was done. Go back and try "
        "again; if it comes back, report it.",
    ),
    "go_home": Text(fr="Revenir aux scénarios", en="Back to the scenarios"),
}
"""Labels by key."""


say = Vocabulary(WEB_WORDS, journal_word)
