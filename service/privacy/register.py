"""What is kept of people, where and until when: the register of processing, as text.

Headings are those of article 30 of the GDPR and of the CNIL's model of a register; what is said of
ages comes from the table that is obeyed.
"""

from __future__ import annotations

from datetime import timedelta

from models.base import Language, Text
from service.privacy.ages import AGES

HEADINGS: tuple[tuple[Text, Text], ...] = (
    (
        Text(fr="Responsable du traitement", en="Controller"),
        Text(
            fr="L'association ou le CCAS qui coordonne la ville, et les associations qui partagent "
            "cette page avec lui. À compléter par leurs noms, l'adresse où leur écrire, et le "
            "délégué à la protection des données s'il y en a un.",
            en="The association or public body that coordinates the town, and the associations "
            "that share this page with it. To be completed with their names, the address to write "
            "to, and the data protection officer if there is one.",
        ),
    ),
    (
        Text(fr="Finalité", en="Purpose"),
        Text(
            fr="Organiser les ramasses et le partage des denrées : planifier les tournées, joindre "
            "qui donne et qui conduit, saisir ce qui est rentré, partager équitablement, rendre "
            "compte.",
            en="To organise collections and the sharing of food: plan rounds, reach who gives and "
            "who drives, weigh in what came, share fairly, account for it.",
        ),
    ),
    (
        Text(fr="Base légale", en="Lawful basis"),
        Text(
            fr="L'intérêt légitime des associations à coordonner leur aide (RGPD, article 6.1 f) ; "
            "pour la traçabilité sanitaire des denrées, l'obligation légale (article 6.1 c).",
            en="The legitimate interest of the associations in coordinating their aid (GDPR, "
            "article 6.1 f); for the traceability of food, a legal obligation (article 6.1 c).",
        ),
    ),
    (
        Text(fr="Personnes concernées", en="People concerned"),
        Text(
            fr="Les bénévoles et salariés des associations, les interlocuteurs des magasins. "
            "Aucune donnée sur les personnes aidées : seulement combien elles sont, et les nombres "
            "sous 11 sont tus dans ce qui est publié.",
            en="Volunteers and employees of the associations, the people met at stores. No data on "
            "people who are helped: only how many there are, and counts under 11 are withheld in "
            "what is made public.",
        ),
    ),
    (
        Text(fr="Données traitées", en="Data processed"),
        Text(
            fr="Nom, association, disponibilités et rôle à bord des bénévoles ; contact, "
            "facultatif ; au planning commun un pseudonyme, des demi-journées et des compétences, "
            "qui restent des données personnelles, et dont l'association seule garde les noms ; "
            "nom de compte, mot de passe transformé de façon irréversible, dates de connexion. Le "
            "registre et le journal ne portent que des numéros de comptes tirés au sort. Aucune "
            "donnée sensible n'est demandée.",
            en="Name, association, availability and role aboard of volunteers; a contact, "
            "optional; in the common rota a pseudonym, half-days and skills, personal data still, "
            "whose names the association alone keeps; account name, password transformed "
            "irreversibly, dates of log-in. The ledger and the journal bear numbers of accounts "
            "drawn by lot only. No sensitive data is asked for.",
        ),
    ),
    (
        Text(fr="Lieux de conservation", en="Where it is kept"),
        Text(
            fr="Dans la base de données de ce serveur, et dans les fichiers qu'on en télécharge. "
            "Les contacts sont imprimés sur les feuilles de route et les pages des chauffeurs, et "
            "nulle part ailleurs. Des plans déjà calculés restent dans le dossier de cache du "
            "serveur, sans contacts.",
            en="In this server's database, and in the files that are downloaded from it. Contacts "
            "are printed on drivers' sheets and pages, and nowhere else. Plans worked out already "
            "stay in the server's cache folder, without contacts.",
        ),
    ),
    (
        Text(fr="Destinataires", en="Recipients"),
        Text(
            fr="Les personnes qui ont un compte, chacune selon son rôle et pour sa ville : qui "
            "coordonne voit tout, qui lit ne voit pas les contacts, une association et un "
            "chauffeur ne voient que ce qui est à eux. L'équipage d'une tournée, par sa feuille. "
            "Aucun transfert hors de l'Union européenne ; rien n'est envoyé à d'autres services, "
            "sauf les adresses à chercher si un service d'adresses a été choisi.",
            en="The people who have an account, each by their role and for their town: who "
            "coordinates sees all, who reads sees no contacts, an association and a driver see "
            "their own only. The crew of a round, by its sheet. No transfer outside the European "
            "Union; nothing is sent to other services, but for addresses to be looked up if a "
            "service of addresses was chosen.",
        ),
    ),
    (
        Text(fr="Sécurité", en="Security"),
        Text(
            fr="Connexion par mot de passe, essais limités, rôles vérifiés à chaque demande ; "
            "fichiers lisibles par le seul compte du serveur ; liens de tournée signés, valables "
            "quelques jours ; traces de qui a fait quoi ; chaînes qui montrent toute altération.",
            en="Log-in by password, limited attempts, roles verified at each request; files that "
            "the server's own account alone can read; signed links to rounds, valid for some days; "
            "traces of who did what; chains that show any alteration.",
        ),
    ),
    (
        Text(fr="Droits des personnes", en="Rights of the people"),
        Text(
            fr="Chacun peut demander à qui coordonne ce qui est gardé sur lui, le faire corriger "
            "ou effacer : « Effacer une personne » le cherche partout et le remplace. En cas de "
            "désaccord : la CNIL (www.cnil.fr).",
            en="Anyone can ask the coordinators what is kept of them, have it corrected or erased: "
            "Erase a person looks for it everywhere and replaces it. In case of disagreement: the "
            "CNIL (www.cnil.fr).",
        ),
    ),
)
TITLE = Text(
    fr="Registre des traitements : ce qui est gardé, où, jusqu'à quand",
    en="Register of processing: what is kept, where, until when",
)
DURATIONS = Text(fr="Durées de conservation", en="How long it is kept")
KEPT_FOR = Text(fr="Gardé pendant", en="Kept for")
THEN = Text(fr="Puis", en="Then")
LASTING = (
    Text(
        fr="Registre et journal : kilogrammes ; les remarques sont à part",
        en="Ledger and journal: kilograms; remarks stand apart",
    ),
    Text(fr="sans limite", en="without limit"),
    Text(
        fr="rien ; qui est nommé dans une remarque peut en être effacé",
        en="nothing; who is named in a remark can be erased from it",
    ),
)


def ages(language: Language) -> list[tuple[str, str, str]]:
    """Return what is kept, how long, and what happens then, in words."""
    rows = [
        (one.what.in_(language), _long(one.kept, language), one.then.in_(language))
        for one in AGES.values()
    ]
    what, kept, then = LASTING
    return [*rows, (what.in_(language), kept.in_(language), then.in_(language))]


def sections(language: Language) -> list[tuple[str, str]]:
    """Return the headings of the register with what stands below each."""
    return [(head.in_(language), text.in_(language)) for head, text in HEADINGS]


def _long(kept: timedelta | None, language: Language) -> str:
    """Return a duration in words.

    Examples
    --------
    >>> _long(timedelta(days=60), "fr"), _long(timedelta(hours=12), "en"), _long(None, "fr")
    ('60 jours', '12 hours', '–')
    """
    if kept is None:
        return "–"
    hours = int(kept.total_seconds() // 3600)
    if hours <= 24:
        return f"{hours} {'heures' if language == 'fr' else 'hours'}"
    return f"{kept.days} {'jours' if language == 'fr' else 'days'}"
