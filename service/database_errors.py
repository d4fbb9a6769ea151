"""What a database refuses; known without the library that asks it, which takes long to come."""

from __future__ import annotations

from models.base import Text


class DatabaseError(Exception):
    """Something that what is kept, or where it is kept, refuses; in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)

    def __reduce__(self) -> tuple[type[DatabaseError], tuple[Text]]:
        """Return what makes it again in another process."""
        return type(self), (self.text,)


class UnavailableError(DatabaseError):
    """The database does not answer, or cannot keep anything now: it may be asked again."""


class UnusableError(DatabaseError):
    """What is to be kept or looked for is nothing that a database takes."""
