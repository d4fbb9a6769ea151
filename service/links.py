"""Links that open one round for some days: signed with a secret of this database, never kept."""

from __future__ import annotations

import base64
import binascii
import contextlib
import hmac
import os
import re
import secrets
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy.engine import make_url

from models.base import Text
from models.folders import default_folder, own_folder

SECRET_BYTES, MARK_BYTES = 32, 18
OPENS_DAYS = 2
PATH = "/t"
"""What the path of a link begins with."""
LONGEST = 400
"""Letters of a token."""
_PURPOSE = b"ramasse: a round's link, 1\n"
_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


class LinkError(Exception):
    """A link that opens nothing, and why, in both languages."""

    def __init__(self, text: Text, *, expired: bool = False) -> None:
        self.text = text
        self.expired = expired
        super().__init__(text.en)


@dataclass(frozen=True)
class RoundLink:
    """What a link opens, and until when."""

    run: str
    round: str
    until: datetime


@dataclass(frozen=True)
class Signer:
    """Makes links and reads them again."""

    secret: bytes

    def __repr__(self) -> str:
        return "Signer()"

    def token(self, link: RoundLink) -> str:
        """Return a link as the letters that stand in an address.

        Examples
        --------
        >>> link = RoundLink("5e2b", "tue-van", datetime(2026, 12, 1, tzinfo=UTC))
        >>> token = Signer(b"x").token(link)
        >>> Signer(b"x").read(token, datetime(2026, 11, 30, tzinfo=UTC)) == link
        True
        """
        said = f"{link.run}~{link.round}~{int(link.until.timestamp())}".encode()
        return f"{_letters(said)}.{_letters(self._mark(said))}"

    def read(self, token: str, now: datetime | None = None) -> RoundLink:
        """Return what a link opens.

        Raises
        ------
        LinkError
            It was not made here, or its time is over.
        """
        if len(token) > LONGEST or not _TOKEN.fullmatch(token):
            raise LinkError(FORGED)
        said, _, mark = token.partition(".")
        try:
            content, found = _bytes(said), _bytes(mark)
        except (binascii.Error, ValueError) as error:
            raise LinkError(FORGED) from error
        # the letters too: no second spelling of the same bytes
        whole = hmac.compare_digest(found, self._mark(content)) and _letters(content) == said
        if not whole or _letters(found) != mark:
            raise LinkError(FORGED)
        run, item, until = content.decode().split("~")
        link = RoundLink(run, item, datetime.fromtimestamp(int(until), UTC))
        if (now or datetime.now(UTC)) > link.until:
            raise LinkError(EXPIRED, expired=True)
        return link

    def _mark(self, said: bytes) -> bytes:
        return hmac.digest(self.secret, _PURPOSE + said, "sha256")[:MARK_BYTES]


@dataclass(frozen=True)
class Phones:
    """Where drivers' telephones reach this server."""

    address: str
    """``http://host:port``."""
    signer: Signer

    def link(self, run: str, item: str, day: date) -> tuple[str, datetime]:
        """Return the link of a round, and until when it opens: two days after the round.

        Of a round that is over, two days from now.
        """
        last = max(day, datetime.now(UTC).date()) + timedelta(days=OPENS_DAYS)
        until = datetime.combine(last, time(23, 59, 59), UTC)
        return f"{self.address}{PATH}/{self.signer.token(RoundLink(run, item, until))}", until


def signer_of(url: str) -> Signer:
    """Return what signs the links of a database: its secret is beside it, for its owner alone.

    Raises
    ------
    OSError
        When the secret can be neither read nor written.
    """
    path = secret_path(url)
    own_folder(path.parent)
    if not path.exists():
        # whole from the start, whoever else starts at the same moment
        made, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(made, "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
        Path(name).unlink()
    path.chmod(0o600)
    return Signer(path.read_bytes())


def secret_path(url: str) -> Path:
    """Return where the secret of a database is; removed, all links of it end."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        path = Path(parsed.database.removeprefix("file:"))
        return path.with_name(f"{path.name}.links")
    return default_folder("links") / sha256(repr(parsed).encode()).hexdigest()


def _letters(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(letters: str) -> bytes:
    return base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)


FORGED = Text(
    fr="Ce lien n'ouvre aucune tournée : il est incomplet ou n'a pas été fait ici. Demandez-en un "
    "autre à la coordination.",
    en="This link opens no round: it is incomplete or was not made here. Ask the coordinators for "
    "another.",
)
EXPIRED = Text(
    fr="Ce lien n'est plus valable : la tournée est passée. Rien n'a été écrit. Donnez vos "
    "chiffres à la coordination, qui peut vous en faire un autre.",
    en="This link is no longer valid: the round is over. Nothing was written. Give your figures to "
    "the coordinators, who can make another one for you.",
)
