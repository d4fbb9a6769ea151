"""The words of what is due of a month: page, workbook, papers."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.kinds.costs.words import say as costs_word
from service.kinds.month import ROOM
from service.kinds.split.words import split_word
from service.words.journal import journal_word
from service.words.vocabulary import Vocabulary

TITLE = ROOM.title
WORDS: Mapping[str, Text] = {
    "title": TITLE,
    "title_year": Text(fr="Comptes de l'année", en="Counts of the year"),
    "answer": Text(
        fr="{kg} ramassés, dont {rejected} écartés au tri, en {visits}",
        en="{kg} collected, of which {rejected} thrown away at sorting, in {visits}",
    ),
    "all_told": Text(fr="tout est dit", en="all is told"),
    "holders": Text(fr="Par titulaire de convention", en="By holder of agreements"),
    "holder": Text(fr="Titulaire de la convention", en="Holder of the agreement"),
    "done": Text(fr="Passages avec don", en="Visits with a gift"),
    "empty": Text(fr="Passages sans don", en="Visits without a gift"),
    "untold": Text(fr="Passages non dits", en="Visits not told"),
    "collected": Text(fr="Ramassé", en="Collected"),
    "rejected": Text(fr="Écarté au tri", en="Rejected at sorting"),
    "left": Text(fr="Gardé", en="Kept"),
    "from_pool": Text(fr="Reçu du groupe", en="Received from the pool"),
    "by_family": Text(fr="Par titulaire et famille", en="By holder and family"),
    "kept_got": Text(
        fr="Ce que chaque titulaire garde et reçoit", en="What each holder keeps and receives"
    ),
    "from_stores": Text(fr="De ses magasins", en="From its stores"),
    "gifts": Text(fr="Dons en nature", en="Gifts in kind"),
    "gifts_how": Text(
        fr="Données pour le formulaire 2041-MEC-SD ; ce n'est pas un reçu. La valeur est déterminée "
        "par le magasin seul : sa colonne est vide, et ramasse n'en propose aucune.",
        en="Data for the French form 2041-MEC-SD; this is no receipt. The value is set by the store "
        "alone: its column is blank, and ramasse offers none.",
    ),
    "gifts_data": Text(
        fr="Données pour le formulaire 2041-MEC-SD. Ce n'est pas un reçu fiscal.",
        en="Data for the French form 2041-MEC-SD. This is not a tax receipt.",
    ),
    "nature": Text(fr="Nature et quantité", en="Nature and quantity"),
    "body": Text(fr="Organisme bénéficiaire", en="Receiving body"),
    "giver": Text(fr="Entreprise donatrice", en="Giving company"),
    "company": Text(fr="Raison sociale et forme juridique", en="Company and legal form"),
    "siren": Text(fr="SIREN", en="Company number (SIREN)"),
    "body_number": Text(fr="SIREN ou RNA", en="SIREN or RNA number"),
    "eligible": Text(
        fr="L'organisme bénéficiaire déclare remplir les conditions de l'article 238 bis du code "
        "général des impôts. À cocher et à signer par lui.",
        en="The receiving body declares that it meets the conditions of article 238 bis of the "
        "French tax code. To be ticked and signed by it.",
    ),
    "value_how": Text(
        fr="Valeur : au coût de revient, déterminée et écrite par le magasin seul. Les kg écartés "
        "au tri sont à part : ils n'ont pas pu être distribués.",
        en="Value: at cost price, set and written by the store alone. Kg thrown away at sorting "
        "stand apart: they could not be handed out.",
    ),
    "value_eur": Text(fr="Valeur (€), par le magasin", en="Value (€), by the store"),
    "accepted": Text(fr="Accepté", en="Accepted"),
    "given": Text(fr="Enlevé", en="Taken"),
    "name_signed": Text(fr="Nom, date et signature", en="Name, date and signature"),
    "untold_days": Text(
        fr="{visits}, ni comptés ni estimés : {days}.",
        en="{visits}, neither counted nor estimated: {days}.",
    ),
    "untold_count": Text(
        fr="{visits} dans cette période : ils ne sont ni comptés, ni estimés.",
        en="{visits} in this period: they are neither counted nor estimated.",
    ),
    "untold_weeks": Text(fr="Semaines non dites : {weeks}.", en="Weeks not told: {weeks}."),
    "to_day": Text(
        fr="Période en cours, dite jusqu'au {day}.", en="Period under way, told to {day}."
    ),
    "pickup_note": Text(fr="Bons d'enlèvement", en="Collection notes"),
    "pickup_number": Text(fr="Bon d'enlèvement n° {number}", en="Collection note no. {number}"),
    "for_body": Text(fr="Remis à", en="Handed to"),
    "crates": Text(fr="Caisses", en="Crates"),
    "dated": Text(fr="DLC ou DDM", en="Use-by or best-before"),
    "digest": split_word["digest"],
    "lot": split_word["lot"],
    "lot_mark": Text(fr="lot {lot}", en="lot {lot}"),
    "for_store": Text(fr="Pour le magasin", en="For the store"),
    "for_holder": Text(fr="Pour l'organisme", en="For the body"),
    "register": Text(
        fr="Registre sanitaire : lots, températures, dates",
        en="Food-safety register: lots, temperatures, dates",
    ),
    "register_sheet": Text(fr="Lots et températures", en="Lots and temperatures"),
    "register_how": Text(
        fr="Ce qui a été dit à chaque passage, pour le plan de maîtrise sanitaire (PMS). Une case "
        "vide n'a pas été dite.",
        en="What was told at each visit, for the food-safety file. An empty cell was not told.",
    ),
    "not_read": Text(fr="non relevée", en="not read"),
    "products": Text(fr="Produits, lots et dates", en="Products, lots and dates"),
    "use_by_class": Text(fr="Délai avant la date", en="Time to its date"),
    "statement": Text(fr="Relevé mensuel", en="Monthly statement"),
    "nothing_told": Text(fr="Rien n'est dit de cette période.", en="Nothing is told of it."),
    "settle": Text(fr="Règlement du mois", en="Settlement of the month"),
    "settle_how": Text(
        fr="Coût des sorties vraiment faites (km et heures dits, aux prix du scénario), partagé "
        "selon la clé convenue : {rule}. Ni le carburant payé, ni l'heure des bénévoles n'y sont.",
        en="Cost of outings really made (km and hours told, at the scenario's prices), shared by "
        "the agreed key: {rule}. Neither fuel paid nor volunteers' hours are in it.",
    ),
    "no_agreed": Text(fr="aucune clé", en="no key"),
    "part": Text(fr="Part (clé)", en="Part (key)"),
    "drives": Text(fr="Sorties comptées", en="Outings counted"),
    "drive_hours": journal_word["hours_out"],
    "drive_cost": Text(fr="Coût (€)", en="Cost (€)"),
    "no_price": Text(fr="sans prix", en="no price"),
    "outings_untold": Text(
        fr="Sorties non dites, laissées de côté", en="Outings not told, left out"
    ),
    "other_keys": Text(
        fr="Ce que donneraient les autres clés (€)", en="What other keys would give (€)"
    ),
    "compare_keys": Text(fr="Comparer les clés", en="Compare the keys"),
    "no_pool": Text(
        fr="Chacun roule pour soi : il n'y a pas de règlement.",
        en="Each drives for itself: there is no settlement.",
    ),
    "visits_untold": Text(fr="Passages non dits, un par un", en="Visits not told, one by one"),
    "months": Text(fr="Mois par mois", en="Month by month"),
    "people": Text(fr="Personnes et foyers", en="People and households"),
    "people_how": Text(
        fr="Nombres du scénario. Ceux de moins de {least} ne sont pas communiqués ; s'il n'y en a "
        "qu'un, le plus petit des autres ne l'est pas non plus.",
        en="Counts of the scenario. Those under {least} are withheld; where there is but one, so is "
        "the smallest of the others.",
    ),
    "hidden": Text(fr="non communiqué", en="withheld"),
    "helped": Text(fr="Personnes aidées", en="People helped"),
    "households": Text(fr="Foyers", en="Households"),
    "counted_on": Text(fr="Comptées le", en="Counted on"),
    "published_weeks": Text(fr="Semaines du registre", en="Weeks of the ledger"),
    "week_rule": Text(
        fr="Une semaine du registre compte dans le mois de son jeudi ; visites et sorties, à leur "
        "date.",
        en="A week of the ledger counts in the month of its Thursday; visits and outings at their "
        "date.",
    ),
    "from_version": costs_word["version"],
    "from_journal": Text(fr="Journal (visites + sorties)", en="Journal (visits + outings)"),
    "cause_of": Text(fr="{kg} kg, {cause}", en="{kg} kg, {cause}"),
}
say = Vocabulary(WORDS, Vocabulary(costs_word, journal_word))
PURPOSES: Mapping[str, Text] = {
    "dons/*": WORDS["gifts"],
    "bons/*": WORDS["pickup_note"],
    "registre/*": WORDS["register"],
    "releves/*": WORDS["statement"],
    "reglement.pdf": WORDS["settle"],
}
"""What its papers are, by their names."""

NO_JOURNAL = Text(
    fr="Le journal de {town} est vide : rien n'a été pesé. Attendu : au moins une semaine dite. "
    "Pesez une semaine, ou vérifiez que --database est la base de la ville.",
    en="The journal of {town} is empty: nothing was weighed in. Expected: one week told at least. "
    "Weigh a week in, or check that --database is the town's.",
)
NO_JOURNAL_PAGE = Text(
    fr="Le journal de {town} est vide : rien n'a été pesé. Attendu : au moins une semaine dite. "
    "Pesez une semaine au registre.",
    en="The journal of {town} is empty: nothing was weighed in. Expected: one week told at least. "
    "Weigh a week in, in the ledger.",
)
BAD_MONTH = Text(
    fr="{field} {value} : ni un mois, ni une année. Attendu : 2026-11, « novembre 2026 » ou "
    "2026.{close}",
    en='{field} {value}: neither a month nor a year. Expected: 2026-11, "November 2026" or '
    "2026.{close}",
)
CLOSE = Text(fr=" Vouliez-vous dire {code} ?", en=" Did you mean {code}?")
FUTURE = Text(
    fr="{field} {value} : cette période n'a pas commencé. Attendu : {last} au plus tard.",
    en="{field} {value}: it has not begun. Expected: {last} at the latest.",
)
BEFORE = Text(
    fr="{field} {value} : rien n'est dit de cette période, ni attendu. Le journal va de {first} à "
    "{last} : choisissez entre les deux.",
    en="{field} {value}: nothing is told of it, nor expected. The journal goes from {first} to "
    "{last}: choose between them.",
)
