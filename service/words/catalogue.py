"""All that is said in both languages, as a .po file for whoever translates it, and back.

Texts stand in the sources, each language beside the other: ``Text(fr=…, en=…)``, and
``fr(…), en(…)`` in the annotation of a field. They are found there, and what a translator changed
is written there: nothing else has to be kept in step.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib

from models.base import Language, Text

ROOT = Path(__file__).parent.parent.parent
"""Where the sources are."""
PACKAGES = ("models", "pools", "scenarios", "solver", "service")
HOLDER = re.compile(r"\{[^{}]*\}")
WIDTH = 88
"""Letters of a line of text in a source, at most."""
SHIFT = 4


@dataclass(frozen=True)
class Written:
    """A text in one language, and where its source has it."""

    text: str
    """What stands between the quotes; what it is filled with, in braces."""
    begins: int
    ends: int
    """Bytes of the source."""
    indent: int
    filled: bool
    """Whether the source fills it: an f-string."""


@dataclass(frozen=True)
class Pair:
    """One text in both languages."""

    key: str
    """Stable name: the file, and what the text is called or is part of."""
    path: Path
    line: int
    fr: Written
    en: Written

    def in_(self, language: Language) -> Written:
        """Return it in one language."""
        return self.fr if language == "fr" else self.en


class CatalogueError(Exception):
    """A .po file that cannot be taken over: all that is wrong with it."""

    def __init__(self, faults: Sequence[Text]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(one.en for one in faults))


def pairs(root: Path = ROOT) -> tuple[Pair, ...]:
    """Return every text of the sources below a folder, in the order of files and lines."""
    found: list[Pair] = []
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            found += _of_file(path, path.relative_to(root))
    return tuple(found)


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


def doubles(found: Iterable[Pair]) -> dict[str, list[Pair]]:
    """Return the French texts that are said in English in more than one way, and those ways."""
    by_french: dict[str, list[Pair]] = {}
    for one in found:
        by_french.setdefault(one.fr.text, []).append(one)
    return {
        text: some for text, some in by_french.items() if len({one.en.text for one in some}) > 1
    }


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


def _of_file(path: Path, named: Path) -> Iterator[Pair]:
    source = path.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    module = ".".join(named.with_suffix("").parts).removesuffix(".__init__")
    seen: Counter[str] = Counter()
    for names, fr, en in _found(ast.parse(source), ()):
        key = f"{module}:{'.'.join(names)}" if names else module
        seen[key] += 1
        if seen[key] > 1:
            key += f"#{seen[key]}"
        yield Pair(key, named, fr.lineno, _written(fr, starts), _written(en, starts))


def _found(
    node: ast.AST, names: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], ast.expr, ast.expr]]:
    """Yield what a text is called, and its nodes in French and English, below a node."""
    for mine, child in _children(node, names):
        texts = _texts(child)
        for part, fr, en in texts:
            yield (*mine, part) if part else mine, fr, en
        if not texts:
            yield from _found(child, mine)


def _children(node: ast.AST, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ast.AST]]:
    """Yield the nodes below a node, each with the names that lead to it."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            said = key.value if isinstance(key, ast.Constant) else None
            yield (*names, str(said)) if said is not None else names, value
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield (*names, child.name), child
        elif isinstance(child, ast.Assign) and isinstance(child.targets[0], ast.Name):
            yield (*names, child.targets[0].id), child
        elif isinstance(child, ast.AnnAssign) and isinstance(child.target, ast.Name):
            yield (*names, child.target.id), child
        else:
            yield names, child


def _texts(node: ast.AST) -> list[tuple[str, ast.expr, ast.expr]]:
    """Return the texts that a node holds itself: a ``Text``, or the words of a field."""
    if isinstance(node, ast.Call) and _called(node) == "Text":
        given = {one.arg: one.value for one in node.keywords}
        fr, en = given.get("fr"), given.get("en")
        return [("", fr, en)] if fr and en and _plain(fr) and _plain(en) else []
    if not isinstance(node, ast.Tuple):
        return []
    told = {_called(one): one for one in node.elts if isinstance(one, ast.Call)}
    if "fr" not in told or "en" not in told:
        return []
    french, english = _words(told["fr"]), _words(told["en"])
    return [(part, french[part], english[part]) for part in french if part in english]


def _words(call: ast.Call) -> dict[str, ast.expr]:
    """Return what the words of a field in one language say: its title, its note."""
    given = dict(zip(("title", "note"), call.args, strict=False))
    given |= {one.arg: one.value for one in call.keywords if one.arg is not None}
    return {part: value for part, value in given.items() if _plain(value)}


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _plain(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _written(node: ast.expr, starts: Sequence[int]) -> Written:
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    filled = isinstance(node, ast.JoinedStr)
    return Written(
        text=_said(node),
        begins=starts[node.lineno - 1] + node.col_offset,
        ends=starts[node.end_lineno - 1] + node.end_col_offset,
        indent=node.col_offset,
        filled=filled,
    )


def _said(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr)
    return ast.unparse(node)[2:-1] if not node.values else "".join(map(_part, node.values))


def _part(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        # in a source that is filled, braces of the text itself are doubled
        return str(node.value).replace("{", "{{").replace("}", "}}")
    assert isinstance(node, ast.FormattedValue)
    form = "" if node.format_spec is None else ":" + _said(node.format_spec)
    return "{" + ast.unparse(node.value) + form + "}"


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
