"""Texts as workbooks hold them, and words as they are compared."""

from models.letters import bare
from tabular.escapes import LONGEST, escaped, unescaped

__all__ = ["LONGEST", "bare", "escaped", "unescaped"]
