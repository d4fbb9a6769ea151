"""The stops of the plan that a week was published with: only these are to be told.

Revision ID: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, append-only as those beside it; weeks published before have no row in it."""
    op.create_table(
        "planned_stops",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("publication_id", sa.Integer, sa.ForeignKey("publications.id"), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.UniqueConstraint("publication_id", name="planned_once"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(
                f"create trigger planned_stops_no_{deed} before {deed} on planned_stops "
                "begin select raise(abort, 'the ledger is append-only'); end"
            )
        return
    op.execute(
        "create trigger planned_stops_kept before update or delete or truncate on planned_stops "
        "for each statement execute function ledger_is_append_only()"
    )
