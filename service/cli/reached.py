"""Where ``ramasse serve`` is reached: on this computer as it is, from elsewhere with accounts."""

from __future__ import annotations

import ipaddress
import re
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from models.base import Language, Text
from models.unread import unread
from service.cli.earlier_studies import BROKEN
from service.cli.options import refuse

if TYPE_CHECKING:
    from service.api.front import Front

Certificate = Annotated[
    Path | None,
    typer.Option(
        "--certificate", metavar="FICHIER", help="Certificat TLS (PEM) / TLS certificate (PEM)."
    ),
]
Key = Annotated[
    Path | None,
    typer.Option("--key", metavar="FICHIER", help="Sa clé privée (PEM) / Its private key (PEM)."),
]
Site = Annotated[
    str | None,
    typer.Option(
        "--site",
        metavar="URL",
        help="Adresse publique, derrière un mandataire, ex. https://ramasse.exemple.fr / "
        "Public address, behind a reverse proxy.",
    ),
]
_SITE = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True)
class Reached:
    """An address to listen at, and how it is reached."""

    address: str
    front: Front
    certificate: Path | None = None
    key: Path | None = None

    @property
    def scheme(self) -> str:
        """What its address begins with."""
        return "https" if self.certificate is not None else "http"


def reached(
    host: str,
    site: str | None,
    certificate: Path | None,
    key: Path | None,
    database: str,
    language: Language,
) -> Reached:
    """Return where a server is reached; refuse what would be reached by people without accounts.

    Everything wrong is told at once, before anything is opened or made.
    """
    from service.api.front import Front

    address, faults = _address(host), []
    if address is None:
        faults.append(NO_ADDRESS.format(host=host))
    if site is not None and not _SITE.fullmatch(site.rstrip("/")):
        faults.append(NO_SITE.format(site=site))
    faults += _tls_faults(certificate, key)
    local = address is not None and ipaddress.ip_address(address).is_loopback
    asks = not local or site is not None
    if address is not None and asks and not _has_accounts(database, language):
        faults.append(NO_ACCOUNTS.format(host=host if site is None else site))
    named = "" if site is None else site.rstrip("/").lower()
    plain = certificate is None and not named.startswith("https://")
    if faults or address is None:
        refuse([one.in_(language) for one in faults], language)
    if not local and plain:
        typer.echo(PLAIN.in_(language), err=True)
    front = Front(
        asks=asks, site=_origin(named), secure=certificate is not None, addresses=not local
    )
    return Reached(address, front, certificate, key)


def _origin(site: str) -> str:
    """Return a site as browsers say where a page is from: the usual port left out."""
    parts = urlsplit(site)
    usual = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    return site.removesuffix(usual) if usual else site


def _address(host: str) -> str | None:
    if host.lower() == "localhost":
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return None


def _has_accounts(url: str, language: Language) -> bool:
    from service.accounts.book import any_account
    from service.database_errors import DatabaseError
    from service.ledger import exists
    from service.store import opened

    if not exists(url):
        return False
    try:
        database = opened(url)
        try:
            return any_account(database)
        finally:
            database.close()
    except DatabaseError as error:
        refuse([error.text.in_(language)], language)


def _tls_faults(certificate: Path | None, key: Path | None) -> list[Text]:
    if certificate is None and key is None:
        return []
    if certificate is None or key is None:
        return [BOTH]
    faults = [
        BROKEN.format(field=option, path=path, why=why)
        for option, path in (("--certificate", certificate), ("--key", key))
        if (why := unread(path)) is not None
    ]
    if faults:
        return faults
    try:
        # with no word asked for at the terminal: a key with one is refused
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(certificate, key, password=lambda: b"")
    except (OSError, ValueError) as error:
        met = getattr(error, "strerror", None) or type(error).__name__
        return [BAD_TLS.format(certificate=certificate, key=key, why=met)]
    return []


NO_ADDRESS = Text(
    fr="--host {host} : ce n'est pas une adresse. Attendu : une adresse en chiffres de cet "
    "ordinateur, comme 127.0.0.1, 192.168.1.20 ou 0.0.0.0 ; le nom public se dit par --site.",
    en="--host {host}: this is no address. Expected: an address of this computer in numbers, such "
    "as 127.0.0.1, 192.168.1.20 or 0.0.0.0; a public name is told by --site.",
)
NO_SITE = Text(
    fr="--site {site} : ce n'est pas l'adresse d'un site. Attendu : https:// et un nom, sans rien "
    "après, comme https://ramasse.exemple.fr.",
    en="--site {site}: this is not the address of a site. Expected: https:// and a name, nothing "
    "after it, such as https://ramasse.example.org.",
)
NO_ACCOUNTS = Text(
    fr="{host} s'atteint d'ailleurs, et personne n'a encore de compte. Créez le premier : ramasse "
    "user add marie --role coordinator. Pour chiffrer la connexion : --certificate et --key, ou un "
    "serveur mandataire et --site (docs/partager.md).",
    en="{host} is reached from elsewhere, and nobody has an account yet. Make the first: ramasse "
    "user add marie --role coordinator. To encrypt the connection: --certificate and --key, or a "
    "reverse proxy and --site (docs/sharing.md).",
)
PLAIN = Text(
    fr="Attention : la connexion n'est pas chiffrée, les mots de passe peuvent être lus en route. "
    "Pour la chiffrer : --certificate et --key, ou un serveur mandataire et --site "
    "(docs/partager.md).",
    en="Beware: the connection is not encrypted, passwords can be read on the way. To encrypt it: "
    "--certificate and --key, or a reverse proxy and --site (docs/sharing.md).",
)
BOTH = Text(
    fr="--certificate et --key vont ensemble : donnez les deux.",
    en="--certificate and --key go together: give both.",
)
BAD_TLS = Text(
    fr="--certificate {certificate}, --key {key} : ils ne se lisent pas, ou ne vont pas ensemble "
    "({why}). Attendu : deux fichiers PEM, la clé sans mot de passe.",
    en="--certificate {certificate}, --key {key}: they cannot be read, or do not go together "
    "({why}). Expected: two PEM files, the key without a password.",
)
