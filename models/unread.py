"""Why a file that people name cannot be read: it is not there, is a folder, or is shut to them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from models.base import Text


def unread(path: Path) -> Text | None:
    """Return why a file cannot be read, and what to do; none where it can be.

    Nothing is read: what flows (a pipe) would be lost to who reads it.

    Examples
    --------
    >>> unread(Path("nowhere.csv")) is MISSING, unread(Path(".")) is FOLDER
    (True, True)
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        return _why(error)
    if stat.S_ISDIR(mode):
        return FOLDER
    return None if os.access(path, os.R_OK) else SHUT


def why_unread(path: Path, error: Exception) -> Text:
    """Return why a file could not be read, and what to do, by what reading it met."""
    # reading a folder is no permission on one system, a folder on another
    return unread(path) or _why(error)


def _why(error: Exception) -> Text:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return MISSING
    if isinstance(error, PermissionError):
        return SHUT
    return UNREAD.format(why=getattr(error, "strerror", None) or type(error).__name__)


MISSING = Text(
    fr="Fichier introuvable. Attendu : un fichier qui existe. Vérifiez son nom et son dossier.",
    en="File not found. Expected: a file that exists. Check its name and its folder.",
)
FOLDER = Text(
    fr="C'est un dossier. Attendu : un fichier. Donnez le nom du fichier qu'il contient.",
    en="This is a folder. Expected: a file. Give the name of the file inside it.",
)
SHUT = Text(
    fr="Vous n'avez pas le droit de lire ce fichier. Attendu : un fichier lisible. Changez ses "
    "droits, ou copiez-le ailleurs.",
    en="You may not read this file. Expected: a readable file. Change its permissions, or copy it "
    "elsewhere.",
)
UNREAD = Text(
    fr="Ce fichier ne peut pas être lu ({why}). Attendu : un fichier lisible. Copiez-le ailleurs, "
    "ou prenez-en une autre copie.",
    en="This file cannot be read ({why}). Expected: a readable file. Copy it elsewhere, or take "
    "another copy of it.",
)
