"""Lines bear the number of the account that wrote them, and deeds of the ledger are chained.

Revision ID: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEPT = "select raise(abort, 'the ledger is append-only')"


def upgrade() -> None:
    """Add the column to three tables, and make the table of deeds, which keeps what it has."""
    for table in ("entries", "withdrawals", "journal"):
        op.add_column(table, sa.Column("author", sa.String(16)))
    op.create_table(
        "ledger_deeds",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("publication_id", sa.Integer, sa.ForeignKey("publications.id"), nullable=False),
        sa.Column("first_entry", sa.Integer, nullable=False),
        sa.Column("last_entry", sa.Integer, nullable=False),
        sa.Column("author", sa.String(16)),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.CheckConstraint(
            "kind in ('published', 'settled', 'corrected', 'withdrawn')", name="ledger_deed"
        ),
        sa.UniqueConstraint("town", "number", name="deed_once"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(
                f"create trigger ledger_deeds_no_{deed} before {deed} on ledger_deeds "
                f"begin {KEPT}; end"
            )
    else:
        op.execute(
            "create trigger ledger_deeds_kept before update or delete or truncate on ledger_deeds "
            "for each statement execute function ledger_is_append_only()"
        )
