"""The journal: what came in, visit by visit, each line chained to the one before.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, append-only as those beside it."""
    first = sa.text("replaces is null")
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("replaces", sa.Integer),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.CheckConstraint("kind in ('visit', 'outing', 'closed')", name="journal_kind"),
        sa.UniqueConstraint("town", "number", name="numbered_once"),
        sa.UniqueConstraint("town", "replaces", name="replaced_once"),
    )
    op.create_index("journal_of", "journal", ["town", "kind", "day"])
    op.create_index(
        "told_once",
        "journal",
        ["town", "kind", "day", "place"],
        unique=True,
        sqlite_where=first,
        postgresql_where=first,
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(
                f"create trigger journal_no_{deed} before {deed} on journal "
                "begin select raise(abort, 'the ledger is append-only'); end"
            )
        return
    op.execute(
        "create trigger journal_kept before update or delete or truncate on journal "
        "for each statement execute function ledger_is_append_only()"
    )
