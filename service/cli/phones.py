"""``ramasse serve --phones``: rounds for telephones of the local network, and no more."""

from __future__ import annotations

import ipaddress
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language, Text
from service.cli.browser import page_url
from service.cli.options import refuse

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from service.links import Signer

PHONES_PORT = 8100
MOST_AT_ONCE = 64
"""Requests of telephones that are answered at once."""
AUTO = "auto"
_ELSEWHERE = ("10.255.255.255", 9)
"""An address of some local network: asked by which of ours it would be reached, nothing is sent."""
PhonesAt = Annotated[
    str | None,
    typer.Option(
        "--phones",
        metavar="ADRESSE",
        help="Servir aussi les tournées aux téléphones du réseau local, par lien signé, et rien "
        "d'autre ; « auto » : l'adresse de cet ordinateur / Serve rounds to telephones of the "
        "local network too, by signed link, and nothing else.",
    ),
]
PhonesPort = Annotated[
    int, typer.Option("--phones-port", min=0, max=65535, help="Port des téléphones / Their port.")
]


@dataclass
class Telephones:
    """The second listener, in a thread of its own."""

    server: uvicorn.Server
    bound: socket.socket
    told: str
    thread: threading.Thread | None = None

    def start(self) -> None:
        """Answer from now on, and say where."""
        self.thread = threading.Thread(
            target=self.server.run, kwargs={"sockets": [self.bound]}, daemon=True
        )
        self.bound.listen()  # who comes before the thread answers waits, and is not turned away
        self.thread.start()
        typer.echo(self.told)

    def stop(self) -> None:
        """Answer no more."""
        self.server.should_exit = True
        if self.thread is not None:
            self.thread.join(10)


def phone_address(given: str, language: Language) -> str:
    """Return the address of this computer at which telephones reach it."""
    try:
        found = ipaddress.ip_address(_own() if given == AUTO else given.strip("[]"))
    except (OSError, ValueError):
        refuse([NO_ADDRESS.format(given=given).in_(language)], language)
    local = found.is_private or found.is_loopback or found.is_link_local
    if found.is_unspecified or found.is_multicast or not local:
        refuse([NOT_LOCAL.format(given=given).in_(language)], language)
    return str(found)


def signer_or_refuse(url: str, language: Language) -> Signer:
    """Return what signs the links of a database, or say why its secret cannot be kept."""
    from sqlalchemy.exc import ArgumentError

    from service.links import signer_of

    try:
        return signer_of(url)
    except (OSError, ArgumentError) as error:
        why = error.strerror if isinstance(error, OSError) else "URL"
        refuse([NO_SECRET.format(why=why).in_(language)], language)


def opened_to_phones(
    app: FastAPI, signer: Signer, bound: socket.socket, language: Language, *, log: bool = False
) -> Telephones:
    """Return the listener of the telephones of an application, and tell the application of it."""
    import uvicorn

    from service.api.connections import PatientProtocol
    from service.api.log_lines import LogLines
    from service.links import Phones
    from service.phone_server import create_phone_app

    host, port = bound.getsockname()[:2]
    address = page_url(host, port).rstrip("/")
    app.state.phones = Phones(address, signer)
    served = create_phone_app(app.state.desk, signer)
    if log:
        served.add_middleware(LogLines)
    config = uvicorn.Config(
        served,
        http=PatientProtocol,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=3,
        lifespan="off",
    )
    return Telephones(uvicorn.Server(config), bound, READY.format(url=address).in_(language))


def _own() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(_ELSEWHERE)
        return str(asked.getsockname()[0])


READY = Text(
    fr="Les téléphones du réseau local atteignent leurs tournées sur {url}, par les liens de la "
    "page « Par un lien, sur place » d'une semaine planifiée, et rien d'autre.",
    en="Telephones of the local network reach their rounds at {url}, by the links on the page By a "
    "link, on the spot of a planned week, and nothing else.",
)
NO_ADDRESS = Text(
    fr="--phones {given} : pas une adresse de cet ordinateur. Attendu : son adresse sur le réseau "
    "local, comme 192.168.1.20. Écrivez-la, ou --phones auto.",
    en="--phones {given}: not an address of this computer. Expected: its address on the local "
    "network, such as 192.168.1.20. Write it, or --phones auto.",
)
NOT_LOCAL = Text(
    fr="--phones {given} : pas une adresse de réseau local. Attendu : une adresse que des "
    "téléphones du même réseau atteignent, comme 192.168.1.20. Sur Internet, servez la page à qui "
    "a un compte, par --site.",
    en="--phones {given}: not an address of a local network. Expected: an address that telephones "
    "of the same network reach, such as 192.168.1.20. On the Internet serve the page to who has an "
    "account, by --site.",
)
NO_SECRET = Text(
    fr="Le secret des liens ne peut être gardé à côté de la base ({why}). Attendu : un dossier où "
    "écrire. Changez ses droits, ou --database.",
    en="The secret of the links cannot be kept beside the database ({why}). Expected: a folder to "
    "write to. Change its rights, or --database.",
)
