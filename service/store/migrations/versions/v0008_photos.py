"""Photos of stops, as drivers' telephones take them.

Revision ID: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "photos",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("run", sa.String(32), nullable=False),
        sa.Column("round", sa.String(200), nullable=False),
        sa.Column("stop", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("donor", sa.String(60), nullable=False),
        sa.Column("crew", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("run", "round", "stop", name="one_photo"),
    )
    op.create_index("photos_of", "photos", ["town", "day"])
