"""Where somebody was found, and what each place is called."""

from __future__ import annotations

from dataclasses import dataclass

from models.base import Text

PLACES = {
    "scenario_versions": Text(fr="version d'un scénario", en="version of a scenario"),
    "scenario_files": Text(fr="fichier d'un scénario", en="file of a scenario"),
    "scenario_drafts": Text(fr="ville en cours de saisie", en="town being begun"),
    "runs": Text(fr="question d'un calcul", en="what a run was asked"),
    "run_events": Text(fr="étape d'un calcul", en="step of a run"),
    "run_results": Text(fr="résultat d'un calcul", en="result of a run"),
    "published_weeks": Text(fr="semaine publiée", en="published week"),
    "wishes": Text(fr="demande d'une association", en="wish of an association"),
    "account_roles": Text(fr="rôle d'un compte", en="role of an account"),
    "accounts": Text(
        fr="nom d'un compte, à effacer à part", en="name of an account, to be erased by itself"
    ),
    "account_tokens": Text(fr="jeton d'un programme", en="token of a program"),
    "deeds_done": Text(fr="réponse gardée à une demande", en="answer kept to a request"),
    "ledger_remarks": Text(
        fr="remarque du registre ou du journal", en="remark in the ledger or the journal"
    ),
    "photos": Text(
        fr="photo d'une tournée à son bord, à effacer", en="photo of a round aboard, to be erased"
    ),
    "plans": Text(fr="plan gardé d'avance", en="plan kept at hand"),
    "broken": Text(
        fr="remarque d'un registre déjà altéré, qui reste",
        en="remark in a ledger that was altered already, which stays",
    ),
}


@dataclass(frozen=True)
class Found:
    """Where somebody was found."""

    place: str
    """Key of ``PLACES``."""
    about: str
    """Which one: a scenario and version, a run, a week."""
    times: int

    @property
    def called(self) -> Text:
        """What the place is called."""
        return PLACES[self.place]
