"""The tables of accounts: names and passwords stand in ``accounts`` alone."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, String, Table, Text, text

from service.store.tables import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("number", String(16), primary_key=True),
    Column("name", String(60), nullable=False, unique=True),
    Column("password", String(200), nullable=False),
    Column("town", String(60), nullable=False, server_default=""),
    Column("to_change", Integer, nullable=False, server_default=text("0")),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True)),
    Column("disabled_at", DateTime(timezone=True)),
)
"""``number`` is random and stands wherever something was done; the row erased, it means nobody."""

grants = Table(
    "account_roles",
    metadata,
    Column("account", String(16), ForeignKey("accounts.number"), primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("of", String(60), primary_key=True),
)

sessions = Table(
    "account_sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account", String(16), ForeignKey("accounts.number"), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    Index("sessions_of", "account"),
)
"""Of a random token that the browser alone has: its SHA-256."""

tokens = Table(
    "account_tokens",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("account", String(16), ForeignKey("accounts.number"), nullable=False),
    Column("label", String(60), nullable=False),
    Column("role", String(20), nullable=False),
    Column("of", String(60), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
    Index("tokens_of", "account"),
)
"""Of programs; one that is revoked is gone."""

attempts = Table(
    "login_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("attempts_of", "key", "at"),
)
"""Failed log-ins, by the SHA-256 of the name, the address, or both."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("account", String(16), nullable=False),
    Column("deed", String(30), nullable=False),
    Column("town", String(60), nullable=False),
    Column("about", Text, nullable=False),
    Index("audit_of", "town", "id"),
)
"""Who did what: numbers of accounts, or the hand that is none, and ids only."""

wishes = Table(
    "wishes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("town", String(60), nullable=False),
    Column("association", String(60), nullable=False),
    Column("account", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("wishes_of", "town", "id"),
)
"""What an association asks of its coordinators for the weeks to come, in its own words."""
