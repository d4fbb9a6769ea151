"""Texts leave the sources as a .po file and come back into them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import polib
import pytest

from service.words.catalogue import (
    CatalogueError,
    exported,
    imported,
    said_otherwise,
    said_twice,
)
from service.words.sources import Pair, pairs

SOURCE = '''"""A room."""

from models.base import Text
from models.fields import en, fr

MOST = 3
WORDS = {
    "kept": Text(fr="gardé", en="kept"),
    "both": Text(
        fr="{one} et {other} à la fois. "
        "Retirez l'un d'eux.",
        en="Both {one} and {other}. Remove one of them.",
    ),
}


class Shelf:
    kg: Annotated[float, fr("Charge (kg)", "Au plus."), en("Load (kg)", "At most.")]


def too_many(count: int) -> Text:
    return Text(fr=f"{count} sur {MOST:g}", en=f"{count} of {MOST:g}")
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "shelf.py").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def _translated(root: Path, **said: str) -> str:
    book = polib.pofile(exported("fr", root))
    for entry in book:
        entry.msgstr = said.get(entry.msgctxt.rpartition(":")[2].replace(".", "_"), entry.msgstr)
    return str(book)


def test_every_text_has_a_name_of_its_own(root: Path) -> None:
    assert [one.key for one in pairs(root)] == [
        "models.shelf:WORDS.kept",
        "models.shelf:WORDS.both",
        "models.shelf:Shelf.kg.title",
        "models.shelf:Shelf.kg.note",
        "models.shelf:too_many",
    ]
    assert [one.en.text for one in pairs(root)][-1] == "{count} of {MOST:g}"


def test_what_was_translated_is_written_into_the_sources(root: Path) -> None:
    text = _translated(
        root,
        WORDS_both="Ni {one} ni {other} ensemble : retirez-en un, « celui-ci » ou l'autre, au choix"
        " de qui lit cette phrase assez longue pour tenir sur deux lignes.",
        Shelf_kg_note="Pas plus.",
        too_many="{count} parmi {MOST:g}",
    )
    assert imported(text, root) == 3
    made = (root / "models" / "shelf.py").read_text(encoding="utf-8")
    ast.parse(made)
    said = {one.key.rpartition(":")[2]: one.fr.text for one in pairs(root)}
    assert said["WORDS.both"].startswith("Ni {one} ni {other}")
    assert said["Shelf.kg.note"] == "Pas plus."
    assert 'f"{count} parmi {MOST:g}"' in made
    assert max(map(len, made.splitlines())) <= 100
    assert imported(exported("fr", root), root) == 0


def test_english_is_reviewed_in_the_same_way(root: Path) -> None:
    book = polib.pofile(exported("en", root))
    assert book[0].msgid == "gardé"
    book[0].msgstr = "held"
    assert imported(str(book), root) == 1
    assert pairs(root)[0].en.text == "held"


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(root: Path) -> None:
    book = polib.pofile(_translated(root, WORDS_both="Sans rien.", WORDS_kept="conservé"))
    book[3].msgid = "At the very most."
    book[4].msgctxt = "models.shelf:gone"
    with pytest.raises(CatalogueError) as caught:
        imported(str(book), root)
    told = [one.en for one in caught.value.faults]
    assert ["{one} {other}" in told[0], "At the very most." in told[1], "gone" in told[2]] == [
        True
    ] * 3
    assert (root / "models" / "shelf.py").read_text(encoding="utf-8") == SOURCE


@pytest.mark.parametrize("text", ["", 'msgid "a"\nmsgstr "b"\n', "not a catalogue at all"])
def test_another_file_is_refused(root: Path, text: str) -> None:
    with pytest.raises(CatalogueError):
        imported(text, root)


def test_the_house_goes_out_and_comes_back_unchanged() -> None:
    found = of_the_house()
    assert len({one.key for one in found}) == len(found) > 1000
    assert imported(exported("fr")) == 0


@cache
def of_the_house() -> tuple[Pair, ...]:
    """Every text of the sources, read once."""
    return pairs()


WHOLE_SENTENCES = {
    # a rule, or a reason, says its whole sentence, also where it is that of another
    "{who} désigne {what}, qui n'existe pas.",
    "Tournée {who} : {what} n'est pas disponible {found}.",
}
HOMONYMS = {
    "pas de recherche": "one step or several: French does not tell them apart",
    "a few": "before a noun, or in its place: English does not tell them apart",
    "Permis": "one licence or several: French does not tell them apart",
    "Groupes": "pools of the policy; groups that associations would form",
    "kg distributed": "English does not tell one from several",
    "refused: {who}": "English does not tell one from several",
    "closed": "a store; a week",
    "colis": "packs of a supplier; parcels of food that people are given",
    "Until": "a date; an hour",
    "If other than the kind's.": "English has no gender",
}


def test_what_several_rooms_say_is_said_once() -> None:
    assert set(said_twice(of_the_house())) == WHOLE_SENTENCES


def test_one_thing_has_one_name_in_each_language() -> None:
    found = said_otherwise(of_the_house(), "fr") | said_otherwise(of_the_house(), "en")
    assert found.keys() == HOMONYMS.keys()


def test_texts_said_twice_or_otherwise_are_found(root: Path) -> None:
    (root / "models" / "again.py").write_text(
        "from models.base import Text\n"
        'AGAIN = Text(fr="gardé", en="kept")\n'
        'OTHER = Text(fr="Charge (kg)", en="Weight (kg)")\n'
        'FIELD = (fr("gardé"), en("kept"))\n',
        encoding="utf-8",
    )
    assert list(said_twice(pairs(root))) == ["gardé"]
    assert said_otherwise(pairs(root), "fr") == {"Charge (kg)": {"Load (kg)", "Weight (kg)"}}
    assert said_otherwise(pairs(root), "en") == {}


def test_texts_given_to_functions_are_found(root: Path) -> None:
    (root / "models" / "rules.py").write_text(
        "def rule(code: str, fr: str, en: str) -> None: ...\n"
        "class Reading:\n"
        "    def complain(self, line: int, fr: str, en: str) -> None:\n"
        '        self.complain(1, "mal écrit", "badly written")\n'
        'rule("late", "trop tard", "too late")\n',
        encoding="utf-8",
    )
    (root / "models" / "reasons.py").write_text(
        "from models.rules import rule\n"
        'rule("early", "trop tôt", "too early")\n'
        'def other(rule): rule("x", "pas un texte", "no text")\n',
        encoding="utf-8",
    )
    found = {one.key: (one.fr.text, one.en.text) for one in pairs(root)}
    assert found["models.rules:late"] == ("trop tard", "too late")
    assert found["models.rules:Reading.complain"] == ("mal écrit", "badly written")
    assert found["models.reasons:early"] == ("trop tôt", "too early")
