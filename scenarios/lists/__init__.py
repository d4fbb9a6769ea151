"""A list of one's own, whatever its columns: what each is taken for, then its rows as answers.

``columns`` guesses by heading and content, ``taking`` reads the rows; what is not understood is
said with its line and column, never dropped in silence.
"""

from scenarios.lists.columns import KINDS, Guess, Listed, listed, roles
from scenarios.lists.taking import Taken, taken

__all__ = ["KINDS", "Guess", "Listed", "Taken", "listed", "roles", "taken"]
