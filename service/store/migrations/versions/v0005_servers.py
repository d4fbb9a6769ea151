"""Servers tell that they are there, and each run says whose it is and how often to stop it.

Revision ID: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of servers, and the two columns of runs."""
    op.create_table(
        "servers",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    with op.batch_alter_table("runs") as runs:
        runs.add_column(sa.Column("server", sa.String(32), nullable=False, server_default=""))
        runs.add_column(sa.Column("stops", sa.Integer, nullable=False, server_default="0"))
