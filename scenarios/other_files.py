"""Files that are no scenario and are handed over as one: what they are, and where they belong.

One sentence instead of all that a scenario has and such a file has not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable

from models.base import Text
from scenarios.faults import choices, shown
from scenarios.known_files import (
    A_RESULT,
    BEGINNINGS,
    BLOCKS,
    CODES,
    CONTACTS,
    GOES_ON,
    ITS_SOURCE,
    LIST,
    MARKUP,
    MEMBERS,
    OTHER_ENDS,
    OTHER_FORM,
    RESULTS,
    ROADS,
    TABLES,
    Known,
)
from tabular.container import ZIP
from tabular.heads import title_key

LOOKED = 12
"""Lines of a text that are looked at for the titles of a table."""
WITHIN = 4_000
"""Characters of a text that are looked at for how it begins."""


def other_file(content: bytes) -> Text | None:
    """Return what is said of content that is surely not a scenario's; none where it may be one.

    Parameters
    ----------
    content
        A file, or how it begins.
    """
    for begins, known in BEGINNINGS:
        if content.startswith(begins):
            return known.text
    if content.startswith(ZIP):
        # names of members stand as they are; what is a workbook is known by its sheets
        return next((one.text for name, one in MEMBERS if name in content), None)
    head = content[:WITHIN].decode("utf-8-sig", "replace").lstrip()
    if head.startswith("<"):
        roads = re.search(r"<(osm|graphml)\b", head)
        return (ROADS if roads else MARKUP).text
    if _CODE.search(head):
        return CODES.text
    if not head.startswith("{"):
        # the first line alone: what a scenario says further down may look like anything
        first = next((one for one in head.splitlines() if one.strip()), "")
        return None if first.startswith(("#", "-")) else table_of_titles(_cells(first))
    return _of_keys(_keys(content.decode("utf-8-sig", "replace").lstrip()))


def other_table(text: str) -> Text | None:
    """Return what is said of a text that could not be read as a scenario and is some table."""
    heads = [one for one in text.splitlines()[:LOOKED] if one.strip()]
    for line in heads:
        if (found := table_of_titles(_cells(line))) is not None:
            return found
    apart = [one for one in heads if len(_cells(one)) > 2]
    return LIST.text if apart and len(apart) * 2 >= len(heads) and ": " not in apart[0] else None


def _cells(line: str) -> list[str]:
    return re.split(r"[;\t]" if re.search(r"[;\t]", line) else ",", line)


def table_of_titles(titles: Iterable[object]) -> Text | None:
    """Return what is said of a table with such titles; none where nothing known has them."""
    keys = {title_key(str(one or "").strip(" \"'\ufeff")) for one in titles}
    for wanted, known in TABLES:
        if len(keys) > 1 and all(keys & set(many) for many in wanted):
            return known.text
    return None


def unlike_its_name(name: str) -> Text | None:
    """Return what is said of a text whose name is that of a table or a document.

    The faults that it has as YAML would help nobody.
    """
    last = re.split(r"[\\/]", name)[-1]
    return OTHER_FORM.format(name=shown(last)) if last.lower().endswith(OTHER_ENDS) else None


def _of_keys(keys: Collection[str]) -> Text | None:
    """Return what is said of a block of JSON with such keys."""
    found = set(keys)
    for uses in RESULTS:
        if uses.keys <= found:
            ways = choices(f"ramasse {one}" for one in uses.goes_on)
            return Known(A_RESULT, GOES_ON.format(ways=ways)).text
    if "provenance" in found or {"town", "text", "changes"} <= found:
        return Known(A_RESULT, ITS_SOURCE).text
    for wanted, known in BLOCKS:
        if wanted <= found:
            return known.text
    contacts = {"people", "associations", "donors"}
    return CONTACTS.text if found and found <= contacts else None


def _keys(text: str) -> list[str]:
    """Return the keys of a block of JSON, as far as it can be read: it may be cut."""
    keys: list[str] = []
    decoder, at = json.JSONDecoder(), 1
    try:
        while (found := _KEY.match(text, at)) is not None:
            key, at = decoder.raw_decode(text, found.start(1))
            keys.append(key)
            at = _AFTER.match(text, at).end()  # type: ignore[union-attr]
            _, at = decoder.raw_decode(text, at)
    except (ValueError, AttributeError, RecursionError):
        pass
    return keys


_KEY = re.compile(r'[\s,]*(")')
_AFTER = re.compile(r"\s*:\s*")
_CODE = re.compile(r"\bRM1\.[A-Za-z0-9_-]{10,}\.")
