"""The fair part of each association in what a week shared: what accounts of whole lots count by.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, append-only as those beside it; weeks published before have no row in it."""
    op.create_table(
        "fair_parts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("publication_id", sa.Integer, sa.ForeignKey("publications.id"), nullable=False),
        sa.Column("association", sa.String(60), nullable=False),
        sa.Column("family", sa.String(60), nullable=False),
        sa.Column("part", sa.Float, nullable=False),
        sa.Column("largest_lot_kg", sa.Float, nullable=False),
        sa.CheckConstraint("part between 0 and 1", name="fraction"),
        sa.UniqueConstraint("publication_id", "association", "family", name="one_part"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(
                f"create trigger fair_parts_no_{deed} before {deed} on fair_parts "
                "begin select raise(abort, 'the ledger is append-only'); end"
            )
        return
    op.execute(
        "create trigger fair_parts_kept before update or delete or truncate on fair_parts "
        "for each statement execute function ledger_is_append_only()"
    )
