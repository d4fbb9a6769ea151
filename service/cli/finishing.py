"""How commands end: their page is printed, their files written all together or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from models.base import Language
from service.asking.input_faults import cannot_write
from service.cli.options import FAILED
from service.kinds.comparison.words import say

if TYPE_CHECKING:
    from pydantic import BaseModel

    from service.pages.page import Page


def finish(
    study: BaseModel,
    page: Page,
    out: Path | None,
    language: Language,
    more: Mapping[str, bytes] | None = None,
    owned: Sequence[str] = (),
) -> None:
    """Print the page and write the files; the page is printed even if they cannot be."""
    from rich.console import Console

    from service.pages.outputs import contents, place
    from service.pages.terminal import show

    files: tuple[Path, ...] = ()
    fault = ""
    if out is not None:
        try:
            files = place({**contents(study, page, language), **(more or {})}, out, owned=owned)
        except OSError as error:
            fault = cannot_write(out, error, language)
    show(page, Console(highlight=False), language, files)
    if out is None:
        typer.echo(f"\n{say('no_out', language)}")
    if fault:
        typer.echo(f"\n{fault}", err=True)
        raise typer.Exit(FAILED)
