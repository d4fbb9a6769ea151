"""Files and records with somebody taken out: YAML, workbooks, lists and JSON keep their form."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.sax.saxutils import escape, unescape

from models.calendar import DAY_NUMBER
from service.privacy.spelling import LEAST, Wanted, reached_by

_NODE = re.compile(r">([^<>]+)<")
_SHARED = re.compile(r"<si>.*?</si>", re.DOTALL)
_TEXT = re.compile(r"(<t(?:\s[^>]*)?>)([^<]*)(</t>)")
_ENTITIES = {"&quot;": '"', "&apos;": "'"}
CONTACT = "contact"
"""What the field is called everywhere."""
Change = Callable[[str], str]


class Rewriter:
    """Replaces somebody by a word that says nothing, and counts."""

    def __init__(self, who: Wanted, by: str, town: str = "") -> None:
        self.who = who
        self.by = by
        self.ids = who.ids_in(town)
        self.count = 0

    def text(self, text: str) -> str:
        """Return a text without them."""
        if text.strip() in self.ids:
            self.count += 1
            return self.by
        made, count = self.who.replaced(text, self.by)
        self.count += count
        return made

    def words(self, text: str) -> str:
        """Return a YAML file or a list of theirs: ids that stand alone are replaced too."""
        made = self.text(text)
        for one in sorted(self.ids):
            alone = rf"(?<![\w\-]){re.escape(one)}(?![\w\-])"
            made, count = re.subn(alone, self.by, made)
            self.count += count
        return made

    def value(self, value: Any) -> Any:
        """Return what JSON holds without them, keys too."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(one) for one in value]
        if isinstance(value, dict):
            return {self.text(key): self.value(one) for key, one in value.items()}
        return value

    def json(self, content: bytes | str) -> str | None:
        """Return a JSON text without them; none where they are not in it."""
        text = content.decode() if isinstance(content, bytes) else content
        plain = json.loads(text)
        before = self.count
        made = self.value(plain)
        return json.dumps(made, ensure_ascii=False) if self.count > before else None

    def file(self, content: bytes) -> bytes | None:
        """Return a file without them; none where they are not in it, or it holds no text."""
        before = self.count
        if content[:4] == b"PK\x03\x04":
            made = workbook(content, self.text)
        else:
            found = _decoded(content)
            if found is None:
                return None
            text, letters = found
            made = self.words(text).encode(letters)
        return made if self.count > before else None


def workbook(content: bytes, change: Change) -> bytes:
    """Return a workbook with every text in it changed: cells, lists, remarks, its author.

    A cell whose letters are of several kinds is one text.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.infolist():
            part = old.read(one)
            if one.filename.endswith((".xml", ".rels", ".vml")):
                part = _xml(part.decode("utf-8"), change).encode("utf-8")
            new.writestr(one, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _xml(text: str, change: Change) -> str:
    def node(found: re.Match[str]) -> str:
        plain = unescape(found[1], _ENTITIES)
        made = change(plain)
        return found[0] if made == plain else f">{escape(made)}<"

    def shared(found: re.Match[str]) -> str:
        parts = _TEXT.findall(found[0])
        plain = unescape("".join(part[1] for part in parts), _ENTITIES)
        made = change(plain) if len(parts) > 1 else plain
        if made == plain:
            return found[0]
        whole = iter([escape(made), *("" for _ in parts[1:])])
        return _TEXT.sub(lambda part: f"{part[1]}{next(whole)}{part[3]}", found[0])

    return _NODE.sub(node, _SHARED.sub(shared, text))


def without_contacts(value: Any) -> Any:
    """Return what JSON holds with every contact emptied: for what is passed on."""
    if isinstance(value, list):
        return [without_contacts(one) for one in value]
    if isinstance(value, dict):
        return {
            key: "" if key == CONTACT and isinstance(one, str) else without_contacts(one)
            for key, one in value.items()
        }
    return value


def records(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every record of JSON that has a contact."""
    if isinstance(value, list):
        for one in value:
            yield from records(one)
    elif isinstance(value, dict):
        if isinstance(value.get(CONTACT), str):
            yield value
        for one in value.values():
            yield from records(one)


def known_of(who: Wanted, value: Any, town: str) -> Wanted:
    """Return somebody with what records of a town say more: numbers, e-mails, ids of a person.

    An id that is also something else's stays: the ledger may know that by it.
    """
    more, ids = [], set()
    for one in records(value):
        name, contact, called = str(one.get("label", "")), one[CONTACT], str(one.get("id", ""))
        person = "association" in one
        named = bool(who.pattern.search(name)) or called in who.spellings
        if not (named and person) and not who.pattern.search(contact):
            continue
        more += reached_by(contact)
        if person:
            more += [name] if name else []
            ids.add(called)
    if not more and not ids:
        return who
    kept = {one for one in ids if len(one) >= LEAST} - set(_others(value)) - set(DAY_NUMBER)
    return who.with_more(more, town, kept)


def _others(value: Any) -> Iterator[str]:
    """Yield the ids of all that is no person."""
    if isinstance(value, list):
        for one in value:
            yield from _others(one)
    elif isinstance(value, dict):
        if isinstance(value.get("id"), str) and not ("association" in value and CONTACT in value):
            yield value["id"]
        for one in value.values():
            yield from _others(one)


def _decoded(content: bytes) -> tuple[str, str] | None:
    if b"\0" in content or content[:2] == b"\x1f\x8b":
        return None
    for letters in ("utf-8", "cp1252"):
        try:
            return content.decode(letters), letters
        except UnicodeDecodeError:
            continue
    return None
