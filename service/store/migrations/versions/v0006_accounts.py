"""Accounts, their roles, sessions and tokens, who did what, and what associations wish.

Revision ID: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBER = "accounts.number"


def upgrade() -> None:
    """Make the tables."""
    when = sa.DateTime(timezone=True)
    op.create_table(
        "accounts",
        sa.Column("number", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(60), nullable=False, unique=True),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("town", sa.String(60), nullable=False, server_default=""),
        sa.Column("to_change", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("created_at", when, nullable=False),
        sa.Column("seen_at", when),
        sa.Column("disabled_at", when),
    )
    op.create_table(
        "account_roles",
        sa.Column("account", sa.String(16), sa.ForeignKey(NUMBER), primary_key=True),
        sa.Column("role", sa.String(20), primary_key=True),
        sa.Column("of", sa.String(60), primary_key=True),
    )
    op.create_table(
        "account_sessions",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(16), sa.ForeignKey(NUMBER), nullable=False),
        sa.Column("created_at", when, nullable=False),
        sa.Column("seen_at", when, nullable=False),
    )
    op.create_index("sessions_of", "account_sessions", ["account"])
    op.create_table(
        "account_tokens",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("account", sa.String(16), sa.ForeignKey(NUMBER), nullable=False),
        sa.Column("label", sa.String(60), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("of", sa.String(60), nullable=False),
        sa.Column("created_at", when, nullable=False),
        sa.Column("until", when, nullable=False),
    )
    op.create_index("tokens_of", "account_tokens", ["account"])
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("at", when, nullable=False),
    )
    op.create_index("attempts_of", "login_attempts", ["key", "at"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", when, nullable=False),
        sa.Column("account", sa.String(16), nullable=False),
        sa.Column("deed", sa.String(30), nullable=False),
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
    )
    op.create_index("audit_of", "audit", ["town", "id"])
    op.create_table(
        "wishes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("association", sa.String(60), nullable=False),
        sa.Column("account", sa.String(16), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("at", when, nullable=False),
    )
    op.create_index("wishes_of", "wishes", ["town", "id"])
