"""The words of the pages of a week's associations, stores, people and vehicles."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.words.labels import word
from service.words.vocabulary import Vocabulary

WHY_WORDS: Mapping[str, Text] = {
    "details": Text(fr="Ce qui est dit au dossier", en="What the file says"),
    # an association
    "gets": Text(
        fr="Reçoit {kg}, {share} de son besoin{alone}.",
        en="Receives {kg}, {share} of its need{alone}.",
    ),
    "gets_no_need": Text(
        fr="Reçoit {kg} ; aucun besoin n'est dit pour elle.",
        en="Receives {kg}; no need is told for it.",
    ),
    "against_alone": Text(fr=" (seule : {kg})", en=" (alone: {kg})"),
    "what_it_gets": Text(fr="Ce qu'elle reçoit", en="What it receives"),
    "gets_nothing": Text(
        fr="Aucune tournée de cette semaine ne lui apporte de nourriture.",
        en="No round of this week brings it food.",
    ),
    "what_binds": Text(
        fr="Ce qui limite, et ce qui changerait cela", en="What binds, and what would change it"
    ),
    "not_tried": Text(
        fr="Rien n'a été essayé pour elle seule dans ce calcul : ce qui la limite n'est donc pas "
        "établi. Le bouton ci-dessus fait un essai.",
        en="Nothing was tried for it alone in this search: what binds it is not established, then. "
        "The button above makes a trial.",
    ),
    "covered": Text(
        fr="Son besoin est couvert : rien ne la limite cette semaine.",
        en="Its need is covered: nothing binds it this week.",
    ),
    "by_family": Text(fr="Besoin et reçu, par famille", en="Needed and received, by family"),
    "refused": Text(
        fr="Familles qu'elle ne prend pas : {what}.", en="Food it does not take: {what}."
    ),
    "store_full": Text(
        fr="Froid : {used} occupés sur {room} le jour le plus chargé.",
        en="Cold store: {used} taken of {room} on the fullest day.",
    ),
    "tried": Text(
        fr="Essayé pour elle, en replanifiant la semaine", en="Tried for it, the week planned again"
    ),
    "tried_what": Text(fr="Ce qui est accordé", en="What is granted"),
    "share_then": Text(fr="Sa part passerait à", en="Its share would be"),
    "food_then": Text(fr="Nourriture en plus pour tous", en="More food for all"),
    "what_it_gives": Text(fr="Ce qu'elle apporte à la semaine", en="What it gives to the week"),
    "its_vehicles": Text(fr="Ses véhicules", en="Its vehicles"),
    "its_people": Text(fr="Ses bénévoles qui sortent", en="Its people who go out"),
    "its_stores": Text(fr="Ses magasins", en="Its stores"),
    "volunteers_give": Text(
        fr="{hours} de bénévoles, tri compris ; {km} avec ses véhicules, {eur}.",
        en="{hours} of its people, sorting included; {km} with its vehicles, {eur}.",
    ),
    "each_share": Text(fr="Part par part", en="Share by share"),
    # a store
    "store_taken": Text(
        fr="{visits} cette semaine : {taken} pris sur {offered} offerts.",
        en="{visits} this week: {taken} taken of {offered} on offer.",
    ),
    "store_left": Text(
        fr="Aucune ramasse cette semaine : {offered} restent au magasin.",
        en="No pick-up this week: {offered} stay at the store.",
    ),
    "its_visits": Text(
        fr="Ses passages, et ce qu'ils valent", en="Its visits, and what they are worth"
    ),
    "on_the_spot": Text(fr="Sur place", en="On the spot"),
    "detour": Text(fr="Détour", en="Detour"),
    "kg_an_hour": Text(fr="kg par heure", en="kg an hour"),
    "worth_how": Text(
        fr="Détour : ce que la tournée gagnerait de route sans ce passage, le reste inchangé. "
        "Kg par heure : pris, sur le détour et le temps sur place.",
        en="Detour: the road that its round would save without this stop, the rest unchanged. "
        "Kg an hour: what is taken, over the detour and the time on the spot.",
    ),
    "left_there": Text(
        fr="Ce qui n'est pas ramassé, et pourquoi", en="What is not collected, and why"
    ),
    "who_gets": Text(
        fr="Qui reçoit la nourriture de ces tournées", en="Who receives the food of these rounds"
    ),
    "who_gets_how": Text(
        fr="Toute la nourriture des tournées qui passent ici : elle est mêlée à bord, ce qui vient "
        "de ce magasin ne s'y sépare pas.",
        en="All food of the rounds that come by: it is mixed aboard, what comes from this store "
        "cannot be told apart.",
    ),
    "agreement": Text(
        fr="Convention : {who}. Type : {kind}.", en="Agreement: {who}. Kind: {kind}."
    ),
    "own_store": Text(
        fr="Ses dons vont à {who} seul, quoi que l'on mutualise.",
        en="Its food goes to {who} alone, whatever is pooled.",
    ),
    # a person, a vehicle
    "person_goes": Text(
        fr="{outings} cette semaine, {hours} ; {most} au plus sont permises.",
        en="{outings} this week, {hours}; at most {most} are allowed.",
    ),
    "person_stays": Text(
        fr="Aucune sortie cette semaine ; {most} au plus sont permises.",
        en="No outing this week; at most {most} are allowed.",
    ),
    "person_full": Text(
        fr="Toutes ses sorties permises sont prises : une absence ne se rattrape pas avec elle.",
        en="All outings allowed are taken: no absence can be made up for with this person.",
    ),
    "outings": Text(fr="Ses sorties", en="Outings this week"),
    "as_role": Text(fr="Comme", en="As"),
    "person_rules": Text(
        fr="{who}. Peut être {roles}. Jours de présence : {days}.",
        en="{who}. May be {roles}. There on: {days}.",
    ),
    "vehicle_goes": Text(
        fr="{outings} cette semaine : {hours}, {km}, {share} de la charge permise au plus.",
        en="{outings} this week: {hours}, {km}, {share} of the load allowed at most.",
    ),
    "vehicle_stays": Text(
        fr="Aucune tournée cette semaine avec ce véhicule.",
        en="No round this week with this vehicle.",
    ),
    "fullest": Text(fr="Charge la plus forte", en="Largest load"),
    "of_allowed": Text(fr="De la charge permise", en="Of the load allowed"),
    "load_how": Text(
        fr="Charge permise : {kg}, marge de sécurité déduite.",
        en="Load allowed: {kg}, the safety margin taken off.",
    ),
    "vehicle_rules": Text(
        fr="Propriétaire : {who}. Jours : {days}.", en="Owned by {who}. Days: {days}."
    ),
    # what may be tried
    "try_away": Text(fr="Sans {who} cette semaine", en="Without {who} this week"),
    "try_once_more": Text(fr="{who} : une sortie de plus", en="{who}: one outing more"),
    "try": Text(fr="{of} : {what}", en="{of}: {what}"),
}
"""Labels by key."""

why_say = Vocabulary(WHY_WORDS, word)
