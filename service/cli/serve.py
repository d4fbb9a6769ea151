"""``ramasse serve``: the API and the page, on this computer; elsewhere, with accounts."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language, Text
from scenarios.addresses.finding import FOLDER, SERVICE
from scenarios.outlines.kept import FOLDER as OUTLINES_FOLDER
from service.cli.browser import is_ramasse, opened_soon, page_url
from service.cli.options import FAILED, Cluster, Spoken, refuse, spoken
from service.cli.phones import (
    PHONES_PORT,
    PhonesAt,
    PhonesPort,
    opened_to_phones,
    phone_address,
    signer_or_refuse,
)
from service.cli.reached import Certificate, Key, Reached, Site, reached
from service.cli.remembering import Database, url_of

if TYPE_CHECKING:
    import uvicorn

    from service.backend import Desk

PORT, NEXT_PORTS = 8000, 20
"""The usual port, and how many from it on are tried for a page that is to be opened."""
PATIENCE_S = 5
"""Seconds that open answers have to end when the server stops."""
REST_S = 75
"""Seconds that a connection may rest between two requests."""
SWITCH_S = 0.001
"""Seconds after which a thread that computes lets the one that answers go on."""


def serve(
    context: typer.Context,
    host: Annotated[
        str,
        typer.Option(
            help="Adresse ; d'ailleurs que d'ici, avec des comptes / Address; from elsewhere, with "
            "accounts."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, help="Port ; 0 : un port libre / 0: a free one.", show_default="8000"
        ),
    ] = None,
    database: Database = None,
    workers: Annotated[
        int, typer.Option(min=1, max=16, help="Calculs à la fois / Runs done at once.")
    ] = 1,
    addresses: Annotated[
        Path | None,
        typer.Option(
            metavar="DOSSIER",
            envvar=FOLDER,
            help="Dossier des adresses importées / Folder of imported addresses.",
        ),
    ] = None,
    outlines: Annotated[
        Path | None,
        typer.Option(
            metavar="DOSSIER",
            envvar=OUTLINES_FOLDER,
            help="Dossier des contours importés / Folder of imported outlines.",
        ),
    ] = None,
    geocoding: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            envvar=SERVICE,
            help="Service à qui demander des adresses en ligne ; sinon aucun / "
            "Service to ask for addresses on line; else none.",
        ),
    ] = None,
    memory: Annotated[
        float | None,
        typer.Option(
            metavar="GO",
            min=0.5,
            help="Mémoire d'un calcul, au plus ; sinon sa part / Memory of one run, at most.",
        ),
    ] = None,
    cluster: Cluster = None,
    log: Annotated[
        bool, typer.Option("--log", help="Une ligne par demande / A line for each request.")
    ] = False,
    phones: PhonesAt = None,
    phones_port: PhonesPort = PHONES_PORT,
    open_: Annotated[
        bool,
        typer.Option(
            "--open", help="Ouvrir la page dans le navigateur / Open the page in the browser."
        ),
    ] = False,
    site: Site = None,
    certificate: Certificate = None,
    key: Key = None,
    lang: Spoken = None,
) -> None:
    """Serve the API and the page until asked to stop."""
    language = spoken(lang)
    where = reached(host, site, certificate, key, url_of(database), language)
    address = where.address
    phones_at = None if phones is None else phone_address(phones, language)
    kept = ((FOLDER, addresses), (OUTLINES_FOLDER, outlines), (SERVICE, geocoding))
    for name, value in kept:
        if value is not None:
            # the processes of runs read it too
            os.environ[name] = str(value)
    with ExitStack() as held:
        bound = _free(address, port, language) if open_ else None
        if bound is None:
            bound = _bound(address, PORT if port is None else port, language)
        held.callback(bound.close)
        street = None
        if phones_at is not None:
            street = _bound(phones_at, phones_port, language, "--phones-port")
            held.callback(street.close)
        most_bytes = None if memory is None else int(memory * 1e9)
        _check_cluster(cluster, language)
        given = Given(url_of(database), workers, most_bytes, cluster, log)
        _serve(context, bound, street, given, language, open_, where)


@dataclass(frozen=True)
class Given:
    """What a server works with."""

    database: str
    workers: int
    most_bytes: int | None
    cluster: str | None
    log: bool


def _check_cluster(address: str | None, language: Language) -> None:
    """Refuse a cluster that does not answer, before anything is served."""
    if address is None:
        return
    from service.cli.kind_command import NO_CLUSTER
    from solver.parallel import ClusterError, side_by_side

    try:
        with side_by_side(address):
            pass
    except ClusterError as error:
        refuse([NO_CLUSTER.format(address=address, why=error).in_(language)], language)


def _serve(
    context: typer.Context,
    bound: socket.socket,
    street: socket.socket | None,
    given: Given,
    language: Language,
    open_: bool,
    where: Reached,
) -> None:
    """Serve on a socket, and rounds to telephones on another one, until asked to stop."""
    from service.database_errors import DatabaseError
    from service.server import create_app

    signer = None if street is None else signer_or_refuse(given.database, language)
    try:
        app = create_app(
            given.database,
            context.obj,
            workers=given.workers,
            most_bytes=given.most_bytes,
            cluster=given.cluster,
            log=given.log,
            front=where.front,
        )
    except DatabaseError as error:
        refuse([error.text.in_(language)], language)
    app.state.desk.make_ahead()
    url = page_url(*bound.getsockname()[:2]).replace("http", where.scheme, 1)
    telephones = None
    if street is not None and signer is not None:
        telephones = opened_to_phones(app, signer, street, language, log=given.log)

    def ready() -> None:
        text = READY_ELSEWHERE if where.front.asks else READY
        typer.echo(text.format(url=where.front.site or url).in_(language))
        if telephones is not None:
            telephones.start()
        if open_:
            opened_soon(url)

    def leaving() -> None:
        if telephones is not None:
            telephones.stop()

    sys.setswitchinterval(SWITCH_S)
    server = _server(app, app.state.desk, ready, leaving, where)
    server.run(sockets=[bound])
    if not server.started:
        raise typer.Exit(FAILED)


def _free(address: str, port: int | None, language: Language) -> socket.socket | None:
    """Return a socket for a page that is to be opened; none where the port asked for is taken.

    Where ramasse answers already, its page is opened and the command ends. Where another program
    holds the usual port, one of the next is taken.
    """
    ports = range(PORT, PORT + NEXT_PORTS) if port is None else (port,)
    for one in ports:
        try:
            return _held(address, one)
        except OSError:
            url = page_url(address, one)
            if is_ramasse(url):
                import webbrowser

                typer.echo(RUNS.format(url=url).in_(language))
                webbrowser.open(url)
                raise typer.Exit from None
    return None


def _held(address: str, port: int) -> socket.socket:
    """Return a socket that holds a port; raise OSError where another program does."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    # on Windows SO_REUSEADDR would take the port of a program that runs
    alone = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    bound.setsockopt(socket.SOL_SOCKET, alone, 1)
    try:
        bound.bind((address, port))
    except OSError:
        bound.close()
        raise
    return bound


