"""The command of a kind of run, made from what it says of itself."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from inspect import Parameter, Signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from models.base import Language, Model, Text
from models.numbers import number
from scenarios import ScenarioError
from service import files
from service.asking.asked import Asked, sets_of
from service.asking.given import Given
from service.asking.kind import Kind, NoAnswerError
from service.asking.kinds import Kinds
from service.asking.reading import read
from service.asking.telling import AnyFault, line_of
from service.cli.earlier_studies import read_studies
from service.cli.options import (
    FAILED,
    Cluster,
    Json,
    NoCache,
    Out,
    ScenarioName,
    Spoken,
    folder_faults,
    refuse,
    spoken,
)
from service.cli.parameters import parameter, parameters, spelling, values_of
from service.cli.remembering import Database, Publish, Yes, confirm, ledger_for, remember
from service.sources import OnDisk, opened_all

if TYPE_CHECKING:
    from models.scenario import Scenario
    from solver.settings import Watcher

HERE = "here"
"""Id of the scenario where it is a file: nothing is looked up by it."""


def command_of(kind: Kind, kinds: Kinds) -> Callable[..., None]:
    """Return the function of a kind's command: its parameters are the fields of what is asked."""
    made = list(parameters(kind.asked))
    if not made or spelling(kind.asked, made[0].name):
        made.insert(0, parameter("scenario", ScenarioName, Parameter.empty))
    used = {
        "cluster": [parameter("cluster", Cluster)],
        "cache": [parameter("no_cache", NoCache, False)],
        "ledger": [
            parameter("database", Database),
            parameter("publish", Publish, False),
            parameter("yes", Yes, False),
        ],
        "past weeks": [parameter("database", Database)],
        "journal": [parameter("database", Database)],
        "lived weeks": [parameter("database", Database)],
    }
    more = [one for name, found in used.items() if name in kind.uses for one in found]
    made += {one.name: one for one in more}.values()
    made += [parameter("out", Out), parameter("json", Json, False), parameter("lang", Spoken)]

    def command(**given: Any) -> None:
        _run(kind, kinds, given)

    command.__signature__ = Signature(made)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in made}
    return command


@dataclass(frozen=True)
class _Sound:
    """What is asked, all of it sound."""

    asked: Asked
    given: Given
    world: Scenario
    language: Language


def _run(kind: Kind, kinds: Kinds, given: Mapping[str, Any]) -> None:
    """Do what is asked: refuse it, or show what was found."""
    sound = _sound(kind, kinds, given)
    language, work = sound.language, sound.given
    publish = given.get("publish", False)
    if "database" in given:
        lives = "lived weeks" in kind.uses
        url = ledger_for(
            given["database"],
            sound.world,
            language,
            publish=publish or lives,
            settles=sound.asked.settles or lives,
        )
        work = replace(work, database=url)
    _expect(kind, sound.asked, work, language)
    study = _done(kind, sound.asked, work, language)
    made, fault = _written(kind, study, given["out"], language)
    if given["json"]:
        typer.echo(files.passed_on(study.model_dump_json(indent=1)))
    else:
        from rich.console import Console

        kind.printed(study, Console(highlight=False), language, made)
    told = []
    if work.database is not None and "ledger" in kind.uses and not fault:
        before = kind.before_publishing
        if publish:
            warnings = () if before is None else before(study, work.earlier)
            confirm(work.database, study, warnings, language, sure=given["yes"])
        told.append(remember(work.database, study, language, publish=publish))
    told += [NO_OUT.in_(language)] if given["out"] is None else []
    for sentence in told:
        typer.echo(f"\n{sentence}", err=given["json"])
    if fault:
        typer.echo(f"\n{fault}", err=True)
    if fault or kind.refused(study):
        raise typer.Exit(FAILED)


def _sound(kind: Kind, kinds: Kinds, given: Mapping[str, Any]) -> _Sound:
    """Return what is asked, or refuse it with all its faults."""
    values = values_of(kind.asked, given)
    earlier, unread = read_studies(kind.asked, values.studies, kinds)
    work = Given(
        OnDisk(str(given.get("scenario", ""))),
        earlier,
        values.files,
        cluster=given.get("cluster"),
        cached=not given.get("no_cache", False),
    )
    plain = {"scenario": HERE, **values.plain}
    spelt: list[AnyFault] = []
    unsaid: set[str] = set()
    for field, spelled in values.spelled.items():
        said, wrong = (None, ()) if unread else spelled(earlier)
        spelt += wrong
        if said is None:
            unsaid.add(field)
        else:
            plain[field] = said.model_dump(mode="json")
    asked, misshapen = read(kind.asked, plain)
    misshapen = [one for one in misshapen if one.field not in unsaid]
    # what is sound of it is checked all the same: everything is told at once
    faulty = {one.field.partition(".")[0] for one in misshapen}
    rest = asked or read(kind.asked, {k: v for k, v in plain.items() if k not in faulty})[0]
    world = _world(kind, rest, work)
    language = spoken(given["lang"], world)
    told = _told(kind, misshapen, language)
    told += folder_faults(given["out"], language, kind.written)
    told += _told(kind, [*unread, *spelt], language)
    told += [] if rest is None else _told(kind, kind.wrong(rest, work), language)
    if told or asked is None or world is None:
        refuse(list(dict.fromkeys(told)), language)
    return _Sound(asked, work, world, language)


