"""A week that was withdrawn stays in sight, and may be published again.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = "town, week_of, run, allocation, published_at"


def upgrade() -> None:
    """Let a week have a row for each time that it was published."""
    op.rename_table("published_weeks", "published_before")
    op.create_table(
        "published_weeks",
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("week_of", sa.Date, nullable=False),
        sa.Column("run", sa.String(32), sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("allocation", sa.LargeBinary, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("town", "week_of", "published_at", name="published_then"),
    )
    op.execute(
        f"insert into published_weeks ({COLUMNS}) select {COLUMNS} from published_before"  # noqa: S608
    )
    op.drop_table("published_before")
