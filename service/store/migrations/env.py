"""Runs the migrations on the connection that the store holds."""

from __future__ import annotations

from alembic import context

given = context.config.attributes
context.configure(
    connection=given["connection"], transactional_ddl=True, version_table=given["version_table"]
)
context.run_migrations()
