"""The tables of the ledger, as the last migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

KINDS = ("need", "promised", "received", "refused", "returned")
metadata = MetaData()

publications = Table(
    "publications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("town", String(60), nullable=False),
    Column("week_of", Date, nullable=False),
    Column("rule", String(30), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Column("edition", Integer, nullable=False, server_default="1"),
    UniqueConstraint("town", "week_of", "edition", name="edition_once"),
)
"""One row per town and week, and one more each time that it is published after a withdrawal."""

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("publication_id", Integer, ForeignKey("publications.id"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("author", String(16)),
    UniqueConstraint("publication_id", name="withdrawn_once"),
)
"""Publications that hold no more; kept as ``entries`` are."""

entries = Table(
    "entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("publication_id", Integer, ForeignKey("publications.id"), nullable=False),
    Column("association", String(60), nullable=False),
    Column("family", String(60), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("kg", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("author", String(16)),
    CheckConstraint("kind in ('need', 'promised', 'received', 'refused', 'returned')", name="kind"),
    CheckConstraint("kind = 'received' or kg >= 0", name="signed"),
    Index("entries_of", "publication_id", "association", "family"),
)
"""Never changed, never removed: the database refuses it."""

fair_parts = Table(
    "fair_parts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("publication_id", Integer, ForeignKey("publications.id"), nullable=False),
    Column("association", String(60), nullable=False),
    Column("family", String(60), nullable=False),
    Column("part", Float, nullable=False),
    Column("largest_lot_kg", Float, nullable=False),
    CheckConstraint("part between 0 and 1", name="fraction"),
    UniqueConstraint("publication_id", "association", "family", name="one_part"),
)
"""The fraction due to each of what a week shared of a family; kept as ``entries`` are."""

planned_stops = Table(
    "planned_stops",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("publication_id", Integer, ForeignKey("publications.id"), nullable=False),
    Column("content", Text, nullable=False),
    UniqueConstraint("publication_id", name="planned_once"),
)
"""The stops of the plan that a week was published with, as JSON; kept as ``entries`` are. A week of
which a split alone was published has none."""

drafts = Table(
    "drafts",
    metadata,
    Column("town", String(60), primary_key=True),
    Column("week_of", Date, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("saved_at", DateTime(timezone=True), nullable=False),
)
"""Weeks that were split but not published: the last split of each."""


journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("town", String(60), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("day", Date, nullable=False),
    Column("place", String(200), nullable=False),
    Column("replaces", Integer),
    Column("content", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("before", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("author", String(16)),
    CheckConstraint("kind in ('visit', 'outing', 'closed')", name="journal_kind"),
    UniqueConstraint("town", "number", name="numbered_once"),
    UniqueConstraint("town", "replaces", name="replaced_once"),
    Index("journal_of", "town", "kind", "day"),
    Index(
        "told_once",
        "town",
        "kind",
        "day",
        "place",
        unique=True,
        sqlite_where=text("replaces is null"),
        postgresql_where=text("replaces is null"),
    ),
)
"""What came in, by town, numbered from 1; kept as ``entries`` are. ``place`` says which visit or
outing of the day it is, ``content`` all of it as JSON, ``replaces`` the number of the line in whose
place it stands, ``digest`` the SHA-256 of it all and of ``before``, the digest of the line before.
"""

deeds = Table(
    "ledger_deeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("town", String(60), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("publication_id", Integer, ForeignKey("publications.id"), nullable=False),
    Column("first_entry", Integer, nullable=False),
    Column("last_entry", Integer, nullable=False),
    Column("author", String(16)),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("before", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    CheckConstraint(
        "kind in ('published', 'settled', 'corrected', 'withdrawn')", name="ledger_deed"
    ),
    UniqueConstraint("town", "number", name="deed_once"),
)
"""What was done to the ledger of a town, numbered from 1, each chained to the one before: over the
publication, the entries that it wrote and who did it. What was written before has none."""

remarks = Table(
    "ledger_remarks",
    metadata,
    Column("mark", String(80), primary_key=True),
    Column("town", String(60), nullable=False),
    Column("salt", String(32), nullable=False),
    Column("words", Text, nullable=False),
    Index("remarks_of", "town"),
)
"""What people wrote beside lines that are chained: the chain has ``mark``, the hash of ``salt`` and
``words``. Words in which somebody was erased have no salt any more."""
