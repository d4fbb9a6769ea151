"""Variants of a scenario file: named overrides on its base, or on one another."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from models.base import Label, Model, Slug, Text
from models.fields import en, fr
from models.scenario import Scenario
from models.words import TAKE_ONE
from scenarios.faults import Complaint, choices, meant
from scenarios.fields import slot
from scenarios.nodes import Entry, Node, locate
from scenarios.overrides import apply
from scenarios.shape import check_shape

BASE = "base"
"""The name of the file without any override."""


class Variant(Model):
    """Named overrides."""

    label: Annotated[
        Label, fr("Nom", "Ce qu'on lit."), en("Name", "What people read of the variant.")
    ]
    extends: Annotated[
        Slug | None,
        fr("Part de", "La variante dont elle reprend les changements ; vide : aucune."),
        en("Starts from", "The variant it starts from; the base when absent."),
    ] = None
    set: Annotated[
        dict[str, Any],
        fr(
            "Changements",
            "Dans l'ordre : chemin à points (choses par leur identifiant) et valeur ; null retire.",
        ),
        en(
            "Changes",
            "Overrides in order: dotted path (entities by their id) and value; null removes.",
        ),
    ] = Field(default_factory=dict)


class Header(Model):
    """What a file holds beside the scenario."""

    default_variant: Annotated[
        Slug,
        fr(
            "Variante par défaut",
            "Appliquée quand aucune n'est demandée ; base : aucun changement.",
        ),
        en("Default variant", "Applied when none is asked for; base: no override."),
    ] = BASE
    variants: Annotated[
        dict[Slug, Variant],
        fr("Variantes", "Changements nommés de la base."),
        en("Variants", "Named overrides on the base."),
    ] = Field(default_factory=dict)


class ScenarioFile(Scenario, Header):
    """A scenario file: the fields of the base, and its variants."""


def split(root: Node) -> tuple[Node, Node]:
    """Return the base and the header of a file whose root is a block."""
    assert isinstance(root.value, dict)
    base: dict[str, Entry] = {}
    header: dict[str, Entry] = {}
    for key, entry in root.value.items():
        (header if key in Header.model_fields else base)[key] = entry
    return Node(root.mark, base), Node(root.mark, header)


def read_header(node: Node) -> tuple[Header, list[Complaint]]:
    """Return the variants of a file, and what is wrong with their form and their ancestry."""
    header, complaints = check_shape(node, Header)
    if header is None:
        return Header(), complaints
    names = (BASE, *header.variants)
    if header.default_variant not in names:
        complaints.append(_unknown(node, ("default_variant",), header.default_variant, names))
    for name, variant in header.variants.items():
        if name == BASE:
            complaints.append(
                _complain(
                    node,
                    ("variants", name),
                    f"« {BASE} » désigne le fichier sans variante. Attendu : un autre nom. "
                    "Renommez cette variante.",
                    f'"{BASE}" is the file without variant. Expected: another name. '
                    "Rename this variant.",
                )
            )
        if variant.extends is not None and variant.extends not in names:
            loc = ("variants", name, "extends")
            complaints.append(_unknown(node, loc, variant.extends, names))
        elif name in ancestors(header, name):
            complaints.append(
                _complain(
                    node,
                    ("variants", name, "extends"),
                    f"La variante « {name} » part d'elle-même, par « {variant.extends} ». "
                    "Attendu : une suite qui finit à la base. Changez « extends ».",
                    f'The variant "{name}" starts from itself, by "{variant.extends}". '
                    'Expected: a chain that ends at the base. Change "extends".',
                )
            )
    return header, complaints


def ancestors(header: Header, name: str) -> tuple[str, ...]:
    """Return the variants that one starts from, nearest first; itself too if it goes round."""
    found: list[str] = []
    while name in header.variants:
        parent = header.variants[name].extends
        if parent is None or parent in found:
            break
        found.append(parent)
        name = parent
    return tuple(found)


def trees(base: Node, node: Node, header: Header) -> tuple[dict[str, Node], list[Complaint]]:
    """Return the tree of every variant of a sound header, and overrides that lead nowhere.

    A variant's overrides come after its ancestors'.
    """
    found = {BASE: base}
    complaints: list[Complaint] = []
    for name in sorted(header.variants, key=lambda one: len(ancestors(header, one))):
        start = found[header.variants[name].extends or BASE]
        found[name], stray = overridden(start, _overrides(node, name))
        complaints += stray
    return found, complaints


def overridden(root: Node, overrides: list[tuple[str, Node]]) -> tuple[Node, list[Complaint]]:
    """Return a scenario's tree with overrides applied, and those that lead nowhere."""
    named = [
        Complaint(
            value.mark,
            path,
            Text(
                fr="Le nom de la variante n'est pas une donnée. Attendu : une autre clé. "
                "Choisissez la variante par --variant.",
                en="The name of the variant is not a datum. Expected: another key. "
                "Choose the variant with --variant.",
            ),
        )
        for path, value in overrides
        if path == "variant"
    ]
    root, stray = apply(root, slot(Scenario), [one for one in overrides if one[0] != "variant"])
    return root, named + stray


def _overrides(node: Node, name: str) -> list[tuple[str, Node]]:
    """Return a variant's overrides in the order of the file, each marked where its path stands."""
    for key in ("variants", name, "set"):
        if not isinstance(node.value, dict) or key not in node.value:
            return []
        node = node.value[key].node
    entries = node.value if isinstance(node.value, dict) else {}
    return [(path, replace(entry.node, mark=entry.mark)) for path, entry in entries.items()]


def _unknown(node: Node, loc: tuple[str, ...], name: str, names: tuple[str, ...]) -> Complaint:
    text = unknown_variant(name, names)
    return _complain(node, loc, text.fr, text.en)


def unknown_variant(name: str, names: tuple[str, ...]) -> Text:
    """Return the sentence about a variant that does not exist."""
    remedy = meant(name, names, TAKE_ONE)
    return Text(
        fr=f"Variante inconnue « {name} ». Attendu : {choices(names)}. {remedy.fr}",
        en=f'Unknown variant "{name}". Expected: {choices(names)}. {remedy.en}',
    )


def _complain(node: Node, loc: tuple[str, ...], fr: str, en: str) -> Complaint:
    return Complaint(locate(node, loc, key=True), ".".join(loc), Text(fr=fr, en=en))
