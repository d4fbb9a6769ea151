"""Kinds of runs have the names that the code gives them; an earlier week has one field.

Revision ID: 0002
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAMES = {"run": "week", "compare": "comparison", "allocate": "split", "trucks": "bookings"}
WEEK = {"split": "supply", "replan": "week"}
"""The field that names an earlier week, planned or planned again; it was two."""
runs = sa.table("runs", sa.column("number"), sa.column("kind"), sa.column("asked"))


def upgrade() -> None:
    """Rename the kinds of runs, and what was asked for as they ask now."""
    connection = op.get_bind()
    for number, kind, asked in connection.execute(sa.select(runs)).all():
        name = NAMES.get(kind, kind)
        said = _renamed(name, json.loads(asked))
        connection.execute(
            runs.update()
            .where(runs.c.number == number)
            .values(kind=name, asked=json.dumps(said, ensure_ascii=False))
        )


def _renamed(kind: str, asked: dict[str, Any]) -> dict[str, Any]:
    if "kind" in asked:
        asked["kind"] = kind
    if kind in WEEK:
        again = asked.pop("again", None)
        if again is not None:
            asked[WEEK[kind]] = again
    if kind == "replan":
        # the study of the week knows its scenario: what was set in it changed nothing
        asked.pop("sets", None)
    return asked
