"""The words of what-if pages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from service.web.words import say
from service.words.vocabulary import Vocabulary

WHAT_IF_WORDS: Mapping[str, Text] = {
    "what_if_title": Text(fr="Et si on changeait… ?", en="What if we changed…?"),
    "what_if_lead": Text(
        fr="Choisissez un ou plusieurs changements : la semaine est planifiée avec et sans, puis "
        "comparée. Rien ne change dans vos données tant que vous ne le gardez pas.",
        en="Pick one or more changes: the week is planned with and without them, then compared. "
        "Nothing changes in your data unless you keep it.",
    ),
    "starts_from": Text(fr="À partir de", en="Starting from"),
    "as_stored": Text(fr="{label}, tel quel", en="{label}, as it is"),
    "change_start": Text(fr="Partir de là", en="Start from there"),
    "compare_it": Text(fr="Planifier et comparer", en="Plan and compare"),
    "takes": Text(
        fr="environ {seconds} s sur cet ordinateur", en="about {seconds} s on this computer"
    ),
    "nothing_started": Text(
        fr="Rien n'a été lancé. À corriger :", en="Nothing was started. To be mended:"
    ),
    "no_card": Text(
        fr="Ce scénario n'a rien que ces cartes puissent changer.",
        en="This scenario has nothing that these cards can change.",
    ),
    "keep": Text(fr="Garder ce changement", en="Keep this change"),
    "keep_lead": Text(
        fr="« {label} » devient une variante du scénario : elle se planifie, se compare et "
        "s'exporte comme les autres.",
        en='"{label}" becomes a variant of the scenario: it is planned, compared and exported like '
        "the others.",
    ),
    "keep_name": Text(fr="Nom de la variante", en="Name of the variant"),
    "another": Text(fr="Essayer autre chose", en="Try something else"),
    "kept_already": Text(
        fr="Ce changement est gardé : c'est la variante « {label} » du scénario.",
        en='This change is kept: it is the variant "{label}" of the scenario.',
    ),
}
"""Labels by key."""

what_if_say = Vocabulary(WHAT_IF_WORDS, say)
