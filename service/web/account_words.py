"""The words of the pages of accounts, of what is one's own and of what is kept of people."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.acting import Role
from service.words.vocabulary import Vocabulary

ROLE_NAMES: Mapping[Role, Text] = {
    "coordinator": Text(fr="Coordonne", en="Coordinates"),
    "reader": Text(fr="Lit seulement", en="Reads only"),
    "association": Text(fr="Association : {of}", en="Association: {of}"),
    "driver": Text(fr="Chauffeur : {of}", en="Driver: {of}"),
}
ACCOUNT_WORDS: Mapping[str, Text] = {
    # logging in
    "log_in": Text(fr="Se connecter", en="Log in"),
    "log_out": Text(fr="Se déconnecter", en="Log out"),
    "logged_out": Text(fr="Vous êtes déconnecté.", en="You are logged out."),
    "name": Text(fr="Nom du compte", en="Account name"),
    "password": Text(fr="Mot de passe", en="Password"),
    "log_in_lead": Text(
        fr="Chaque personne a son compte, donné par la coordination de sa ville.",
        en="Each person has an account of their own, given by the coordinators of their town.",
    ),
    # one's account
    "me": Text(fr="Mon compte", en="My account"),
    "who": Text(fr="Vous êtes {name}.", en="You are {name}."),
    "number": Text(fr="Numéro", en="Number"),
    "number_lead": Text(
        fr="Ce que vous faites est noté sous ce numéro tiré au sort, jamais sous votre nom.",
        en="What you do is noted under this number drawn by lot, never under your name.",
    ),
    "roles": Text(fr="Rôles tenus", en="Roles held"),
    "all_towns": Text(fr="toutes les villes", en="all towns"),
    "change_password": Text(fr="Changer de mot de passe", en="Change the password"),
    "given": Text(
        fr="Ce mot de passe vous a été donné : choisissez le vôtre pour continuer.",
        en="This password was given to you: choose your own to go on.",
    ),
    "now": Text(fr="Mot de passe actuel", en="Present password"),
    "new": Text(fr="Nouveau mot de passe", en="New password"),
    "again": Text(fr="Encore une fois", en="Once more"),
    "password_hint": Text(
        fr="12 caractères au moins. Quatre mots sans rapport font un bon mot de passe.",
        en="12 characters at least. Four unrelated words make a good password.",
    ),
    "not_the_same": Text(
        fr="Les deux nouveaux mots de passe diffèrent. Tapez deux fois le même.",
        en="The two new passwords differ. Type the same one twice.",
    ),
    "not_the_present": Text(
        fr="Ce n'est pas votre mot de passe actuel. Vérifiez-le.",
        en="This is not your present password. Check it.",
    ),
    "password_changed": Text(
        fr="Mot de passe changé. Vos autres connexions sont fermées.",
        en="Password changed. Your other sessions have ended.",
    ),
    # programs
    "tokens": Text(fr="Jetons de programmes", en="Tokens of programs"),
    "tokens_lead": Text(
        fr="Un programme ou un agenda se connecte par un jeton, montré une seule fois.",
        en="A program or an agenda logs in by a token, shown once only.",
    ),
    "token_for": Text(fr="Pour quel programme", en="For which program"),
    "make_token": Text(fr="Faire un jeton", en="Make a token"),
    "token_once": Text(
        fr="Voici le jeton. Copiez-le maintenant : il ne sera plus montré.",
        en="Here is the token. Copy it now: it will not be shown again.",
    ),
    "revoke": Text(fr="Révoquer", en="Revoke"),
    "revoke_yes": Text(fr="Oui, révoquer le jeton", en="Yes, revoke the token"),
    "revoke_lead": Text(
        fr="Le programme qui s'en sert ne pourra plus se connecter, et ce jeton ne revient pas. "
        "Vous pourrez en faire un autre.",
        en="The program that uses it will no longer log in, and this token does not come back. "
        "You may make another one.",
    ),
    # the book of accounts
    "accounts": Text(fr="Comptes", en="Accounts"),
    "accounts_lead": Text(
        fr="Qui peut se connecter, et ce que chacun peut faire. Plusieurs personnes peuvent tenir "
        "le même rôle, et une personne plusieurs rôles.",
        en="Who may log in, and what each may do. Several people may hold the same role, and one "
        "person several roles.",
    ),
    "add_account": Text(fr="Ajouter un compte", en="Add an account"),
    "first_password": Text(fr="Premier mot de passe", en="First password"),
    "first_password_hint": Text(
        fr="Donnez-le de vive voix : il devra être changé à la première connexion.",
        en="Tell it in person: it has to be changed at the first log-in.",
    ),
    "town_hint": Text(
        fr="Le compte ne verra que cette ville. Une association ou un chauffeur est d'une ville.",
        en="The account will see this town only. An association or a driver is of one town.",
    ),
    "last_seen": Text(fr="Dernière connexion", en="Last log-in"),
    "disabled": Text(fr="bloqué", en="disabled"),
    "disable": Text(fr="Bloquer le compte", en="Disable the account"),
    "disable_yes": Text(fr="Oui, bloquer le compte", en="Yes, disable the account"),
    "disable_lead": Text(
        fr="Cette personne ne pourra plus se connecter ; ses connexions et ses jetons cessent "
        "aussitôt. Le compte pourra être rouvert, les jetons seront à refaire.",
        en="This person will no longer log in; sessions and tokens end at once. The account can be "
        "enabled again, tokens have to be made anew.",
    ),
    "enable": Text(fr="Rouvrir le compte", en="Enable the account"),
    "erase": Text(fr="Effacer le compte", en="Erase the account"),
    "erase_lead": Text(
        fr="Le nom disparaît, sans retour possible. Ce que le compte a fait reste sous son numéro.",
        en="The name goes, with no way back. What the account did stays, under its number.",
    ),
    "erase_it": Text(fr="Effacer maintenant", en="Erase it now"),
    "change_roles": Text(fr="Changer les rôles", en="Change the roles"),
    "reset": Text(fr="Donner un nouveau mot de passe", en="Give a new password"),
    "who_may": Text(fr="Qui peut se connecter", en="Who may log in"),
    "account_changed": Text(fr="Comptes mis à jour.", en="Accounts updated."),
    "no_accounts": Text(
        fr="Personne n'a de compte : cet ordinateur seul est servi, et rien n'est demandé. Le "
        "premier compte se crée par la commande ci-dessous ; dès lors il faudra se connecter.",
        en="Nobody has an account: this computer alone is served, and nothing is asked. The first "
        "account is made by the command below; from then on one has to log in.",
    ),
    # who did what
    "audit": Text(fr="Qui a fait quoi", en="Who did what"),
    "audit_lead": Text(
        fr="Les plus récents d'abord. Un compte effacé ne laisse que son numéro.",
        en="The newest first. An erased account leaves its number only.",
    ),
    "about": Text(fr="Sur quoi", en="About what"),
    "by_command": Text(fr="par commande", en="by command"),
    "by_nobody": Text(fr="sans compte", en="without an account"),
    "erased_account": Text(fr="compte effacé", en="erased account"),
    # what is one's own
    "own": Text(fr="Mon espace", en="My own page"),
    "own_lead": Text(fr="Ce qui est à vous.", en="What is yours."),
    "own_nothing": Text(
        fr="Aucune association ni personne ne vous est confiée. Demandez à la coordination.",
        en="No association or person is entrusted to you. Ask the coordinators.",
    ),
    "sheets": Text(fr="Documents de la semaine", en="Papers of the week"),
    "sheets_none": Text(
        fr="Rien n'est planifié cette semaine-là.", en="Nothing is planned in that week."
    ),
    "wishes": Text(fr="Demandes à la coordination", en="Wishes to the coordinators"),
    "wishes_lead": Text(
        fr="Ce dont vous avez besoin ou ce que vous ne pouvez pas prendre les semaines qui "
        "viennent. Sans nom de personne aidée.",
        en="What you need or cannot take in the weeks to come. No name of anyone who is helped.",
    ),
    "send_wish": Text(fr="Envoyer la demande", en="Send the wish"),
    "wish_kept": Text(fr="Demande envoyée à la coordination.", en="Wish sent to the coordinators."),
    "wish_long": Text(
        fr="Cette demande est vide ou trop longue. Attendu : de 1 à 1 000 caractères.",
        en="This wish is empty or too long. Expected: 1 to 1,000 characters.",
    ),
    "rounds": Text(fr="Mes tournées", en="My rounds"),
    "rounds_none": Text(
        fr="Aucune tournée n'est planifiée pour vous.", en="No round is planned for you."
    ),
    # what is kept
    "kept": Text(fr="Ce qui est gardé", en="What is kept"),
    "forget": Text(fr="Effacer une personne", en="Erase a person"),
    "forget_lead": Text(
        fr="Un nom, un téléphone ou un courriel : il est cherché partout, montré, puis remplacé, "
        "dans les remarques aussi. Les kilogrammes restent ; le registre et le journal restent "
        "vérifiables.",
        en="A name, a telephone number or an e-mail: it is looked for everywhere, shown, then "
        "replaced, in remarks too. Kilograms stay; the ledger and the journal can still be "
        "verified.",
    ),
    "whom": Text(fr="Nom, téléphone ou courriel", en="Name, telephone number or e-mail"),
    "look": Text(fr="Chercher", en="Look for it"),
    "found": Text(fr="Trouvé dans", en="Found in"),
    "times": Text(fr="Nombre de fois", en="How often"),
    "found_nowhere": Text(
        fr="Rien de tel n'est gardé ici. Vérifiez l'orthographe ; essayez le téléphone, ou le nom "
        "de famille seul.",
        en="Nothing like it is kept here. Check how it is spelt; try the telephone number, or the "
        "family name alone.",
    ),
    "forget_it": Text(
        fr="Remplacer partout, sans retour possible", en="Replace it everywhere, with no way back"
    ),
    "forgotten": Text(
        fr="Remplacé partout où cela se trouvait. Les fichiers déjà imprimés, envoyés ou "
        "téléchargés ne peuvent pas être rappelés d'ici.",
        en="Replaced wherever it was. Files already printed, sent or downloaded cannot be called "
        "back from here.",
    ),
}
account_word = Vocabulary(ACCOUNT_WORDS)
