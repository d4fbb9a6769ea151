"""What re-planning says: its page and its refusals, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.words.labels import word
from service.words.vocabulary import Vocabulary

ADDED = Text(fr="ajoutée", en="added")
ANOTHER_ROUND = Text(fr="autre tournée", en="another round")
WORDS: Mapping[str, Text] = {
    "title": Text(fr="Changements du {day}", en="Changes on {day}"),
    "at": Text(fr="appel de {at}", en="call at {at}"),
    "whole_day": Text(fr="toute la journée", en="the whole day"),
    "nothing": Text(
        fr="Rien ne change : le plan publié tient.", en="Nothing moves: the published plan holds."
    ),
    "same_rounds": Text(fr="Les tournées ne changent pas.", en="The rounds do not change."),
    "answer_same": Text(fr="Les tournées ne changent pas", en="The rounds do not change"),
    "counted": Text(
        fr="Changements comptés : {count}. Une ramasse laissée qui pouvait se faire compte {left}, une ramasse faite par une autre tournée ou ajoutée 1, une porte livrée en plus, en moins ou par une autre tournée du jour 1, une tournée ajoutée, annulée ou dont les passages, les heures (de plus de {minutes} min) ou l'équipage changent 1.",
        en="Changes counted: {count}. A pick-up left that could be made counts {left}, one made by another round or added 1, a door more, less or by another round of the day 1, a round added, cancelled or whose stops, times (by more than {minutes} min) or people change 1.",
    ),
    "food": Text(
        fr="Nourriture de la semaine : {before} prévus, {after} maintenant.",
        en="Food of the week: {before} planned, {after} now.",
    ),
    "standing": Text(
        fr="Inchangées d'office (finies, verrouillées ou d'un autre jour) : {count} tournées.",
        en="Standing (over, locked, or of another day): {count} rounds.",
    ),
    "only_locks": Text(
        fr="Rien n'est arrivé : ce qui n'est ni fait ni verrouillé est planifié de nouveau jusqu'à la fin de la semaine, pour faire mieux, avec aussi peu de changements que possible.",
        en="Nothing happened: what is neither done nor locked is planned again until the end of the week, to do better, with as few changes as that needs.",
    ),
    "under_way": Text(
        fr="Déjà parties ; ce qui est fait le reste : {rounds}.",
        en="Already left; what is done stays: {rounds}.",
    ),
    "courses": Text(fr="Passages des tournées", en="Stops of the rounds"),
    "after": Text(fr="Maintenant", en="Now"),
    "stops": Text(fr="Ramasses", en="Pick-ups"),
    "stop": Text(fr="Ramasse", en="Pick-up"),
    "doors": Text(fr="Portes livrées", en="Doors delivered"),
    "calls": Text(fr="Qui appeler", en="Whom to call"),
    "nobody": Text(fr="Personne à appeler.", en="Nobody to call."),
    "contact": Text(fr="Contact", en="Contact"),
    "what": Text(fr="Quoi lui dire", en="What to say"),
    "shares": Text(
        fr="Ce que reçoit chacun, sur la semaine", en="What each receives, over the week"
    ),
    "unserved": Text(fr="Ce qui reste au magasin ce jour-là", en="What stays behind that day"),
    "answer_changed": Text(fr="Ce qui change : {what}", en="What changes: {what}"),
    "answer_more": Text(fr="{kg} de plus sur la semaine", en="{kg} more over the week"),
    "answer_less": Text(fr="{kg} de moins sur la semaine", en="{kg} less over the week"),
    "answer_call": Text(fr="à appeler : {who}", en="to call: {who}"),
    "answer_none": Text(fr="personne à appeler", en="nobody to call"),
    # codes
    "change_added": ADDED,
    "change_cancelled": Text(fr="annulée", en="cancelled"),
    "change_stops": word["stops"],
    "change_times": Text(fr="horaires", en="times"),
    "change_people": Text(fr="équipage", en="crew"),
    "stop_moved": ANOTHER_ROUND,
    "stop_left": Text(fr="laissée", en="left"),
    "stop_added": ADDED,
    "stop_given_up": Text(fr="rien à ramasser", en="nothing to collect"),
    "door_moved": ANOTHER_ROUND,
    "door_added": Text(fr="livrée en plus", en="delivered too"),
    "door_gone": Text(fr="plus livrée", en="no more delivered"),
    # events
    "event_absent": Text(fr="{who} ne vient pas{until}.", en="{who} does not come{until}."),
    "event_down": Text(fr="{what} ne roule pas{until}.", en="{what} cannot drive{until}."),
    "event_empty": Text(
        fr="{where} ne donne rien ce jour-là.", en="{where} gives nothing that day."
    ),
    "event_gives": Text(fr="{where} donne {kg} ce jour-là.", en="{where} gives {kg} that day."),
    "event_surprise": Text(
        fr="{kg} de {family} attendent à {where}.", en="{kg} of {family} wait at {where}."
    ),
    "event_closed": Text(fr="{who} est fermé{until}.", en="{who} is closed{until}."),
    "until": Text(fr=" jusqu'au {day}", en=" until {day}"),
    "locked_round": Text(fr="Tournée verrouillée : {round}.", en="Locked round: {round}."),
    "locked_stop": Text(
        fr="Passage verrouillé : {stop}, dans la tournée {round}.",
        en="Locked stop: {stop}, in round {round}.",
    ),
    # faults
    "unknown": Text(
        fr="{field} {value} : inconnu dans cette étude. Attendu : {known}. {meant}",
        en="{field} {value}: unknown in this study. Expected: {known}. {meant}",
    ),
    "pick_one": Text(fr="Choisissez dans cette liste.", en="Choose from this list."),
    "form": Text(
        fr="{field} {value} : mal écrit. Attendu : {form}. Corrigez cette valeur.",
        en="{field} {value}: badly written. Expected: {form}. Mend that value.",
    ),
    "no_day": Text(
        fr="Jour non donné, et aujourd'hui n'est pas dans la semaine du {week}. Attendu : {day} parmi {known}.",
        en="No day given, and today is not in the week of {week}. Expected: {day}, one of {known}.",
    ),
    "no_event": Text(
        fr="Rien n'est arrivé et rien n'est verrouillé. Attendu : au moins un événement ({absent}, {down}, {empty}, {gives}, {surprise}, {closed}), ou {lock} pour chercher mieux autour de ce qui ne doit pas bouger.",
        en="Nothing happened and nothing is locked. Expected: at least one event ({absent}, {down}, {empty}, {gives}, {surprise}, {closed}), or {lock} to look for better around what must not move.",
    ),
    "no_event_page": Text(
        fr="Rien n'est arrivé et rien n'est verrouillé. Attendu : l'un ou l'autre. Cochez ou remplissez ce qui est arrivé, ou ce qui ne doit pas bouger.",
        en="Nothing happened and nothing is locked. Expected: one or the other. Tick or fill in what happened, or what must not move.",
    ),
    "until_before": Text(
        fr="{field} {value} : finit le {until}, avant le {day}. Attendu : un jour à partir du {day}.",
        en="{field} {value}: ends on {until}, before {day}. Expected: {day} or a later day.",
    ),
    "no_visit": Text(
        fr="{field} {value} : ce magasin ne donne rien le {day}. Attendu : un magasin parmi {known}. Pour de la nourriture imprévue : {surprise}.",
        en="{field} {value}: this store gives nothing on {day}. Expected: one of {known}. For food that nobody expected: {surprise}.",
    ),
    "too_late": Text(
        fr="{field} {value} : à prendre avant {until}, mais pas avant {opens}. Attendu : une heure limite après {opens}. Corrigez l'heure.",
        en="{field} {value}: to be fetched by {until}, but not before {opens}. Expected: a limit after {opens}. Mend the time.",
    ),
    "aboard": Text(
        fr="{field} {value} : à bord de la tournée {round}, partie à {left}. Attendu : une personne qui n'est pas en route. Donnez l'heure d'avant le départ ({now}), ou dites le véhicule en panne ({down}).",
        en="{field} {value}: aboard round {round}, which left at {left}. Expected: someone who is not on the road. Give the time before it left ({now}), or say that the vehicle is down ({down}).",
    ),
    "not_in_round": Text(
        fr="{field} {value} : cette ramasse n'est pas dans la tournée {round}. Attendu : {known}. Corrigez le passage.",
        en="{field} {value}: this pick-up is not in round {round}. Expected: {known}. Mend the stop.",
    ),
    "lock_conflict": Text(
        fr="{field} {value} : impossible à tenir, car {why} Attendu : des verrous que les événements permettent. Retirez ce verrou.",
        en="{field} {value}: cannot be held, because {why} Expected: locks that the events allow. Remove this lock.",
    ),
    "why_vehicle": Text(fr="{what} ne roule pas.", en="{what} cannot drive."),
    "why_person": Text(fr="{who} ne vient pas.", en="{who} does not come."),
    "why_store": Text(fr="{where} ne donne rien.", en="{where} gives nothing."),
    "why_closed": Text(fr="{who} est fermé.", en="{who} is closed."),
    "twice": Text(
        fr="{field} {value} : donné deux fois. Attendu : une fois. Retirez-en un.",
        en="{field} {value}: given twice. Expected: once. Remove one.",
    ),
    # the same on a page, by the names that people gave
    "no_visit_page": Text(
        fr="{name} : ce magasin ne donne rien le {day}. Attendu : un magasin parmi {named}. Pour de la nourriture imprévue : « Palette surprise ».",
        en="{name}: this store gives nothing on {day}. Expected: one of {named}. For food that nobody expected: “Surprise pallet”.",
    ),
    "too_late_page": Text(
        fr="Palette surprise ({name}) : à prendre avant {until}, mais pas avant {opens}. Attendu : une heure limite après {opens}. Corrigez l'heure.",
        en="Surprise pallet ({name}): to be fetched by {until}, but not before {opens}. Expected: a limit after {opens}. Mend the time.",
    ),
    "aboard_page": Text(
        fr="{name} : déjà en route à cette heure, dans la tournée « {vehicle} » partie à {left}. Attendu : une personne qui n'est pas en route. Donnez une heure de l'appel d'avant le départ, ou dites le véhicule en panne.",
        en="{name}: on the road at that time, in round “{vehicle}”, which left at {left}. Expected: someone who is not on the road. Give a time of the call before it left, or say that the vehicle is down.",
    ),
    "lock_conflict_page": Text(
        fr="« Garder » {name}, {day} : impossible à tenir, car {why} Retirez cette coche, ou l'événement.",
        en="“Keep” {name}, {day}: cannot be held, because {why} Untick it, or remove the event.",
    ),
    "twice_page": Text(
        fr="{name} : donné deux fois. Attendu : une fois. Retirez-en un.",
        en="{name}: given twice. Expected: once. Remove one.",
    ),
    "negative_share": Text(
        fr="{field} {value} : attendu, un nombre entre 0 et 1, par exemple 0.2. Corrigez cette valeur.",
        en="{field} {value}: expected, a number between 0 and 1, e.g. 0.2. Mend that value.",
    ),
}

say = Vocabulary(WORDS, word)
