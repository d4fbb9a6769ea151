"""Where texts stand in the sources: each in both languages, with its place and its name."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.base import Language

ROOT = Path(__file__).parent.parent.parent
"""Where the sources are."""
PACKAGES = ("models", "pools", "scenarios", "solver", "service")
PARTS = (("", "fr", "en"), ("remedy", "fr_remedy", "en_remedy"))
"""What a function that is given texts calls them, and what part they are; a ``code`` names them."""
_SAID = re.compile(rb"\bfr\s*[:=(]")
_LEAVES = (ast.Name, ast.Constant, ast.expr_context, ast.operator, ast.alias)
Paired = Mapping[str, tuple[str, ...]]
"""Functions that are given a text in both languages: what each is given, in order."""


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
    of_field: bool
    """Whether it is one of the words of a field, which stand beside that field alone."""

    def in_(self, language: Language) -> Written:
        """Return it in one language."""
        return self.fr if language == "fr" else self.en


def pairs(root: Path = ROOT) -> tuple[Pair, ...]:
    """Return every text of the sources below a folder, in the order of files and lines."""
    read = {
        path.relative_to(root): path.read_bytes()
        for package in PACKAGES
        for path in sorted((root / package).rglob("*.py"))
    }
    trees = {path: ast.parse(source) for path, source in read.items() if _SAID.search(source)}
    own = {path: dict(_taking(tree)) for path, tree in trees.items()}
    named = "|".join(sorted({name for functions in own.values() for name in functions} | {"Text"}))
    called = re.compile(rb"\b(%s)\s*(\(|as\b)" % named.encode())
    for path, source in read.items():
        if path not in trees and called.search(source):
            trees[path], own[path] = ast.parse(source), {}
    paired = _paired(trees, own)
    return tuple(
        pair
        for path in read
        if path in trees
        for pair in _of_file(path, read[path], trees[path], paired[path])
    )


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _of_file(path: Path, source: bytes, tree: ast.Module, paired: Paired) -> Iterator[Pair]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    module = _module(path)
    seen: Counter[str] = Counter()
    for names, of_field, fr, en in _found(tree, (), paired):
        if not _said(fr) and not _said(en):
            continue
        key = f"{module}:{'.'.join(names)}" if names else module
        seen[key] += 1
        if seen[key] > 1:
            key += f"#{seen[key]}"
        yield Pair(key, path, fr.lineno, _written(fr, starts), _written(en, starts), of_field)


def _found(
    node: ast.AST, names: tuple[str, ...], paired: Paired
) -> Iterator[tuple[tuple[str, ...], bool, ast.expr, ast.expr]]:
    """Yield what a text is called, whether a field says it, its French and English nodes."""
    for mine, child in _children(node, names):
        texts = _texts(child, paired)
        for part, fr, en in texts:
            yield (*mine, part) if part else mine, isinstance(child, ast.Tuple), fr, en
        if not texts:
            yield from _found(child, mine, paired)


def _children(node: ast.AST, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ast.AST]]:
    """Yield the nodes below a node, each with the names that lead to it."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            said = key.value if isinstance(key, ast.Constant) else None
            yield (*names, str(said)) if said is not None else names, value
        return
    if isinstance(node, _LEAVES):
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


def _texts(node: ast.AST, paired: Paired) -> list[tuple[str, ast.expr, ast.expr]]:
    """Return the texts that a node holds itself.

    They are a ``Text``, what a function that takes ``fr`` and ``en`` is given, or the words of a
    field.
    """
    if isinstance(node, ast.Call):
        given = {one.arg: one.value for one in node.keywords}
        given |= dict(zip(paired.get(_called(node), ()), node.args, strict=False))
        code = given.get("code")
        named = str(code.value) if isinstance(code, ast.Constant) else ""
        found = []
        for part, fr, en in PARTS:
            french, english = given.get(fr), given.get(en)
            if french is not None and english is not None and _plain(french) and _plain(english):
                found.append((part or named, french, english))
        return found
    if not isinstance(node, ast.Tuple):
        return []
    told = {_called(one): one for one in node.elts if isinstance(one, ast.Call)}
    if "fr" not in told or "en" not in told:
        return []
    french_words, english_words = _words(told["fr"]), _words(told["en"])
    beside = [
        (name, fr, en)
        for name, one in told.items()
        for _, fr, en in _texts(one, paired)
        if name not in ("fr", "en")
    ]
    return beside + [
        (part, french_words[part], english_words[part])
        for part in french_words
        if part in english_words
    ]


def _paired(trees: Mapping[Path, ast.Module], own: Mapping[Path, Paired]) -> dict[Path, Paired]:
    """Return, file by file, the functions at hand that are given a text in both languages.

    They are those that it defines (its own), and those that it imports by name.
    """
    modules = {_module(path): functions for path, functions in own.items()}
    found: dict[Path, Paired] = {}
    for path, tree in trees.items():
        at_hand: dict[str, tuple[str, ...]] = {"Text": ("fr", "en"), **own[path]}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                there = modules.get(node.module or "", {})
                at_hand |= {
                    one.asname or one.name: there[one.name]
                    for one in node.names
                    if one.name in there
                }
        found[path] = at_hand
    return found


def _taking(tree: ast.Module) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the functions that take ``fr`` and ``en``, with the names of what they take."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = tuple(one.arg for one in node.args.args if one.arg != "self")
            if "fr" in names and "en" in names:
                yield node.name, names


def _words(call: ast.Call) -> dict[str, ast.expr]:
    """Return what the words of a field in one language say: its title, its note."""
    given = dict(zip(("title", "note"), call.args, strict=False))
    given |= {one.arg: one.value for one in call.keywords if one.arg is not None}
    return {part: value for part, value in given.items() if _plain(value)}


def _called(call: ast.Call) -> str:
    """Return what a call names: a function, or a method of the thing itself."""
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        return call.func.attr if call.func.value.id == "self" else ""
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
