"""What the service keeps: scenarios with their versions, runs, what was published."""

from service.store.open import MIGRATIONS, VERSION_TABLE, opened

__all__ = ["MIGRATIONS", "VERSION_TABLE", "opened"]
