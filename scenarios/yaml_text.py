"""YAML text as nodes, read within stated limits.

YAML 1.2, core schema: ``yes`` is a text, ``08:00`` too. Tags, repeated keys and numbers that are
not finite are refused; aliases count as often as they are used.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from models.base import Text
from scenarios.faults import Complaint, Mark, shown
from scenarios.nodes import Entry, Node, dotted
from scenarios.scalars import MAX_DIGITS, resolve
from scenarios.sizes import far_too_many, list_most
from scenarios.yaml_events import NotYamlError, events_of

MAX_DEPTH = 40
MAX_NODES = 200_000
"""Keys and values of one file, aliases expanded: ten times what a department needs."""

_TAG = "tag:yaml.org,2002:"


class UnreadableError(Exception):
    """A text that cannot be read to its end, with all that was found until there."""

    def __init__(self, complaints: list[Complaint]) -> None:
        self.complaints = complaints
        super().__init__(complaints[-1].text.en)


def parse(text: str, label: str, *, lines: bool = True) -> tuple[Node | None, list[Complaint]]:
    """Read the one document of a YAML text.

    Parameters
    ----------
    text
        The text.
    label
        The file's name, or the option it comes from.
    lines
        Whether marks carry line numbers.

    Returns
    -------
    tuple
        The root, none when the text holds nothing; and what is wrong with single values.

    Raises
    ------
    UnreadableError
        The text is not YAML, or is beyond the limits.
    """
    return _Composer(text, label, lines).root()


class _Composer:
    """Builds nodes from the parser's events, and keeps count."""

    def __init__(self, text: str, label: str, lines: bool) -> None:
        self.label = label
        self.lines = lines
        self.said: list[tuple[Mark, tuple[str | int, ...], Text]] = []
        self.path: list[str | int] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0
        self.events = self._events(text)

    def root(self) -> tuple[Node | None, list[Complaint]]:
        found: Node | None = None
        for event in self.events:
            if not isinstance(event, DocumentStartEvent):
                continue
            if found is not None:
                self._stop(
                    self._mark(event),
                    "Un second document (« --- ») commence ici. Attendu : un seul par fichier. "
                    "Retirez-le, ou mettez-le dans un autre fichier.",
                    'A second document ("---") begins here. Expected: one per file. '
                    "Remove it, or move it to another file.",
                )
            first = next(self.events)
            found = self._node(first, self._mark(first), 1)
        return found, self._complaints(found)

    def _events(self, text: str) -> Iterator[Event]:
        """Yield the parser's events; its errors become faults."""
        try:
            yield from events_of(text)
        except NotYamlError as error:
            mark = Mark(
                self.label, error.line + 1 if self.lines and error.line is not None else None
            )
            if error.problem is None:
                self._stop(
                    mark,
                    "Un caractère ou une écriture n'est pas du YAML. Attendu : du texte lisible. "
                    "Retirez-le, ou enregistrez de nouveau le fichier en texte UTF-8.",
                    "A character or a notation is not YAML. Expected: readable text. "
                    "Remove it, or save the file again as UTF-8 text.",
                )
            self._stop(
                mark,
                "Ce n'est plus du YAML à partir d'ici. Attendu : « clé: valeur » ou « - élément ». "
                "Vérifiez, ici et juste avant, le décalage (des espaces, jamais de tabulation), "
                "les deux-points, les guillemets et les crochets.",
                f'This is no longer YAML from here ({error.problem}). Expected: "key: value" or '
                '"- item". Check, here and just before, the indentation (spaces, never tabs), '
                "colons, quotes and brackets.",
            )

    def _node(self, event: Event, mark: Mark, depth: int) -> Node:
        if isinstance(event, AliasEvent):
            return self._alias(event, mark)
        before = self.count
        self._add(1, mark)
        if depth > MAX_DEPTH:
            self._stop(
                mark,
                f"Plus de {MAX_DEPTH} niveaux imbriqués. Attendu : une dizaine au plus. "
                "Vérifiez le décalage et les crochets.",
                f"More than {MAX_DEPTH} nested levels. Expected: ten or so at most. "
                "Check the indentation and the brackets.",
            )
        # the parser announces a node, then its parts, then its end
        assert isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent)
        self._refuse_tag(event, mark)
        if isinstance(event, ScalarEvent):
            node = self._scalar(event, mark)
        elif isinstance(event, SequenceStartEvent):
            node = Node(mark, self._items(depth))
        else:
            node = Node(mark, self._entries(depth))
        if event.anchor is not None:
            self.anchors[event.anchor] = node, self.count - before
        return node

    def _items(self, depth: int) -> tuple[Node, ...]:
        items: list[Node] = []
        whole = list_most(self.path)
        while not isinstance(event := next(self.events), SequenceEndEvent):
            if whole is not None and len(items) > whole:
                told = far_too_many(str(self.path[0]), whole)
                self._stop(self._mark(event), told.fr, told.en)
            self.path.append(len(items))
            items.append(self._node(event, self._mark(event), depth + 1))
            self.path.pop()
        return tuple(items)

    def _entries(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            mark = self._mark(event)
            if not isinstance(event, ScalarEvent):
                self._stop(
                    mark,
                    "Une clé est ici une liste, un bloc ou un renvoi. Attendu : un mot. "
                    "Vérifiez les crochets, les accolades et les « ? ».",
                    "A key is a list, a block or an alias here. Expected: a word. "
                    'Check brackets, braces and "?".',
                )
            self._add(1, mark)
            key = event.value
            first = next(self.events)
            empty = isinstance(first, ScalarEvent) and not first.value and not first.style
            # the parser places an empty value after the lines that follow
            self.path.append(key)
            value = self._node(first, mark if empty else self._mark(first), depth + 1)
            if key in entries:
                self._complain(
                    mark,
                    f"La clé « {key} » est déjà écrite ligne {entries[key].mark.line}. "
                    "Attendu : une seule fois. Gardez la bonne, retirez l'autre.",
                    f'The key "{key}" is already written at line {entries[key].mark.line}. '
                    "Expected: once. Keep the right one, remove the other.",
                )
            entries.setdefault(key, Entry(mark, value))
            self.path.pop()
        return entries

    def _scalar(self, event: ScalarEvent, mark: Mark) -> Node:
        text = event.value
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            self._complain(
                mark,
                "Un caractère (\\uD800 à \\uDFFF) n'existe pas seul. Attendu : du texte lisible. "
                "Retirez-le.",
                "A character (\\uD800 to \\uDFFF) does not exist alone. Expected: readable text. "
                "Remove it.",
            )
            return Node(mark, "?", unreadable=True)
        if not event.implicit[0]:
            return Node(mark, str(text))
        try:
            return Node(mark, resolve(text))
        except OverflowError:
            self._complain(
                mark,
                f"Trouvé {shown(text)}, qui n'est pas un nombre utilisable. Attendu : un nombre "
                f"fini, de {MAX_DIGITS} chiffres au plus. Corrigez-le, ou retirez la clé.",
                f"Found {shown(text)}, which is not a usable number. Expected: a finite number of "
                f"{MAX_DIGITS} digits at most. Correct it, or remove the key.",
            )
            return Node(mark, 0, unreadable=True)

    def _alias(self, event: AliasEvent, mark: Mark) -> Node:
        name = event.anchor
        if name not in self.anchors:
            self._stop(
                mark,
                f"Le renvoi « *{name} » ne désigne rien de complet. Attendu : une ancre "
                f"« &{name} » écrite plus haut. Écrivez-la, ou recopiez la valeur.",
                f'The alias "*{name}" names nothing complete. Expected: an anchor "&{name}" '
                "above. Write it, or copy the value.",
            )
        node, size = self.anchors[name]
        self._add(size, mark)
        return node

    def _refuse_tag(
        self, event: ScalarEvent | SequenceStartEvent | MappingStartEvent, mark: Mark
    ) -> None:
        if event.tag not in (None, "!", f"{_TAG}str", f"{_TAG}seq", f"{_TAG}map"):
            self._complain(
                mark,
                f"Le type {shown(event.tag)} n'est pas lu ici. Attendu : une valeur simple. "
                "Retirez le « ! » et ce qui le suit.",
                f"The tag {shown(event.tag)} is not read here. Expected: a plain value. "
                'Remove the "!" and what follows it.',
            )

    def _add(self, size: int, mark: Mark) -> None:
        self.count += size
        if self.count > MAX_NODES:
            self._stop(
                mark,
                f"Plus de {MAX_NODES} valeurs une fois les renvois (« *nom ») développés. "
                "Attendu : quelques milliers. Retirez les renvois, ou ce qui est en trop.",
                f'More than {MAX_NODES} values once aliases ("*name") are expanded. '
                "Expected: a few thousand. Remove the aliases, or what is not needed.",
            )

    def _mark(self, event: Event) -> Mark:
        return Mark(self.label, event.start_mark.line + 1 if self.lines else None)

    def _complaints(self, root: Node | None) -> list[Complaint]:
        """Return what was said, each with its path; by positions when there is no root yet."""
        whole = root or Node(Mark(self.label), None)
        return [Complaint(mark, dotted(whole, path), text) for mark, path, text in self.said]

    def _complain(self, mark: Mark, fr: str, en: str) -> None:
        self.said.append((mark, tuple(self.path), Text(fr=fr, en=en)))

    def _stop(self, mark: Mark, fr: str, en: str) -> NoReturn:
        self._complain(mark, fr, en)
        raise UnreadableError(self._complaints(None))
