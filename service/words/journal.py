"""The words of the journal: what was told of visits and outings, and the states of weeks."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.words.ledger import ledger_word
from service.words.vocabulary import Vocabulary

JOURNAL_WORDS: Mapping[str, Text] = {
    "weighing": Text(fr="Saisir ce qui est rentré", en="Weigh in what came"),
    "weighing_lead": Text(
        fr="Un chiffre gris est attendu, pas encore dit. Tapez les kg, ou « 4 c » pour 4 caisses ; "
        "laissez vide ce que vous ne savez pas. Une ligne dite par erreur : videz ses cases "
        "et enregistrez, elle redevient « pas encore dit », et le journal garde la trace.",
        en='A grey figure is expected, not told yet. Type the kg, or "4 c" for 4 crates; leave '
        "empty what you do not know. A line told by mistake: empty its cells and save, it is "
        '"not told yet" again, and the journal keeps its trace.',
    ),
    "calendar": Text(fr="Le calendrier des semaines", en="The calendar of weeks"),
    "calendar_lead": Text(
        fr="Où en est chaque semaine ; celle dont rien n'est dit n'est pas une semaine à zéro.",
        en="How far each week is. A week of which nothing is told is not a week of zero.",
    ),
    "state": Text(fr="Où elle en est", en="How far it is"),
    "state_nothing": Text(fr="rien n'est dit", en="nothing told"),
    "state_drafted": Text(fr="en préparation", en="drafted"),
    "state_planned": Text(fr="planifiée", en="planned"),
    "state_published": Text(fr="publiée", en="published"),
    "state_weighed": Text(fr="pesée", en="weighed"),
    "state_closed": Text(fr="close", en="closed"),
    "visits_told": Text(fr="Passages dits", en="Visits told"),
    "told_of": Text(fr="{told} sur {planned}", en="{told} of {planned}"),
    "came_in": Text(fr="Rentré (kg)", en="Came in (kg)"),
    "thrown": Text(fr="Jeté (kg)", en="Thrown away (kg)"),
    "corrections": Text(fr="Corrigé depuis", en="Corrected since"),
    "told_of_what": Text(fr="Magasin ou véhicule", en="Store or vehicle"),
    "was_told": Text(fr="Dit d'abord", en="Told first"),
    "is_told_now": Text(fr="Dit maintenant", en="Told now"),
    "not_told_any_more": Text(fr="n'est plus dit", en="not told any more"),
    "thrown_apart": Text(
        fr="Jeté, famille par famille (kg) ; sinon le total est réparti au poids",
        en="Thrown away, family by family (kg); else the total is spread by weight",
    ),
    "outcome": Text(fr="Passage", en="Visit"),
    "waited": Text(fr="Attente (min)", en="Waited (min)"),
    "degrees": Text(fr="Température (°C)", en="Temperature (°C)"),
    "time_left": Text(fr="Délai avant la DLC", en="Time left to use-by"),
    "details": Text(
        fr="Attente, température, rebut par famille, remarque",
        en="Waiting, temperature, rejects by family, remark",
    ),
    "journal": Text(fr="Journal des passages", en="Journal of visits"),
    "answer_journal": Text(
        fr="Passages dits : {visits}, sur {weeks} ; {kg} rentrés, dont {gone} jetés.",
        en="Visits told: {visits}, over {weeks}; {kg} came in, {gone} of them thrown away.",
    ),
    "empty_handed": Text(fr="Sans rien", en="With nothing"),
    "chain": Text(fr="Le journal est-il intact ?", en="Is the journal intact?"),
    "chain_whole": Text(
        fr="Chaque ligne est comme elle a été écrite. Lignes : {lines}, empreinte : {digest} ; "
        "notée ailleurs, elle montre qu'aucune n'a été ôtée.",
        en="Every line is as it was written. Lines: {lines}, fingerprint: {digest}; noted "
        "elsewhere, it shows that none was taken away.",
    ),
    "chain_broken": Text(
        fr="La ligne {line} n'est pas comme elle a été écrite, ou manque : quelqu'un a touché au "
        "fichier. Reprenez une sauvegarde, puis relancez.",
        en="Line {line} is not as it was written, or is missing: somebody touched the file. Take a "
        "backup, then ask again.",
    ),
    "withdrawn_short": Text(fr="publication retirée", en="publication withdrawn"),
    "will_be_written": Text(fr="Ce qui sera écrit", en="What will be written"),
    "answer_publishing": Text(
        fr="Publier la semaine du {week} promet {kg} aux structures, chacune pour ce qui suit.",
        en="Publishing the week of {week} promises {kg} to the associations, each as follows.",
    ),
    "answer_settling": Text(
        fr="La semaine du {week} est publiée : ce qui est rentré, {kg}, y est porté par des lignes "
        "visibles, l'écart de chacune.",
        en="The week of {week} is published: what came in, {kg}, is brought to it by visible "
        "lines, the difference of each.",
    ),
    "settled": Text(
        fr="Ce qui est rentré est porté au registre, par des lignes visibles.",
        en="What came in is brought to the ledger, by visible lines.",
    ),
    "not_settled": Text(
        fr="Cette semaine est publiée : --publish y porte l'écart par des lignes visibles.",
        en="This week is published: --publish brings the difference to it by visible lines.",
    ),
    "older_weeks": Text(fr="Les semaines plus anciennes", en="Older weeks"),
    "publish_it": Text(fr="Publier la semaine", en="Publish the week"),
    "settle_it": Text(fr="Porter l'écart au registre", en="Bring the difference to the ledger"),
    "settle_so": Text(fr="L'inscrire ainsi ?", en="Write it so?"),
    "publish_so": Text(fr="Publier ainsi ?", en="Publish it so?"),
    "not_published": Text(
        fr="Rien n'est publié. Relancez avec --yes quand ce sera bon.",
        en="Nothing is published. Ask again with --yes once it is right.",
    ),
    "of_plan": Text(fr="Ramasse du plan", en="Pick-up of the plan"),
    "expected_kg": Text(fr="Attendu ce jour-là (kg)", en="Expected that day (kg)"),
    "remark": Text(fr="Remarque", en="Remark"),
    "see_plan": Text(fr="Le plan de la semaine", en="The week's plan"),
    "several": Text(fr="plusieurs causes", en="several causes"),
    "is_told": Text(fr="dit", en="told"),
    "not_told": Text(fr="pas encore dit", en="not told yet"),
    "left_by_plan": Text(fr="pas dans le plan", en="not in the plan"),
    "another": Text(fr="Autre magasin", en="Another store"),
    "visits": Text(fr="Passages aux magasins", en="Visits of stores"),
    "outings": Text(fr="Sorties des véhicules", en="Outings of vehicles"),
    "km_driven": Text(fr="Kilomètres roulés", en="Kilometres driven"),
    "hours_out": Text(fr="Heures dehors", en="Hours out"),
    "people_out": Text(fr="Personnes à bord", en="People aboard"),
    "other_vehicle": Text(fr="Un autre véhicule", en="Another vehicle"),
    "save_day": Text(fr="Enregistrer {day}", en="Save {day}"),
    "it_is_so": Text(fr="C'est bien cela : écrire tel quel", en="It is so: write it as it is"),
    "why_correct": Text(
        fr="La semaine est close : pourquoi cette correction ?",
        en="The week is closed: why this correction?",
    ),
    "written_whole": Text(fr="Lignes enregistrées : {count}.", en="Lines saved: {count}."),
    "written_none": Text(
        fr="Rien de nouveau : tout était déjà écrit.", en="Nothing new: all was written already."
    ),
    "by_file": Text(fr="Par un fichier", en="By a file"),
    "by_file_lead": Text(
        fr="Le classeur de la semaine rempli, ou un CSV (date, magasin, famille, kg).",
        en="The week's workbook filled in, or a CSV (date, store, family, kg).",
    ),
    "by_code": Text(fr="Par le téléphone d'un chauffeur", en="By a driver's telephone"),
    "by_code_lead": Text(
        fr="Collez le texte reçu, un ou plusieurs codes (RM1.…). Coller deux fois le même ne "
        "change rien.",
        en="Paste the text that came, one or several codes (RM1.…). Pasting the same twice changes "
        "nothing.",
    ),
    "photos": Text(fr="Photos", en="Photos"),
    "photos_lead": Text(
        fr="Prises par les chauffeurs à leurs arrêts, sans lieu ni date de l'appareil. Elles "
        "s'effacent ici, et d'elles-mêmes après trente jours.",
        en="Taken by drivers at their stops, without the camera's place and date. They are erased "
        "here, and by themselves after thirty days.",
    ),
    "photo_erased": Text(fr="Photo effacée.", en="The photo is erased."),
    "photo_erase": Text(fr="Effacer cette photo", en="Erase this photo"),
    "by_telephone": Text(fr="dit depuis le téléphone", en="told from the telephone"),
    "why_correct_told": Text(
        fr="Si ce texte corrige ce qui est déjà écrit : pourquoi ?",
        en="If this text corrects what is written already: why?",
    ),
    "grid_book": Text(fr="Le classeur de la semaine, à remplir", en="The week's workbook"),
    "close_week": Text(fr="Clore la semaine", en="Close the week"),
    "close_yes": Text(fr="Oui, clore la semaine", en="Yes, close the week"),
    "photo_erase_yes": Text(fr="Oui, effacer la photo", en="Yes, erase the photo"),
    "close_lead": Text(
        fr="Ensuite, seule une correction avec son motif sera écrite. Passages qui ne sont pas "
        "dits, et le resteront : {missing}.",
        en="After that only a correction with its reason is written. Visits that are not told, and "
        "stay so: {missing}.",
    ),
    "week_closed": Text(fr="Semaine close.", en="The week is closed."),
    "withdraw": Text(fr="Retirer la publication", en="Withdraw the publication"),
    "withdraw_yes": Text(fr="Oui, retirer la publication", en="Yes, withdraw the publication"),
    "withdraw_lead": Text(
        fr="Tant que rien n'est pesé : une ligne visible, rien n'est effacé, et la semaine peut "
        "être publiée de nouveau.",
        en="As long as nothing is weighed: a line that shows, nothing is erased, and the week may "
        "be published again.",
    ),
    "week_withdrawn": Text(fr="Publication retirée.", en="The publication is withdrawn."),
    "withdrawn_line": Text(
        fr="Publication retirée le {on} : {reason}", en="Publication withdrawn on {on}: {reason}"
    ),
    "nothing_planned_here": Text(
        fr="Aucun passage n'est prévu cette semaine-là.", en="No visit is planned in that week."
    ),
    "no_plan": Text(
        fr="Cette semaine n'a pas de plan ici : tous les dons attendus y sont.",
        en="This week has no plan here: all expected donations are shown.",
    ),
    "split_weighed_lead": Text(
        fr="Avec l'écart au plan pour chaque structure ; ce qui n'est pas dit n'y compte pas.",
        en="With the difference to the plan for each association; what is not told does not count.",
    ),
    "split_weighed": Text(fr="Répartir ce qui est vraiment rentré", en="Split what really came in"),
}

journal_word = Vocabulary(JOURNAL_WORDS, ledger_word)
