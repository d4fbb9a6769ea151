"""What the funders' page and papers say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.words.labels import word
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Qui finance qui", en="Who funds whom"),
    "answer": Text(
        fr="En {year}, {funders} financeurs donnent {eur} à {structures} structures : {low} a le "
        "moins, {least} par personne pauvre, {high} le plus, {most}",
        en="In {year}, {funders} funders give {eur} to {structures} structures: {low} has least, "
        "{least} for a poor person, {high} most, {most}",
    ),
    "answer_bare": Text(
        fr="En {year}, {funders} financeurs donnent {eur} à {structures} structures",
        en="In {year}, {funders} funders give {eur} to {structures} structures",
    ),
    "answer_more": Text(
        fr="bien placés, les {eur} qui restent à attribuer porteraient le plus bas à {lowest}",
        en="well placed, the {eur} still to give would raise the lowest to {lowest}",
    ),
    # territories
    "territories": Text(fr="Par territoire", en="By territory"),
    "territories_how": Text(
        fr="L'argent d'une fédération n'est compté dans aucun territoire, sauf ce qu'elle reverse. "
        "Une aide de plusieurs années est comptée au prorata des jours.",
        en="A federation's money is counted in no territory, but for what it passes on. A grant of "
        "several years is counted in proportion to its days.",
    ),
    "territory": Text(fr="Territoire", en="Territory"),
    "poor": Text(fr="personnes pauvres", en="poor people"),
    "per_poor": Text(fr="€ par personne pauvre", en="€ for a poor person"),
    "then": Text(fr="avec l'argent qui reste", en="with the money left"),
    "like": Text(fr="comme … financeurs égaux", en="like … equal funders"),
    "like_note": Text(
        fr="1 : tout vient d'un seul. C'est l'inverse de l'indice de concentration (Herfindahl).",
        en="1: all comes from one. It is one over the index of concentration (Herfindahl).",
    ),
    "need_source": Text(fr="Nombres de personnes pauvres", en="Numbers of poor people"),
    "nowhere": Text(fr="Fédérations, ou sans territoire", en="Federations, or no territory"),
    "map": Text(fr="Carte des territoires", en="Map of the territories"),
    "summary": Text(
        fr="qui finance qui : financeurs {funders}, structures {structures}, subventions {awards}",
        en="who funds whom: funders {funders}, structures {structures}, grants {awards}",
    ),
    "map_least": Text(fr="le moins", en="the least"),
    "map_now": Text(fr="ce qu'a chaque personne pauvre", en="what each poor person has"),
    # money left
    "left": Text(fr="Où irait l'argent qui reste", en="Where the money left would go"),
    "left_how": Text(
        fr="Une proposition, à discuter : d'abord le territoire qui a le moins par personne pauvre, "
        "puis le suivant, dans les conditions de chaque enveloppe et sans dépasser ce qui manque ; "
        "à égalité, la structure qui a la plus petite part de ce qu'il lui faut.",
        en="A proposal, to be discussed: first the territory that has least for a poor person, then "
        "the next, within the conditions of each envelope and what lacks; then the structure that "
        "has the smallest part of what it needs.",
    ),
    "envelope": Text(fr="Enveloppe", en="Envelope"),
    "for_whom": Text(fr="Pour qui", en="For whom"),
    "for_what": Text(fr="Pour quoi", en="For what"),
    "nothing_left": Text(
        fr="Aucune enveloppe ne peut financer ce qui manque.",
        en="No envelope may fund what lacks.",
    ),
    "unspent": Text(
        fr="{eur} restent dans les enveloppes : leurs conditions, ou ce qui manque, ne permettent "
        "pas plus.",
        en="{eur} stay in the envelopes: their conditions, or what lacks, allow no more.",
    ),
    "one_more": Text(fr="Où irait un euro de plus", en="Where one more euro would go"),
    "one_more_how": Text(
        fr="Essayé : {eur} de plus dans chaque enveloppe, puis chaque enveloppe sans ses "
        "conditions, tout étant placé de nouveau.",
        en="Tried: {eur} more in each envelope, then each envelope without its conditions, all "
        "being placed again.",
    ),
    "more_goes": Text(fr="{eur} de plus iraient à", en="{eur} more would go to"),
    "lifted": Text(fr="Sans ses conditions", en="Without its conditions"),
    "lowest": Text(fr="le plus bas serait à", en="the lowest would be at"),
    "no_use_found": Text(
        fr="rien ne manque où elle peut aller", en="nothing lacks where it may go"
    ),
    "no_change": Text(fr="rien ne change", en="nothing changes"),
    "no_conditions": Text(fr="elle n'en a pas", en="it has none"),
    # structures
    "structures": Text(fr="Par structure", en="By structure"),
    "structure": Text(fr="Structure", en="Structure"),
    "before_year": Text(fr="en {year}", en="in {year}"),
    "funders_count": Text(fr="financeurs", en="funders"),
    "depends": Text(fr="Dépend le plus de", en="Depends most on"),
    "lacks": Text(fr="manque encore", en="still lacks"),
    "passed": Text(fr="{eur} reversés, comptés en dessous", en="{eur} passed on, counted below"),
    "last_funded": Text(
        fr="personne (dernière aide en {year})", en="nobody (last grant in {year})"
    ),
    "never_funded": Text(fr="personne, aucune aide connue", en="nobody, no grant known"),
    "not_listed": Text(fr="{name} (hors liste)", en="{name} (not listed)"),
    # who funds whom
    "matrix": Text(fr="Le tableau du comité", en="The committee's table"),
    "matrix_how": Text(
        fr="Euros de {year}. Ce qu'une fédération reverse est compté chez qui le reçoit, et retiré "
        "chez elle.",
        en="Euros of {year}. What a federation passes on is counted where it arrives, and taken off "
        "the federation.",
    ),
    "lines": Text(fr="Toutes les lignes", en="All lines"),
    "lines_sheet": Text(fr="Lignes de subventions", en="Lines of grants"),
    "funder": Text(fr="Financeur", en="Funder"),
    "reference": Text(fr="Référence", en="Reference"),
    "year": Text(fr="Année", en="Year"),
    "in_kind": Text(fr="en nature ?", en="in kind?"),
    "uses": Text(fr="Par usage", en="By use"),
    "share_of_all": Text(fr="part du total", en="share of the whole"),
    # leaving
    "leaving": Text(fr="Si un financeur s'en va", en="If a funder leaves"),
    "leaving_how": Text(
        fr="Essayé un par un : ses aides de {year} et son enveloppe disparaissent, l'argent qui "
        "reste aux autres est placé de nouveau. Le plus bas est aujourd'hui à {now}, et serait à "
        "{before} si chacun restait.",
        en="Tried one by one: its grants of {year} and its envelope go, the money left to the "
        "others is placed again. The lowest is at {now} today, and would be at {before} if all "
        "stayed.",
    ),
    "gone": Text(fr="ne viendraient plus", en="would no longer come"),
    "loses_most": Text(fr="Qui perd le plus", en="Who loses most"),
    "loses_one": Text(fr="{name} ({eur}, {share})", en="{name} ({eur}, {share})"),
    "alone_then": Text(fr="Sans plus personne", en="Left with nobody"),
    "lowest_then": Text(fr="le plus bas", en="the lowest"),
    "losses": Text(fr="Ce que perd chacun", en="What each loses"),
    "loses": Text(fr="perd", en="loses"),
    "of_its_money": Text(fr="de son argent", en="of its money"),
    "through": Text(fr="dont par sa fédération", en="of which through its federation"),
    "then_least": Text(
        fr="Territoires, une fois l'argent replacé", en="Territories, once money is placed again"
    ),
    "warehouse_pays": Text(
        fr="Entrepôt partagé, sans {funder} : {eur} de plus par an pour {who} (essai de "
        "résistance).",
        en="Shared warehouse, without {funder}: {eur} more a year for {who} (stress test).",
    ),
    # calls
    "calls": Text(fr="Calendrier des appels", en="Calendar of calls"),
    "calls_how": Text(
        fr="{files}, {hours} en tout. Une fois le dossier commun rempli, on y "
        "recopie ce que chacun demande.",
        en="{files}, {hours} in all. Once the common file is filled in, what each "
        "asks for is copied from it.",
    ),
    "call": Text(fr="Appel", en="Call"),
    "opens": Text(fr="ouvre", en="opens"),
    "closes": Text(fr="dépôt au plus tard", en="due by"),
    "days_left": Text(fr="jours restants", en="days left"),
    "files": Text(fr="dossiers", en="files"),
    "hours_all": Text(fr="heures en tout", en="hours in all"),
    "may_answer": Text(fr="Qui peut répondre", en="Who may answer"),
    "asks_for": Text(fr="Le dossier demande", en="The file asks for"),
    # the common file
    "common": Text(fr="Le dossier commun", en="The common file"),
    "common_how": Text(
        fr="Rempli une fois par structure ; chaque financeur y prend ce qu'il demande. Un tiret : à "
        "remplir.",
        en="Filled in once for each structure; each funder takes what it asks for. A dash: to be "
        "filled in.",
    ),
    "wanted_by": Text(fr="Demandé par", en="Asked for by"),
    "still_missing": Text(fr="reste à remplir", en="still to fill in"),
    "missing_here": Text(fr="À remplir : {fields}.", en="To be filled in: {fields}."),
    "grants_3_years": Text(fr="Subventions des trois ans", en="Grants of the three years"),
    "asked_eur": Text(fr="Ce qui est demandé", en="What is asked"),
    "people_counted": Text(fr="Personnes par classe", en="Count by class"),
    "asked_by_calls": Text(fr="Ce que prend chaque dossier", en="What each file takes"),
    # the annual return
    "counts": Text(fr="Bilan annuel : personnes aidées", en="Annual return: people helped"),
    "counts_how": Text(
        fr="Un nombre sous 11 n'est pas écrit, ni d'autres dont on le déduirait.",
        en="A count under 11 is not written, nor are others that it would follow from.",
    ),
    "all_together": Text(fr="Toutes les structures", en="All structures"),
    "kept_back": Text(fr="non écrit", en="not written"),
    # proofs
    "proofs": Text(fr="Pourquoi pas mieux", en="Why no better"),
    "proofs_how": Text(
        fr="Chaque niveau est le plus haut possible sans en baisser un plus bas : c'est prouvé, et "
        "recompté à part.",
        en="Each level is the highest possible without lowering a lower one: this is proved, and "
        "counted again apart.",
    ),
    "level_of": Text(fr="Niveau de", en="Level of"),
    "holds_back": Text(fr="Ce qui retient", en="What holds it back"),
    "all_needs": Text(fr="ce qui manque ({what})", en="what lacks ({what})"),
    "envelope_worth": Text(fr="l'argent ({what})", en="money ({what})"),
    "cap_worth": Text(fr="le plafond par structure ({what})", en="the cap by structure ({what})"),
    "held_nothing": Text(fr="rien n'y arrive de plus", en="nothing more reaches it"),
    # papers
    "dossier_open": Text(fr="Ouvrir le dossier commun", en="Open the common file"),
    "dossier_lead": Text(
        fr="Une page par structure : ce que tous les financeurs demandent.",
        en="A page for each structure: what all funders ask for.",
    ),
    "agenda_open": Text(fr="Ajouter les dates à l'agenda", en="Add the dates to the agenda"),
    "agenda_lead": Text(
        fr="Ouverture et date limite de chaque appel.", en="Opening and deadline of each call."
    ),
    "edition_structure": Text(fr="Vos financements", en="Your funding"),
    "edition_funder": Text(fr="Vos subventions", en="Your grants"),
    "edition_how": Text(
        fr="Vos lignes, et les totaux de tous. Des totaux sont réunis quand ils laisseraient "
        "deviner ce que reçoit un autre.",
        en="Your lines, and the totals of all. Totals are put together where they would give away "
        "what another receives.",
    ),
    "your_lines": Text(fr="Vos lignes de {year}", en="Your lines of {year}"),
    "your_total": Text(fr="Vous : {eur}", en="You: {eur}"),
    "no_totals": Text(
        fr="Trop peu de structures reçoivent : un total dirait ce que reçoit une autre.",
        en="Too few structures receive: a total would tell what another receives.",
    ),
    "all_totals": Text(fr="Les totaux", en="The totals"),
    "by_funder": Text(fr="Par financeur", en="By funder"),
    "everyone": Text(fr="Tout le monde", en="Everyone"),
    "your_calls": Text(fr="Les appels auxquels vous pouvez répondre", en="Calls you may answer"),
    "your_money": Text(fr="Où irait votre argent", en="Where your money would go"),
    "no_line": Text(fr="Aucune ligne cette année.", en="No line this year."),
    "deadline_of": Text(fr="Dépôt : {call}", en="Files due: {call}"),
    "hours_each_file": Text(fr="Temps à prévoir", en="Time to set aside"),
    "of_line": Text(fr="Ligne du dossier", en="Line of the file"),
    "opening_of": Text(fr="Ouverture : {call}", en="Opening: {call}"),
    "nothing_asked": Text(
        fr="« {label} » n'a ni subvention ni structure. Attendu : une table dans "
        "grants.awards_table, ou des lignes dans grants.awards. Ajoutez-les.",
        en='"{label}" has neither grants nor structures. Expected: a table in grants.awards_table, '
        "or lines in grants.awards. Add them.",
    ),
}

say = Vocabulary(WORDS, word)