def _bound(address: str, port: int, language: Language, option: str = "--port") -> socket.socket:
    """Return a socket that holds the port: before anything of an earlier server is touched."""
    try:
        return _held(address, port)
    except OSError as error:
        text = TAKEN if error.errno == errno.EADDRINUSE else NO_PORT
        values = {"option": option, "port": port, "why": error.strerror}
        refuse([text.format(**values).in_(language)], language)


def _server(
    app: object,
    desk: Desk,
    ready: Callable[[], None],
    leaving: Callable[[], None],
    where: Reached,
) -> uvicorn.Server:
    import uvicorn
    from anyio.to_thread import run_sync

    from service.api.connections import PatientProtocol

    class Server(uvicorn.Server):
        """A server that lets its followers go when it is asked to stop, and ends in peace."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            """Say where it answers, once it does."""
            await super().startup(sockets)
            if self.started:
                ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            """Let the telephones go before what they are answered from."""
            await run_sync(leaving)
            await super().shutdown(sockets)

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            """Take Ctrl-C and the request to end as what they are, not as failures."""
            before = {one: signal.signal(one, self.handle_exit) for one in STOPS}
            try:
                yield
            finally:
                for one, handler in before.items():
                    signal.signal(one, handler)

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            """Stop; followers of runs first."""
            desk.closing.set()
            super().handle_exit(sig, frame)

    config = uvicorn.Config(
        app,  # type: ignore[arg-type]
        http=PatientProtocol,
        log_level="warning",
        access_log=False,
        server_header=False,
        # longer than browsers and programs keep a connection: theirs is the hand that closes it
        timeout_keep_alive=REST_S,
        timeout_graceful_shutdown=PATIENCE_S,
        lifespan="on",
        # who comes is told by the front alone, from a proxy that it knows
        proxy_headers=False,
        ssl_certfile=where.certificate,
        ssl_keyfile=where.key,
    )
    return Server(config)


STOPS = (signal.SIGINT, signal.SIGTERM)
READY = Text(
    fr="ramasse répond sur {url} (cet ordinateur seulement). Ctrl-C pour arrêter.",
    en="ramasse answers at {url} (this computer only). Ctrl-C to stop.",
)
RUNS = Text(
    fr="ramasse répond déjà sur {url} : sa page s'ouvre dans le navigateur.",
    en="ramasse answers already at {url}: its page opens in the browser.",
)
READY_ELSEWHERE = Text(
    fr="ramasse répond sur {url}, à qui a un compte. Ctrl-C pour arrêter.",
    en="ramasse answers at {url}, to who has an account. Ctrl-C to stop.",
)
TAKEN = Text(
    fr="{option} {port} : un autre programme le tient. Attendu : un port libre. Arrêtez-le, "
    "ou choisissez un autre port, par exemple {option} 8080.",
    en="{option} {port}: another program holds it. Expected: a free port. Stop that program, or "
    "choose another port, such as {option} 8080.",
)
NO_PORT = Text(
    fr="{option} {port} : impossible de l'ouvrir ({why}). Attendu : un port libre au-dessus "
    "de 1023. Par exemple {option} 8080.",
    en="{option} {port}: it cannot be opened ({why}). Expected: a free port above 1023. For "
    "example {option} 8080.",
)
