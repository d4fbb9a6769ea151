"""The tables of the store, as the last migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

scenarios = Table(
    "scenarios",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

versions = Table(
    "scenario_versions",
    metadata,
    Column("scenario", String(80), ForeignKey("scenarios.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String(120), nullable=False),
    Column("form", String(10), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("town", String(60), nullable=False),
    Column("label", String(200), nullable=False),
    Column("week_of", Date, nullable=False),
    Column("variants", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("form in ('yaml', 'xlsx')", name="form"),
)
"""Each as it was uploaded; never changed: a change is another version."""

beside = Table(
    "scenario_files",
    metadata,
    Column("scenario", String(80), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String(120), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["scenario", "number"], ["scenario_versions.scenario", "scenario_versions.number"]
    ),
)
"""Tables and road graphs that a version names."""

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("state", String(12), nullable=False),
    Column("scenario", String(80), nullable=False),
    Column("version", Integer, nullable=False),
    Column("town", String(60), nullable=False),
    Column("label", String(200), nullable=False),
    Column("week_of", Date, nullable=False),
    Column("asked", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("started_at", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    Column("error_fr", Text, nullable=False),
    Column("error_en", Text, nullable=False),
    Column("server", String(32), nullable=False, server_default=""),
    Column("stops", Integer, nullable=False, server_default="0"),
    ForeignKeyConstraint(
        ["scenario", "version"], ["scenario_versions.scenario", "scenario_versions.number"]
    ),
    UniqueConstraint("id", name="run_id"),
    CheckConstraint(
        "state in ('queued', 'running', 'done', 'cancelled', 'failed', 'interrupted')", name="state"
    ),
    Index("runs_of", "scenario", "version"),
    Index("runs_in", "state"),
)
"""Stored before they start; ``number`` is the order in which they were asked for, ``server`` the
one that runs it, ``stops`` how often it was asked to stop."""

servers = Table(
    "servers",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("seen_at", DateTime(timezone=True), nullable=False),
)
"""Who works on the database, and when each was last heard of."""

events = Table(
    "run_events",
    metadata,
    Column("run", String(32), ForeignKey("runs.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("step", Text, nullable=False),
)
"""The steps that a run told."""

results = Table(
    "run_results",
    metadata,
    Column("run", String(32), ForeignKey("runs.id"), primary_key=True),
    Column("kind", String(6), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    CheckConstraint("kind in ('study', 'best')", name="what"),
)
"""Compressed JSON: the study of a run that ended, the best plan so far of one that goes on."""

published = Table(
    "published_weeks",
    metadata,
    Column("town", String(60), primary_key=True),
    Column("week_of", Date, primary_key=True),
    Column("run", String(32), ForeignKey("runs.id"), nullable=False),
    Column("allocation", LargeBinary, nullable=False),
    Column("published_at", DateTime(timezone=True), primary_key=True),
    Column("withdrawn_at", DateTime(timezone=True)),
)
"""Which run is the town's word for a week, unless withdrawn; the ledger has what it promises."""

drafts = Table(
    "scenario_drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("label", String(200), nullable=False),
    Column("answers", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("scenario", String(80), ForeignKey("scenarios.id")),
    Column("version", Integer),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
"""Towns that are being begun: unlike versions of scenarios, they may be incomplete and change."""

deeds = Table(
    "deeds_done",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("asked", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("done_at", DateTime(timezone=True), nullable=False),
)
"""What was done under a key of the caller's, and what was answered."""

photos = Table(
    "photos",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("town", String(60), nullable=False),
    Column("run", String(32), nullable=False),
    Column("round", String(200), nullable=False),
    Column("stop", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("donor", String(60), nullable=False),
    Column("crew", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("taken_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("run", "round", "stop", name="one_photo"),
    Index("photos_of", "town", "day"),
)
"""Of stops, the last one each; ``crew`` are the ids of who was aboard."""