def _told(kind: Kind, faults: Iterable[AnyFault], language: Language) -> list[str]:
    """Return the sentences of faults, fields named as options are."""
    return [line_of(one, partial(spelling, kind.asked), language) for one in faults]


def _world(kind: Kind, asked: Asked | None, given: Given) -> Scenario | None:
    """Return the scenario that is asked about: its file's, else that of an earlier study."""
    try:
        variants = [] if asked is None else list(kind.variants(asked, given))[:1]
        with opened_all(given.source, variants, () if asked is None else sets_of(asked)) as found:
            if found:
                return found[0].scenario
    except ScenarioError:
        return None
    return next((getattr(one, "scenario", None) for one in given.earlier.values()), None)


def _expect(kind: Kind, asked: Asked, given: Given, language: Language) -> None:
    """Say beforehand how long it may take, where that is known."""
    plans = None if kind.plans is None else kind.plans(asked, given)
    if plans is None or asked.limit_s is None:
        return
    from solver.parallel import workers

    minutes = math.ceil(plans * asked.limit_s / workers() / 60)
    values = {"plans": number(plans, language), "slots": workers()}
    told = EXPECT.format(**values, minutes=number(minutes, language))
    typer.echo(told.in_(language), err=True)


def _done(kind: Kind, asked: Asked, given: Given, language: Language) -> Any:
    """Return the study, its progress told on the error stream."""
    from rich.console import Console

    from service.cli.running import watched
    from service.database_errors import DatabaseError
    from solver.parallel import ClusterError, LostClusterError, LostProcessError

    def work(tell: Watcher, stop: threading.Event) -> Model:
        return kind.work(asked, replace(given, tell=tell, stop=stop))

    try:
        return watched(work, Console(stderr=True, highlight=False), language)
    except NoAnswerError as error:
        (why,) = _told(kind, [error.why], language)
        if error.refused:
            refuse([why], language)
        typer.echo(why, err=True)
        raise typer.Exit(FAILED) from error
    except LostClusterError as error:
        typer.echo(LOST_CLUSTER.format(address=given.cluster, why=error).in_(language), err=True)
        raise typer.Exit(FAILED) from error
    except LostProcessError as error:
        typer.echo(LOST_PROCESS.in_(language), err=True)
        raise typer.Exit(FAILED) from error
    except ClusterError as error:
        values = {"address": given.cluster, "why": error}
        refuse([NO_CLUSTER.format(**values).in_(language)], language)
    except DatabaseError as error:
        refuse([error.text.in_(language)], language)


def _written(
    kind: Kind, study: Model, out: Path | None, language: Language
) -> tuple[tuple[Path, ...], str]:
    """Return the files, a folder of small ones named once; or why they could not be written."""
    if out is None:
        return (), ""
    try:
        wanted = dict(kind.made(study, language))
        mine = files.contacts_of(study.model_dump_json())
        if mine is not None:
            wanted[files.CONTACTS] = mine
        owned = (*kind.owned, *kind.written, files.CONTACTS)
        made = files.place(wanted, out, owned=owned)
    except OSError as error:
        return (), files.cannot_write(out, error, language)
    return tuple(dict.fromkeys(one if one.parent == out else one.parent for one in made)), ""


NO_OUT = Text(
    fr="Rien n'a été écrit ; --out DOSSIER garde l'étude et ses fichiers.",
    en="Nothing was written; --out FOLDER keeps the study and its files.",
)
EXPECT = Text(
    fr="{plans} plans à calculer, {slots} à la fois : environ {minutes} min, plus si l'ordinateur "
    "est occupé.",
    en="{plans} plans to make, {slots} at a time: about {minutes} min, more on a busy computer.",
)
LOST_CLUSTER = Text(
    fr="--cluster {address} : la grappe a disparu pendant le calcul ({why}). Rien n'a été écrit. "
    "Relancez-la, puis recommencez ; sans --cluster, le calcul se fait sur cette machine.",
    en="--cluster {address}: the cluster went away during the work ({why}). Nothing was written. "
    "Start it again, then try again; without --cluster this machine does the work.",
)
LOST_PROCESS = Text(
    fr="Un processus du calcul a disparu, faute de mémoire peut-être. Rien n'a été écrit. Fermez "
    "d'autres programmes, ou demandez moins de variantes à la fois.",
    en="A process of the work is gone, for want of memory perhaps. Nothing was written. Close "
    "other programs, or ask for fewer variants at once.",
)
NO_CLUSTER = Text(
    fr="--cluster {address} : pas de réponse ({why}). Attendu : l'adresse d'un ordonnanceur Dask "
    "en marche, avec des travailleurs, par exemple tcp://127.0.0.1:8786. Rien n'a été perdu ; "
    "sans --cluster, le calcul se fait sur cette machine.",
    en="--cluster {address}: no answer ({why}). Expected: the address of a running Dask "
    "scheduler with workers, such as tcp://127.0.0.1:8786. Nothing was lost; without --cluster "
    "this machine does the work.",
)
