"""The words of the first steps."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.periods import FROM_TO
from service.web.words import say
from service.words.vocabulary import Vocabulary

STEP_WORDS: Mapping[str, Text] = {
    "begin_title": Text(fr="Premiers pas", en="First steps"),
    "begin_lead": Text(
        fr="Votre ville en une demi-heure : qui distribue, qui donne, quels véhicules et quels "
        "équipages. Chaque étape est enregistrée ; vous pouvez vous arrêter et reprendre.",
        en="Your town in half an hour: who distributes, who gives, which vehicles and crews. Each "
        "step is saved; you may stop and go on later.",
    ),
    "begin": Text(fr="Commencer votre ville", en="Begin your town"),
    "go_on": Text(fr="Reprendre", en="Go on"),
    "drafts": Text(fr="Villes commencées", en="Towns begun"),
    "unnamed": Text(fr="Ville sans nom", en="Town without a name"),
    "changed_at": Text(fr="Dernier enregistrement", en="Last saved"),
    "drop_draft": Text(fr="Abandonner", en="Give up"),
    "drop_sure": Text(
        fr="Tout ce qui a été saisi dans cette ébauche sera effacé, sans retour possible.",
        en="All that was typed in this draft will be erased, and cannot be brought back.",
    ),
    "drop_yes": Text(fr="Oui, effacer l'ébauche", en="Yes, erase the draft"),
    "steps_nav": Text(fr="Étapes à suivre", en="Stages"),
    # the steps
    "town": Text(fr="Votre ville", en="Your town"),
    "town_lead": Text(
        fr="Où vous êtes, et la semaine à planifier.", en="Where you are, and the week to plan."
    ),
    "associations": Text(fr="Les associations", en="The associations"),
    "associations_lead": Text(
        fr="Qui distribue aux personnes aidées, et où les produits sont livrés.",
        en="Who distributes to the people helped, and where food is brought.",
    ),
    "stores": Text(fr="Les magasins", en="The stores"),
    "stores_lead": Text(
        fr="Qui donne, quels jours, et combien de caisses. Une caisse pèse environ {market} kg "
        "dans un supermarché, {bakery} kg dans une boulangerie, {produce} kg de fruits et légumes.",
        en="Who gives, on which days, and how many crates. A crate weighs about {market} kg in a "
        "supermarket, {bakery} kg in a bakery, {produce} kg of fruit and vegetables.",
    ),
    "means": Text(fr="Les véhicules et les équipages", en="The vehicles and crews"),
    "means_lead": Text(
        fr="Avec quoi et avec qui vous ramassez. Sans nom : des nombres suffisent.",
        en="What you collect with, and who goes. No names: numbers will do.",
    ),
    "check": Text(fr="Vérifier et planifier", en="Check and plan"),
    "rounds_and_sorting": Text(fr="Les tournées", en="The rounds"),
    # rows
    "new_associations": Text(fr="Nouvelle association", en="New association"),
    "new_stores": Text(fr="Nouveau magasin", en="New store"),
    "new_vehicles": Text(fr="Nouveau véhicule", en="New vehicle"),
    "unnamed_associations": Text(fr="Association sans nom", en="Association without a name"),
    "unnamed_stores": Text(fr="Magasin sans nom", en="Store without a name"),
    "unnamed_vehicles": Text(fr="Véhicule sans nom", en="Vehicle without a name"),
    "own_list": Text(
        fr="Vous en avez déjà la liste ? Collez-la ou déposez-la",
        en="You have the list already? Paste it or send it",
    ),
    "more_rows": Text(fr="Enregistrer et ajouter des lignes", en="Save and add lines"),
    "save_on": Text(fr="Enregistrer et continuer", en="Save and go on"),
    "change": Text(fr="{what} : changer ?", en="{what}: change?"),
    "usual_association": Text(
        fr="Distribue de {starts} à {ends}, froid pour {cold}",
        en="Distributes from {starts} to {ends}, cold store for {cold}",
    ),
    "usual_store": Text(
        fr="{kg} par passage ({crates}), entre {opens} et {closes}{private}",
        en="{kg} a visit ({crates}), between {opens} and {closes}{private}",
    ),
    "reserved": Text(fr=", réservé à son titulaire", en=", for its holder alone"),
    "usual_vehicle": Text(fr="Charge {kg}, {days}", en="Load {kg}, {days}"),
    "usual_crew": Text(fr="{days}, {rounds} par semaine chacun", en="{days}, {rounds} a week each"),
    "from_to": FROM_TO,
    "by_name": Text(fr="d'après le nom : {kind}", en="after the name: {kind}"),
    "dropped": Text(fr="aucun, on dépose à chaque porte", en="none, food is dropped at each door"),
    "place_found": Text(fr="Position : {where}", en="Position: {where}"),
    "place_near": Text(
        fr="Position : {where}, à peu près (milieu de la voie, ou numéro voisin)",
        en="Position: {where}, about (middle of the street, or a number near it)",
    ),
    "place_centre": Text(
        fr="Position : centre de {where}, en attendant une adresse",
        en="Position: centre of {where}, until there is an address",
    ),
    "place_not_found": Text(
        fr="Position : centre de {where}, en attendant ; l'adresse n'a pas été trouvée",
        en="Position: centre of {where}, for now; the address was not found",
    ),
    "which_place": Text(
        fr="Plusieurs lieux répondent à cette adresse. Lequel est-ce ?",
        en="Several places answer to this address. Which is it?",
    ),
    "by_hand": Text(fr="placé sur la carte", en="placed on the map"),
    "place_it": Text(fr="Placer sur la carte", en="Place on the map"),
    "place_how": Text(
        fr="Déplacez le repère à la souris ou par les flèches (Maj : plus loin), puis enregistrez.",
        en="Move the pin by mouse or by arrow keys (Shift: further), then save.",
    ),
    "at_centre": Text(
        fr="aucun d'eux : le centre de la commune, en attendant",
        en="none of them: the centre of the commune, for now",
    ),
    "addresses": Text(fr="Fichier d'adresses", en="File of addresses"),
    "addresses_lead": Text(
        fr="Sans lui, seules les communes des Bouches-du-Rhône sont connues, et chaque adresse est "
        "placée au centre de sa commune. Le fichier de votre département (adresses-13.csv.gz pour "
        "les Bouches-du-Rhône) est gratuit sur le site de la Base Adresse Nationale, "
        "adresse.data.gouv.fr ; il se dépose tel quel et reste sur cet ordinateur.",
        en="Without it, only the communes of Bouches-du-Rhône are known, and each address is put "
        "at the centre of its commune. The file of your department (adresses-13.csv.gz for "
        "Bouches-du-Rhône) is free on the site of the Base Adresse Nationale, "
        "adresse.data.gouv.fr; send it as it is, it stays on this computer.",
    ),
    "addresses_known": Text(fr="{name} : {count} adresses", en="{name}: {count} addresses"),
    "no_addresses": Text(
        fr="Aucun fichier n'est choisi. Attendu : le fichier d'adresses d'un département, .csv ou "
        ".csv.gz. Choisissez-le d'abord.",
        en="No file is chosen. Expected: the file of addresses of a department, .csv or .csv.gz. "
        "Choose it first.",
    ),
    "unknown_commune": Text(
        fr="La commune « {found} » n'est pas connue. Attendu : une commune des Bouches-du-Rhône, "
        "ou d'un fichier d'adresses déposé. Déposez celui de votre département plus bas.",
        en='The commune "{found}" is not known. Expected: a commune of Bouches-du-Rhône, or of a '
        "file of addresses that was sent. Send that of your department further down.",
    ),
    "no_file_on_page": Text(
        fr="Faute de fichier d'adresses, des sites sont placés au centre de leur commune : "
        "{count}. Déposez celui de votre département sous « Où sont les sites », « Fichier "
        "d'adresses ».",
        en="For want of a file of addresses, sites are put at the centre of their commune: "
        '{count}. Send that of your department under "Where the sites are", "File of addresses".',
    ),
    "at_centres": Text(
        fr="Faute de fichier d'adresses, au centre de la commune ({count}) : {names}. Déposez le "
        "fichier de votre département à la première étape, ou placez ces sites sur la carte.",
        en="For want of a file of addresses, at the centre of the commune ({count}): {names}. Send "
        "the file of your department at the first step, or place these sites on the map.",
    ),
    "no_streets": Text(
        fr="Sans adresse, au centre de la commune ({count}) : {names}. Une rue et un numéro "
        "suffisent.",
        en="Without an address, at the centre of the commune ({count}): {names}. A street and a "
        "number will do.",
    ),
    # faults
    "kept_to_mend": Text(
        fr="C'est enregistré. À corriger avant de planifier :",
        en="It is saved. To be mended before planning:",
    ),
    "empty_list": Text(
        fr="{list} : rien n'est rempli. Attendu : une ligne au moins. Remplissez la première.",
        en="{list}: nothing is filled in. Expected: one line at least. Fill in the first.",
    ),
    "newer_draft": Text(
        fr="Cette étape a été enregistrée ailleurs entre-temps (un autre onglet ?). Ce que vous "
        "avez tapé est encore ci-dessous : enregistrez de nouveau pour le garder.",
        en="This step was saved elsewhere meanwhile (another tab?). What you typed is still below: "
        "save again to keep it.",
    ),
    # the check
    "all_good": Text(
        fr="Tout est là : la semaine peut être planifiée.",
        en="All is there: the week can be planned.",
    ),
    "warned": Text(
        fr="À savoir (la semaine est planifiée quand même) :",
        en="Good to know (the week is planned all the same):",
    ),
    "twice": Text(
        fr="« {name} » est là {count} fois. Un mot de plus dans chaque nom les distinguerait, dans "
        "les listes et sur les feuilles de route.",
        en='"{name}" is there {count} times. A word more in each name would tell them apart, in '
        "lists and on the driver's sheets.",
    ),
    "assumed_so_far": Text(fr="Ce qui est supposé", en="What is assumed"),
    "assumed_lead": Text(
        fr="Ces valeurs ordinaires servent tant que vous ne dites rien d'autre. Elles se changent "
        "ici, aux étapes, ou plus tard dans les tableaux du scénario.",
        en="These usual values hold until you say otherwise. Change them in the steps, or later in "
        "the scenario's tables.",
    ),
    "plan": Text(fr="Planifier cette semaine", en="Plan this week"),
    "plan_lead": Text(
        fr="La recherche dure {seconds} secondes environ ; les feuilles de route s'impriment "
        "ensuite.",
        en="The search takes about {seconds} seconds; then the driver's sheets can be printed.",
    ),
    "moved_on": Text(
        fr="Cette ville a été planifiée, puis modifiée dans ses tableaux : c'est là qu'elle se "
        "change maintenant.",
        en="This town was planned, then changed in its tables: that is where it is changed now.",
    ),
    "open_scenario": Text(fr="Ouvrir le scénario", en="Open the scenario"),
}
"""Labels by key."""

step_say = Vocabulary(STEP_WORDS, say)
