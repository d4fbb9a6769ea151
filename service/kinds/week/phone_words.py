"""What the page of a driver's telephone says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.visits import CAUSE_NAMES, OUTCOME_NAMES
from service.words.journal import journal_word
from service.words.vocabulary import Vocabulary

PHONE_WORDS: Mapping[str, Text] = {
    "stops_done": Text(fr="Arrêts faits : {done} sur {all}", en="Stops done: {done} of {all}"),
    "photo": Text(fr="Photo (si utile)", en="Photo (if useful)"),
    "photo_no": Text(fr="Retirer la photo", en="Remove the photo"),
    "photo_sent": Text(
        fr="Photo envoyée, sans lieu ni date de l'appareil.",
        en="Photo sent, without the camera's place and date.",
    ),
    "photo_waits": Text(
        fr="Photo pas encore envoyée : elle partira au retour du réseau, page ouverte.",
        en="Photo not sent yet: it goes when the network is back, with this page open.",
    ),
    "photo_gone": Text(fr="Photo retirée.", en="Photo removed."),
    "photo_unread": Text(
        fr="Cette image ne peut pas être lue. Reprenez la photo.",
        en="This picture cannot be read. Take the photo again.",
    ),
    "call": Text(fr="Téléphoner", en="Ring"),
    "go_there": Text(fr="Y aller", en="Go there"),
    "copy_address": Text(fr="Copier l'adresse", en="Copy the address"),
    "on_a_map": Text(fr="Carte en ligne", en="Map on line"),
    "copied": Text(fr="Copié.", en="Copied."),
    "select_it": Text(
        fr="Appuyez longtemps sur le texte, puis « Copier ».",
        en="Press the text for long, then Copy.",
    ),
    "expected_here": Text(fr="Prévu", en="Expected"),
    "arrived_now": Text(fr="J'arrive", en="I am here"),
    "arrived_at": Text(fr="Arrivé à", en="Arrived at"),
    "what_came": Text(fr="Qu'est-ce que ça a donné ?", en="What came of it?"),
    "by_count": Text(fr="en nombre", en="by count"),
    "other_families": Text(fr="Une autre famille", en="Another family"),
    "thrown_here": Text(fr="Jeté, en kg par cause", en="Thrown away, kg by cause"),
    "above_or_below": Text(fr="Changer le signe", en="Change the sign"),
    "stop_done": Text(fr="Arrêt terminé", en="Stop done"),
    "stop_changed": Text(
        fr="Pas encore validé : touchez « Arrêt terminé ».",
        en='Not confirmed yet: touch "Stop done".',
    ),
    "needs_kg": Text(
        fr="Ramassé, mais aucun poids. Mettez des kg ou un nombre, ou touchez « rien de prêt ».",
        en='Collected, but no weight. Put kg or a count, or touch "nothing ready".',
    ),
    "needs_outcome": Text(
        fr="Touchez d'abord ce que l'arrêt a donné.", en="First touch what came of the stop."
    ),
    "not_a_number": Text(
        fr="Un nombre est illisible (en rouge). Attendu : des chiffres, comme 12 ou 12,5. "
        "Corrigez-le.",
        en="A number cannot be read (in red). Expected: figures, such as 12 or 12.5. Correct it.",
    ),
    "too_much_thrown": Text(
        fr="Plus de kg jetés que pris. Corrigez l'un ou l'autre.",
        en="More kg thrown away than taken. Correct either.",
    ),
    "end_of_round": Text(fr="Fin de la tournée", en="End of the round"),
    "left_at": Text(fr="Parti à", en="Left at"),
    "back_at": Text(fr="Rentré à", en="Back at"),
    "right_now": Text(fr="À l'instant", en="Just now"),
    "round_done": Text(fr="Tournée terminée", en="Round done"),
    "needs_outing": Text(
        fr="Il manque les km, l'heure de départ ou celle du retour, ou le retour est avant le "
        "départ.",
        en="The km, the time of leaving or that of coming back is missing, or back is before "
        "leaving.",
    ),
    "give_back": Text(fr="Rendre compte", en="Tell what came"),
    "give_back_lead": Text(
        fr="Envoyez ce texte à la coordination, par SMS ou par courriel, en entier. L'envoyer deux "
        "fois ne gêne pas.",
        en="Send this text to the coordinators, by SMS or e-mail, all of it. Sending it twice does "
        "no harm.",
    ),
    "if_not_sent": Text(
        fr="Si l'envoi ne marche pas : le texte à transmettre",
        en="If sending does not work: the text to pass on",
    ),
    "no_code_yet": Text(
        fr="Rien à rendre encore : validez un arrêt.", en="Nothing to tell yet: confirm a stop."
    ),
    "not_all": Text(
        fr="Arrêts pas encore validés, donc pas dans ce texte : {count}.",
        en="Stops not confirmed yet, so not in this text: {count}.",
    ),
    "copy_text": Text(fr="Copier le texte", en="Copy the text"),
    "share_text": Text(fr="Transmettre", en="Pass on"),
    "kept_here": Text(
        fr="Gardé sur ce téléphone, même sans réseau.",
        en="Kept on this telephone, even without a network.",
    ),
    "kept_open": Text(
        fr="Ce téléphone ne garde rien une fois la page fermée : laissez-la ouverte jusqu'à avoir "
        "rendu compte.",
        en="This telephone keeps nothing once the page is closed: leave it open until all is told.",
    ),
    "all_sent": Text(fr="Tout est envoyé.", en="All is sent."),
    "nothing_to_send": Text(fr="Rien à envoyer encore.", en="Nothing to send yet."),
    "waits": Text(
        fr="À envoyer : {count}. Nouvel essai dans {seconds} s.",
        en="To send: {count}. Next try in {seconds} s.",
    ),
    "sending": Text(fr="Envoi en cours…", en="Sending…"),
    "send_now": Text(fr="Envoyer maintenant", en="Send now"),
    "is_sent": Text(fr="envoyé", en="sent"),
    "is_waiting": Text(fr="à envoyer", en="to send"),
    "is_refused": Text(fr="refusé", en="refused"),
    "needs_script": Text(
        fr="Cette page demande JavaScript. Ouvrez-la dans le navigateur du téléphone, ou servez-"
        "vous de la feuille.",
        en="This page needs JavaScript. Open it in the telephone's browser, or use the sheet.",
    ),
    "that_is_so": Text(fr="C'est bien cela", en="It is so"),
    **{f"outcome_{key}": text for key, text in OUTCOME_NAMES.items()},
    **{f"cause_{key}": text for key, text in CAUSE_NAMES.items()},
}
phone_word = Vocabulary(PHONE_WORDS, journal_word)
