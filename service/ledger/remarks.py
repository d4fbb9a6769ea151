"""Words that people wrote beside chained lines: the chain has their salted hash, not themselves.

Somebody who is named in them can be taken out, and every chain still verifies. A remark that was
not touched is checked against its hash; one that was rewritten has lost its salt, so that nobody
can try names against the hash.
"""

from __future__ import annotations

import json
import re
import secrets
from functools import cached_property
from hashlib import sha256

from sqlalchemy import Connection, select

from service.ledger.tables import remarks

MARK = re.compile(r"§[0-9a-f]{64}")
"""What stands for a remark in a chained line."""
SALT_BYTES = 16


def keep(connection: Connection, town: str, words: str) -> str:
    """Keep a remark beside the chain, and return what stands for it there; empty for none."""
    if not words:
        return ""
    salt = secrets.token_hex(SALT_BYTES)
    mark = _mark(salt, words)
    connection.execute(remarks.insert().values(mark=mark, town=town, salt=salt, words=words))
    return mark


class Remarks:
    """The remarks of a town, put back where their marks stand."""

    def __init__(self, connection: Connection, town: str) -> None:
        self._connection = connection
        self._town = town

    @cached_property
    def _words(self) -> dict[str, str]:
        query = select(remarks.c.mark, remarks.c.words).where(remarks.c.town == self._town)
        return {row.mark: row.words for row in self._connection.execute(query)}

    def shown(self, text: str) -> str:
        """Return a text with its remark in the place of its mark."""
        return MARK.sub(lambda one: self._words.get(one[0], one[0]), text)

    def in_json(self, text: str) -> str:
        """Return JSON with remarks in the place of their marks."""

        def put(one: re.Match[str]) -> str:
            return json.dumps(self._words.get(one[0], one[0]), ensure_ascii=False)[1:-1]

        return MARK.sub(put, text)


def sound_marks(connection: Connection, town: str) -> set[str]:
    """Return the marks of a town whose remarks are there, and as they were written or erased."""
    query = select(remarks.c.mark, remarks.c.salt, remarks.c.words).where(remarks.c.town == town)
    return {
        row.mark
        for row in connection.execute(query)
        if not row.salt or row.mark == _mark(row.salt, row.words)
    }


def _mark(salt: str, words: str) -> str:
    return "§" + sha256(f"{salt}\n{words}".encode()).hexdigest()
