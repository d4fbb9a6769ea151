"""Templates of pages: everything escaped, nothing undefined, French signs kept with their words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from service.words.sentences import unbroken

if TYPE_CHECKING:
    from jinja2 import Environment, Template


@cache
def template(folder: Path, name: str) -> Template:
    """Return a template of a folder: read once, whatever is made of it."""
    return environment(folder).get_template(name)


def environment(folder: Path) -> Environment:
    """Return the templates of a folder, for whoever adds to what they know."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda told: unbroken(told) if type(told) is str else told,
    )
