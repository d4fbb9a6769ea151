"""The command about shared trucks: ``ramasse trucks``."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from pydantic import BaseModel, ValidationError

from models.base import Language
from service.asking.input_faults import limit_faults, loaded
from service.cli.finishing import finish
from service.cli.options import (
    FAILED,
    Out,
    ScenarioName,
    Sets,
    Spoken,
    VariantName,
    folder_faults,
    refuse,
    spoken,
)
from service.kinds.bookings.kind import TIME_LIMIT_S, limits, nothing_asked
from service.kinds.bookings.words import say
from service.pages.outputs import NAMES

if TYPE_CHECKING:
    from models.booking_study import BookingStudy
    from solver.settings import Watcher

Found = TypeVar("Found", bound=BaseModel)


def trucks(
    scenario: ScenarioName,
    variant: VariantName = None,
    sets: Sets = None,
    time_limit: Annotated[
        float | None,
        typer.Option(help=f"Durée en secondes ({TIME_LIMIT_S:g}) / Seconds of search."),
    ] = None,
    iterations: Annotated[
        int | None,
        typer.Option(help="Effort reproductible au lieu d'une durée / Reproducible effort."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Graine du hasard / Seed.")] = 1,
    keep: Annotated[
        Path | None,
        typer.Option(
            metavar="ETUDE",
            help="Étude à changer le moins possible / Study to change as little as can be.",
        ),
    ] = None,
    last: Annotated[
        Path | None,
        typer.Option(
            metavar="ETUDE", help="Étude de la semaine d'avant / Study of the week before."
        ),
    ] = None,
    rounds: Annotated[
        Path | None,
        typer.Option(
            metavar="ETUDE",
            help="Tournées qui occupent les camions / Rounds that occupy the trucks.",
        ),
    ] = None,
    out: Out = None,
    lang: Spoken = None,
) -> None:
    """Book shared trucks, say why others are refused, and how many it takes."""
    from models.booking_study import BookingStudy
    from models.study import Study

    language = spoken(lang)
    faults = limit_faults(time_limit, iterations, seed, 0, language)
    faults += folder_faults(out, language, NAMES)
    earlier = None
    for path, key in ((keep, "kept_unreadable"), (last, "kept_unreadable")):
        if path is not None:
            earlier = earlier or read(path, BookingStudy, key, faults, language)
    driven = None if rounds is None else read(rounds, Study, "rounds_unreadable", faults, language)
    found, more = loaded(scenario, variant, sets or [], language)
    if found is None or faults or more:
        refuse(faults + more, language)
    world = found.scenario
    language = spoken(lang, world)
    faults = nothing_asked(world, language)
    if faults:
        refuse(faults, language)

    from rich.console import Console

    from service.cli.running import watched
    from service.kinds.bookings.page import booking_page
    from service.kinds.week.calendars import calendars
    from solver.trucks.plan import book_trucks

    def work(tell: Watcher, stop: threading.Event) -> BookingStudy:
        return book_trucks(
            world,
            limits(time_limit, iterations, seed, stop),
            rounds=None if driven is None else driven.plan,
            before=earlier,
            keep=keep is not None,
            watch=tell,
        )

    study = watched(work, Console(stderr=True, highlight=False), language)
    page = booking_page(study, language, earlier if keep is not None else None)
    finish(study, page, out, language, calendars(study), ("*.ics",))
    if study.violations:
        raise typer.Exit(FAILED)


def read(
    path: Path, kind: type[Found], key: str, faults: list[str], language: Language
) -> Found | None:
    """Return a study from its file, or none and one more fault."""
    try:
        return kind.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, ValidationError):
        faults.append(say(key, language, path=path))
        return None
