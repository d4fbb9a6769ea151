"""Publications, their entries, and drafts; nothing published can be changed or removed.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEPT = ("publications", "entries")


def upgrade() -> None:
    """Make the tables, and the triggers that keep them append-only."""
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("week_of", sa.Date, nullable=False),
        sa.Column("rule", sa.String(30), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("town", "week_of", name="published_once"),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("publication_id", sa.Integer, sa.ForeignKey("publications.id"), nullable=False),
        sa.Column("association", sa.String(60), nullable=False),
        sa.Column("family", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("kg", sa.Float, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('need', 'promised', 'received', 'refused', 'returned')", name="kind"
        ),
        sa.CheckConstraint("kind = 'received' or kg >= 0", name="signed"),
    )
    op.create_index("entries_of", "entries", ["publication_id", "association", "family"])
    op.create_table(
        "drafts",
        sa.Column("town", sa.String(60), primary_key=True),
        sa.Column("week_of", sa.Date, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            for deed in ("update", "delete"):
                op.execute(
                    f"create trigger {table}_no_{deed} before {deed} on {table} "
                    "begin select raise(abort, 'the ledger is append-only'); end"
                )
        return
    op.execute(
        "create function ledger_is_append_only() returns trigger language plpgsql as "
        "$$ begin raise exception 'the ledger is append-only'; end $$"
    )
    for table in KEPT:
        op.execute(
            f"create trigger {table}_kept before update or delete or truncate on {table} "
            "for each statement execute function ledger_is_append_only()"
        )
