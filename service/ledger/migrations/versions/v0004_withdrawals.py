"""A publication may be withdrawn, by a line that shows: the week may then be published again.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = "id, town, week_of, rule, digest, published_at"
KEPT = "select raise(abort, 'the ledger is append-only')"


def upgrade() -> None:
    """Tell apart the publications of a week, and make the table of those withdrawn."""
    lite = op.get_bind().dialect.name == "sqlite"
    if lite:
        _publications_anew()
    else:
        op.drop_constraint("published_once", "publications")
        op.add_column(
            "publications", sa.Column("edition", sa.Integer, nullable=False, server_default="1")
        )
        op.create_unique_constraint("edition_once", "publications", ["town", "week_of", "edition"])
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("publication_id", sa.Integer, sa.ForeignKey("publications.id"), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("publication_id", name="withdrawn_once"),
    )
    for table in ("publications", "withdrawals") if lite else ():
        for deed in ("update", "delete"):
            op.execute(
                f"create trigger {table}_no_{deed} before {deed} on {table} begin {KEPT}; end"
            )
    if not lite:
        op.execute(
            "create trigger withdrawals_kept before update or delete or truncate on withdrawals "
            "for each statement execute function ledger_is_append_only()"
        )


def _publications_anew() -> None:
    """Make the table again: SQLite cannot let go of a constraint."""
    # what refers to a publication finds it again before the end
    op.execute("pragma defer_foreign_keys = on")
    op.execute(f"create table publications_before as select {COLUMNS} from publications")  # noqa: S608
    op.drop_table("publications")
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("week_of", sa.Date, nullable=False),
        sa.Column("rule", sa.String(30), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False, server_default="1"),
        sa.UniqueConstraint("town", "week_of", "edition", name="edition_once"),
    )
    op.execute(
        f"insert into publications ({COLUMNS}) select {COLUMNS} from publications_before"  # noqa: S608
    )
    op.drop_table("publications_before")
