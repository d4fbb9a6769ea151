"""All that is said in both languages, as a .po file for whoever translates it, and back.

Texts stand in the sources, each language beside the other: ``Text(fr=…, en=…)``, and
``fr(…), en(…)`` in the annotation of a field. They are found there, and what a translator changed
is written there: nothing else has to be kept in step.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import polib

from models.base import Language, Text
from service.words.sources import ROOT, Pair, Written, pairs

HOLDER = re.compile(r"\{[^{}]*\}")
WIDTH = 88
"""Letters of a line of text in a source, at most."""
SHIFT = 4


class CatalogueError(Exception):
    """A .po file that cannot be taken over: all that is wrong with it."""

    def __init__(self, faults: Sequence[Text]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(one.en for one in faults))


def exported(language: Language, root: Path = ROOT) -> str:
    """Return the .po file of one language; the other one is what is translated from."""
    book = polib.POFile(wrapwidth=WIDTH)
    book.metadata = {"Content-Type": "text/plain; charset=utf-8", "Language": language}
    other: Language = "en" if language == "fr" else "fr"
    for one in pairs(root):
        book.append(
            polib.POEntry(
                msgctxt=one.key,
                msgid=one.in_(other).text,
                msgstr=one.in_(language).text,
                occurrences=[(str(one.path), str(one.line))],
            )
        )
    return str(book) + "\n"


def imported(text: str, root: Path = ROOT) -> int:
    """Write the texts of a .po file into the sources, and return how many changed.

    Nothing is written unless all of it can be.

    Raises
    ------
    CatalogueError
        It is not a .po file of this house, a text has gone or was changed since it was exported,
        or a translation is not filled with the same things.
    OSError
        The sources cannot be written.
    """
    book = _read(text)
    language: Language = "fr" if book.metadata.get("Language") == "fr" else "en"
    other: Language = "en" if language == "fr" else "fr"
    known = {one.key: one for one in pairs(root)}
    faults: list[Text] = []
    changes: dict[Path, list[tuple[Written, str]]] = {}
    for entry in book:
        here = known.get(entry.msgctxt or "")
        where = {"line": entry.linenum or 0, "key": entry.msgctxt or "–"}
        if here is None:
            faults.append(GONE.format(**where))
        elif here.in_(other).text != entry.msgid:
            faults.append(STALE.format(**where, now=here.in_(other).text, then=entry.msgid))
        elif entry.msgstr and entry.msgstr != here.in_(language).text:
            old = here.in_(language)
            if _holders(old.text) != _holders(entry.msgstr):
                faults.append(FILLED.format(**where, wanted=" ".join(sorted(_holders(old.text)))))
            changes.setdefault(here.path, []).append((old, entry.msgstr))
    if faults:
        raise CatalogueError(faults)
    made = {path: _changed((root / path).read_bytes(), some) for path, some in changes.items()}
    for path, content in made.items():
        (root / path).write_bytes(content)
    return sum(len(some) for some in changes.values())


def said_twice(found: Iterable[Pair]) -> dict[str, list[Pair]]:
    """Return the texts that stand more than once, by their French; words of fields are left out.

    What a field is called stands beside the field, whatever else is called so.
    """
    by_text: dict[tuple[str, str], list[Pair]] = {}
    for one in found:
        if not one.of_field:
            by_text.setdefault((one.fr.text, one.en.text), []).append(one)
    return {text: some for (text, _), some in by_text.items() if len(some) > 1}


def said_otherwise(found: Iterable[Pair], language: Language) -> dict[str, set[str]]:
    """Return the texts of a language that the other one says in more than one way, and how."""
    ways: dict[str, set[str]] = {}
    other: Language = "en" if language == "fr" else "fr"
    for one in found:
        ways.setdefault(one.in_(language).text, set()).add(one.in_(other).text)
    return {text: some for text, some in ways.items() if len(some) > 1}


def _read(text: str) -> polib.POFile:
    try:
        book = polib.pofile(text)
    except (OSError, UnicodeError, ValueError) as error:
        raise CatalogueError([NO_PO.format(why=error)]) from error
    if book.metadata.get("Language") not in ("fr", "en"):
        raise CatalogueError([NO_LANGUAGE])
    return book


def _holders(text: str) -> Counter[str]:
    return Counter(HOLDER.findall(text))


def _changed(content: bytes, some: Sequence[tuple[Written, str]]) -> bytes:
    """Return a source with some of its texts replaced, the last ones first."""
    for old, new in sorted(some, key=lambda one: -one[0].begins):
        content = content[: old.begins] + _quoted(new, old).encode() + content[old.ends :]
    return content


def _quoted(text: str, old: Written) -> str:
    """Return a text as a literal, over several lines when it is long."""
    lines = textwrap.wrap(
        text,
        max(30, WIDTH - old.indent),
        drop_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
        expand_tabs=False,
    )
    start = "f" if old.filled else ""
    between = "\n" + " " * old.indent
    return between.join(f'{start if HOLDER.search(one) else ""}"{_escaped(one)}"' for one in lines)


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return plain.replace("\u00a0", "\\u00a0").replace("\u202f", "\\u202f")


NO_PO = Text(
    fr="Ce fichier ne se lit pas comme un fichier .po ({why}). Attendu : celui qu'écrit "
    "`ramasse words export`, traduit.",
    en="This file cannot be read as a .po file ({why}). Expected: the one that "
    "`ramasse words export` writes, translated.",
)
NO_LANGUAGE = Text(
    fr="Ce fichier .po ne dit pas sa langue. Attendu : « Language: fr » ou « Language: en » dans "
    "son en-tête, comme l'écrit `ramasse words export`.",
    en='This .po file does not say its language. Expected: "Language: fr" or "Language: en" in its '
    "heading, as `ramasse words export` writes it.",
)
GONE = Text(
    fr="Ligne {line} : {key} n'est plus un texte du programme. Exportez de nouveau et reportez vos "
    "traductions.",
    en="Line {line}: {key} is no longer a text of the program. Export again and carry over your "
    "translations.",
)
STALE = Text(
    fr="Ligne {line} : {key} a changé depuis l'export. Trouvé « {then} ». Attendu : « {now} ». "
    "Exportez de nouveau et reportez cette traduction.",
    en='Line {line}: {key} changed since the export. Found "{then}". Expected: "{now}". Export '
    "again and carry over this translation.",
)
FILLED = Text(
    fr="Ligne {line} : {key} ne garde pas ce qui le remplit. Attendu, tel quel, une fois chacun : "
    "{wanted}.",
    en="Line {line}: {key} does not keep what fills it. Expected, as it is, once each: {wanted}.",
)
CHANGED = Text(
    fr="{count} textes changés dans les sources. Remettez-les en forme, puis lancez les tests.",
    en="{count} texts changed in the sources. Format them, then run the tests.",
)
