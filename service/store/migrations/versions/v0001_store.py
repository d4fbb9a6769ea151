"""Scenarios with their versions, runs with what they told and gave, weeks published.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _scenarios()
    _runs()
    op.create_table(
        "published_weeks",
        sa.Column("town", sa.String(60), primary_key=True),
        sa.Column("week_of", sa.Date, primary_key=True),
        sa.Column("run", sa.String(32), sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("allocation", sa.LargeBinary, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
    )


def _scenarios() -> None:
    op.create_table(
        "scenarios",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "scenario_versions",
        sa.Column("scenario", sa.String(80), sa.ForeignKey("scenarios.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("week_of", sa.Date, nullable=False),
        sa.Column("variants", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("form in ('yaml', 'xlsx')", name="form"),
    )
    op.create_table(
        "scenario_files",
        sa.Column("scenario", sa.String(80), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(120), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(
            ["scenario", "number"], ["scenario_versions.scenario", "scenario_versions.number"]
        ),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("scenario", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("week_of", sa.Date, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("error_fr", sa.Text, nullable=False),
        sa.Column("error_en", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["scenario", "version"], ["scenario_versions.scenario", "scenario_versions.number"]
        ),
        sa.UniqueConstraint("id", name="run_id"),
        sa.CheckConstraint(
            "state in ('queued', 'running', 'done', 'cancelled', 'failed', 'interrupted')",
            name="state",
        ),
    )
    op.create_index("runs_of", "runs", ["scenario", "version"])
    op.create_index("runs_in", "runs", ["state"])
    op.create_table(
        "run_events",
        sa.Column("run", sa.String(32), sa.ForeignKey("runs.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.Text, nullable=False),
    )
    op.create_table(
        "run_results",
        sa.Column("run", sa.String(32), sa.ForeignKey("runs.id"), primary_key=True),
        sa.Column("kind", sa.String(6), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("kind in ('study', 'best')", name="what"),
    )
