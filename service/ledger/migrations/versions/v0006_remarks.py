"""Remarks stand beside the chains, which have their salted hash: somebody named can be taken out.

Lines of before keep their words until somebody in them is erased.

Revision ID: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table: unlike those beside it, it may be changed."""
    op.create_table(
        "ledger_remarks",
        sa.Column("mark", sa.String(80), primary_key=True),
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("remarks_of", "ledger_remarks", ["town"])
