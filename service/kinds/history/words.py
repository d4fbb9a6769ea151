"""The words of a town's history."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.kinds.history import ROOM
from service.kinds.month.words import say as month_word
from service.words.journal import journal_word
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "title": ROOM.title,
    "answer": Text(
        fr="{kg} ramassés par semaine sur les {weeks} dernières dites",
        en="{kg} collected a week over the last {weeks} told",
    ),
    "answer_lowest": Text(
        fr="couverture la plus basse sur 8 semaines : {level}, pour {who}",
        en="lowest coverage over 8 weeks: {level}, for {who}",
    ),
    "kg_weeks": Text(fr="Ramassé par semaine et famille", en="Collected by week and family"),
    "by_week": Text(fr="Par semaine", en="By week"),
    "levels": Text(fr="Couverture : part du besoin reçue", en="Coverage: share of need received"),
    "levels_rolling": Text(
        fr="Couverture sur les 8 semaines précédentes",
        en="Coverage over the 8 weeks before",
    ),
    "levels_how": Text(
        fr="Reçu par le registre, corrections comprises, sur le besoin des mêmes semaines. Une "
        "semaine non publiée ne compte ni d'un côté ni de l'autre.",
        en="Received by the ledger, corrections in, over the need of the same weeks. A week not "
        "published counts on neither side.",
    ),
    "weeks_8": Text(fr="8 semaines", en="8 weeks"),
    "weeks_52": Text(fr="52 semaines", en="52 weeks"),
    "driven": Text(fr="Kilomètres et heures par kg", en="Kilometres and hours per kg"),
    "driven_how": Text(
        fr="Des seules semaines dont toutes les sorties sont dites ({weeks} sur {all}).",
        en="Of weeks of which all outings are told alone ({weeks} of {all}).",
    ),
    "km_per_kg": Text(fr="km par 100 kg", en="km per 100 kg"),
    "hours_per_kg": Text(fr="Heures par 100 kg", en="Hours per 100 kg"),
    "compared": Text(fr="Avant et depuis la mise en commun", en="Before and since pooling"),
    "since": Text(fr="Mise en commun", en="Pooled"),
    "mean_week": Text(fr="Semaine moyenne", en="Mean week"),
    "after": Text(fr="Depuis", en="Since"),
    "what_kg": Text(fr="kg ramassés", en="kg collected"),
    "what_km": journal_word["km_driven"],
    "what_hours": Text(fr="heures de véhicule", en="vehicle hours"),
    "what_km_per_kg": Text(fr="km par kg", en="km per kg"),
    "what_hours_per_kg": Text(fr="heures par kg", en="hours per kg"),
    "measured_over": Text(fr="mesuré sur {weeks}", en="measured over {weeks}"),
    "typed": Text(fr="écrit dans le scénario", en="typed in the scenario"),
    "where_before": Text(fr="D'où vient « avant »", en="Where “before” comes from"),
    "baseline_source": Text(fr="Avant la mise en commun : {source}", en="Before pooling: {source}"),
    "not_told": journal_word["state_nothing"],
    "partly": Text(fr="dite en partie", en="told in part"),
    "told_whole": Text(fr="dite en entier", en="told in full"),
}
say = Vocabulary(WORDS, month_word)
