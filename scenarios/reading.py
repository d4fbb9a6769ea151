"""Scenario files read, merged and validated.

What counts, from the weakest to the strongest: the defaults of the models; the base of the file;
the overrides of the variant's ancestors, the oldest first; those of the variant; ``--set``, in
the order given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from models.base import Text
from models.findings import Finding
from models.scenario import Scenario
from scenarios.addresses.book import Book
from scenarios.addresses.finding import Finder, default_finder
from scenarios.addresses.located import located
from scenarios.addresses.outcome import how_found
from scenarios.beside import beside
from scenarios.counted_kg import with_kg
from scenarios.faults import Complaint, Mark, ScenarioError, ordered, shown
from scenarios.fields import slot
from scenarios.named_tables import with_tables
from scenarios.nodes import Entry, Node, dotted, locate
from scenarios.sense import problems
from scenarios.shape import check_shape
from scenarios.shortfalls import means
from scenarios.sizes import too_many
from scenarios.source import Source, read, refuse_table
from scenarios.variants import BASE, Header, overridden, read_header, split, trees, unknown_variant
from scenarios.yaml_text import UnreadableError, parse


@dataclass(frozen=True)
class Loaded:
    """A scenario ready to be planned."""

    scenario: Scenario
    folder: Path
    """Where the tables that the file names are."""
    source: str
    """How the file is named to people."""
    warnings: tuple[Finding, ...]
    """What is short of means or assumed: planned all the same."""


def load(
    source: str | Path,
    variant: str | None = None,
    overrides: Sequence[str] = (),
    finder: Finder | None = None,
) -> Loaded:
    """Read a scenario.

    Parameters
    ----------
    source
        A name of the library, or the path of a YAML file or workbook.
    variant
        One of the file's variants, or ``base``; the file's ``default_variant`` when absent.
    overrides
        ``path=value`` each, the value written in YAML, applied in order after the variant.
    finder
        Where addresses are looked up; by default, as this computer is set.

    Returns
    -------
    Loaded
        The scenario, and what it is short of.

    Raises
    ------
    ScenarioError
        Something is false or contradictory; all faults that could be found at once.

    Examples
    --------
    >>> loaded = load("aubagne", "alone", ["policy.sorting_min=30"])
    >>> loaded.scenario.variant, loaded.scenario.policy.sorting_min
    ('alone', 30.0)
    """
    text = read(source)
    root, said, unread = _read(text, finder)
    complaints = list(said)
    root, more, told = with_tables(root, text.folder)
    complaints += more
    tree, more = _resolved(root, variant)
    complaints += more
    for given in overrides:
        tree, more = _set(tree, given)
        complaints += more
    tree, more, also = with_tables(tree, text.folder)
    complaints += more
    many = too_many(tree)
    if many:
        # nothing else is looked for: that alone would take minutes
        raise ScenarioError(ordered([*complaints, *many]))
    tree, lost, found = located(with_kg(tree), slot(Scenario), finder)
    scenario, more = check_shape(tree, Scenario, tuple(Header.model_fields))
    complaints += more
    complaints += lost
    if complaints:
        from scenarios.set_aside import wrong_beside  # only where something is wrong

        raise ScenarioError(ordered([*complaints, *wrong_beside(tree, complaints)]))
    assert isinstance(scenario, Scenario)
    complaints = [
        Complaint(locate(tree, one.loc, key=one.key), dotted(tree, one.loc), one.text)
        for one in problems(scenario)
    ]
    complaints += _missing_files(tree, scenario, text.folder)
    if complaints:
        raise ScenarioError(ordered(complaints))
    notes = tuple(
        Finding(code="not_read", severity="warning", text=one) for one in (*unread, *told, *also)
    )
    warnings = (*notes, *how_found(found), *means(scenario))
    return Loaded(scenario, text.folder, text.label, warnings)


def variants(source: str | Path) -> tuple[tuple[str, str], ...]:
    """Return the name and label of each variant of a file, the base first.

    Raises
    ------
    ScenarioError
        The file or its list of variants cannot be read.

    Examples
    --------
    >>> dict(variants("aubagne"))["alone"]
    'Chacun seul'
    """
    text = read(source)
    root, complaints = _root(text)
    base, node = split(root)
    header, more = read_header(node)
    if complaints + more:
        raise ScenarioError(ordered(complaints + more))
    assert isinstance(base.value, dict)
    label = base.value["label"].node.value if "label" in base.value else BASE
    named = ((name, one.label) for name, one in header.variants.items())
    return ((BASE, str(label)), *named)


def tree(source: str | Path | Source) -> Node:
    """Return what a file says, base and variants, as nodes that remember their place.

    Parameters
    ----------
    source
        A name of the library, a path, or the text itself.

    Raises
    ------
    ScenarioError
        It cannot be read.
    """
    root, complaints = _root(source if isinstance(source, Source) else read(source))
    if complaints:
        raise ScenarioError(ordered(complaints))
    return root


def _root(source: Source) -> tuple[Node, list[Complaint]]:
    root, complaints, _ = _read(source)
    return root, list(complaints)


def _read(
    source: Source, finder: Finder | None = None
) -> tuple[Node, tuple[Complaint, ...], tuple[Text, ...]]:
    """Return the tree of a file, its faults, and what was not read and need not be."""
    if source.book is None:
        return _parsed(source, ())
    # a short workbook is read by what its addresses mean here and now
    return _parsed(source, (finder or default_finder()).books)


@lru_cache(maxsize=2)
def _parsed(
    source: Source, books: tuple[Book, ...]
) -> tuple[Node, tuple[Complaint, ...], tuple[Text, ...]]:
    """Return what ``_read`` does, once when all variants of a file are asked for in turn."""
    label = source.label
    try:
        if source.book is not None:
            # a workbook's library takes a while to import
            from scenarios.workbook.reading import parse as parse_book

            node, said, notes = parse_book(source.book, label, Finder(books))
            return node, tuple(said), tuple(notes)
        root, complaints = parse(source.text, label)
    except UnreadableError as error:
        if source.book is None:
            refuse_table(source.text, source.label)
        raise ScenarioError(ordered(error.complaints)) from error
    if root is None or not isinstance(root.value, dict):
        refuse_table(source.text, source.label)
        mark = root.mark if root is not None else Mark(label)
        raise ScenarioError(ordered([*complaints, Complaint(mark, "", NO_KEYS)]))
    return root, tuple(complaints), ()


def _resolved(root: Node, variant: str | None) -> tuple[Node, list[Complaint]]:
    """Return the tree of a variant; of the base when that variant cannot be had."""
    base, node = split(root)
    header, complaints = read_header(node)
    if complaints:
        return base, complaints
    found, complaints = trees(base, node, header)
    name = variant if variant is not None else header.default_variant
    if name not in found:
        text = unknown_variant(name, tuple(found))
        return base, [*complaints, Complaint(Mark(f"--variant {shown(name)}"), "", text)]
    tree = found[name]
    if name != BASE and isinstance(tree.value, dict):
        entry = Entry(tree.mark, Node(tree.mark, name))
        tree = replace(tree, value={**tree.value, "variant": entry})
    return tree, complaints


def _set(tree: Node, given: str) -> tuple[Node, list[Complaint]]:
    label = f"--set {given if len(given) <= 80 else given[:79] + '…'}"
    path, equals, written = given.partition("=")
    if not equals or not path.strip():
        text = Text(
            fr="Attendu : « chemin=valeur », par exemple « policy.sorting_min=30 ». "
            "Récrivez l'option.",
            en='Expected: "path=value", such as "policy.sorting_min=30". Rewrite the option.',
        )
        return tree, [Complaint(Mark(label), "", text)]
    try:
        value, complaints = parse(written, label, lines=False)
    except UnreadableError as error:
        return tree, error.complaints
    node = value if value is not None else Node(Mark(label), None)
    tree, stray = overridden(tree, [(path.strip(), node)])
    return tree, complaints + stray


def _missing_files(tree: Node, scenario: Scenario, folder: Path) -> list[Complaint]:
    """Return the travel files that are named but do not lie beside the scenario."""
    found = []
    for field, what in (("roads", ROADS), ("table", TABLE)):
        name = getattr(scenario.travel, field)
        if name is None or beside(folder, name) is not None:
            continue
        loc = ("travel", field)
        text = MISSING.format(name=shown(name), what=what)
        found.append(Complaint(locate(tree, loc), ".".join(loc), text))
    return found


ROADS = Text(
    fr="un réseau routier (.osm, .osm.gz, .graphml…)", en="a road graph (.osm, .osm.gz, .graphml…)"
)
TABLE = Text(fr="une table .csv ou .xlsx", en="a .csv or .xlsx table")
MISSING = Text(
    fr="{name} n'est pas à côté du scénario. Attendu : le nom d'un fichier du même dossier, "
    "{what}. Copiez-le là, envoyez-le avec le scénario, ou retirez cette clé.",
    en="{name} is not beside the scenario. Expected: the name of a file in the same folder, "
    "{what}. Copy it there, send it with the scenario, or remove this key.",
)
NO_KEYS = Text(
    fr="Le fichier ne contient pas de clés. Attendu : « clé: valeur », par exemple "
    "« id: ma-ville ». Partez d'un scénario de la bibliothèque.",
    en='The file holds no keys. Expected: "key: value", such as "id: my-town". '
    "Start from a scenario of the library.",
)
