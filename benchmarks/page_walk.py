"""Every page of a server found by its links, and what must not be read on any of them."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx2

NO_PAGE = re.compile(r"\.(xlsx|zip|pdf|ics|json|ya?ml|gpx|geojson|csv|txt)$|/files/|/versions/")
"""Addresses of files: they are downloaded, not shown."""
PART = re.compile(r"(?<=/)[0-9a-f]{16}(?=/|$)")
SAID = ("aria-label", "alt", "placeholder", "title")
"""Attributes that people are told."""
UNSAID = frozenset(("script", "style", "template"))
SNAKE = re.compile(r"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
PATH = re.compile(r"(?<![\w:/.])/(?:home|tmp|usr|var|work|root)/[\w./-]+")
FIELD = re.compile(r"\b[a-z]+\.[a-z]+(?:[-_.][a-z0-9]+)+\b(?<!\.fr)(?<!\.org)(?<!\.yaml)")
ROUND = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)-[a-z0-9]+(?:-[a-z0-9]+)+\b")
"""The id of a round."""
WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
RAW = re.compile(r"<built-in|0x[0-9a-f]{6,}|\{[a-z_]+\}")
"""What a template lets through that should have been words."""
NOTHING = re.compile(r"\b(?:None|nan|NaN|undefined)\b")
EITHER = re.compile(r"\w\((?:s|x|e|es|ies)\)")
"""One or several: people are told which."""
ONE_OF_MANY = re.compile(
    r"(?<![\w,.–/-])1[ \u00a0](?!(?:fois|mois|repas|colis|pays|avis|les|dans|sans|des)\b)"
    r"[a-zéèêç]{2,}[^\W\d_]s\b"
)
MARKS = re.compile(r"(?<!\.)\.\.(?!\.)|,,|;;|,[ \u00a0]?;|:[ \u00a0]?[.;]|\([ \u00a0]?\)")
"""Two marks where one was meant, or with nothing between them."""
ENTITIES = ("associations", "donors", "vehicles", "people", "families", "donor_kinds", "shifts")


class _Page(HTMLParser):
    """What a page says, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self._unsaid = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unsaid += tag in UNSAID
        named = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in named:
            self.links.append(named["href"])
        self.texts += [named[one] for one in SAID if named.get(one)]

    def handle_endtag(self, tag: str) -> None:
        self._unsaid -= tag in UNSAID

    def handle_data(self, data: str) -> None:
        if not self._unsaid and data.strip():
            self.texts.append(data.strip())


def read(html: str) -> tuple[str, list[str]]:
    """Return what a page says, attributes that are told included, and its links."""
    page = _Page()
    page.feed(html)
    return "\n".join(page.texts), page.links


def pages(
    client: httpx2.Client, starts: Iterable[str], alike: int = 3
) -> Iterator[tuple[str, str]]:
    """Yield the address and HTML of every page that links lead to, in the language of a start.

    Parameters
    ----------
    alike
        Pages of one sort that are walked, at most: things of a result, tables of a scenario.
    """
    waiting = deque(starts)
    seen, sorts = set(waiting), Counter[str]()
    while waiting:
        here = waiting.popleft()
        answer = client.get(here, follow_redirects=True)
        answer.raise_for_status()
        if "text/html" not in answer.headers["content-type"]:
            continue
        yield here, answer.text
        for link in read(answer.text)[1]:
            target = urlsplit(urljoin(here, link))
            address = target.path + (f"?{target.query}" if target.query else "")
            sort = sort_of(address)
            if target.netloc or address[:4] != here[:4] or NO_PAGE.search(target.path):
                continue
            if address not in seen and sorts[sort] < alike:
                seen.add(address)
                sorts[sort] += 1
                waiting.append(address)


def sort_of(address: str) -> str:
    """Return what an address is of: ids taken out, and the last names of things.

    Examples
    --------
    >>> sort_of("/fr/runs/0123456789abcdef/about/store/super-1")
    '/fr/runs/*/about/store/*'
    >>> sort_of("/fr/scenarios/town/tables/donors?version=2")
    '/fr/scenarios/*/tables/*'
    """
    path = PART.sub("*", urlsplit(address).path)
    path = re.sub(r"(?<=/scenarios/)[^/]+", "*", path)
    path = re.sub(r"/\d{4}-\d\d-\d\d(?=/|$)", "/*", path)
    return re.sub(r"(/about/\w+|/tables|/ledger|/weeks|/mend)/[^/]+", r"\1/*", path)


def ids_of(content: Mapping[str, Any]) -> frozenset[str]:
    """Return the ids of a scenario file's content that are no words of a language."""
    found = set()
    for name in ENTITIES:
        there = content.get(name) or ()
        ids = there if isinstance(there, Mapping) else [one["id"] for one in there]
        found |= {str(one) for one in ids if re.search(r"[-_0-9]", str(one))}
    found |= {str(one) for one in content.get("variants") or () if re.search(r"[-_0-9]", str(one))}
    return frozenset(found)


def unfit(text: str, ids: frozenset[str]) -> list[str]:
    """Return what people should not read: ids, names of fields, options, paths, slips.

    Examples
    --------
    >>> unfit("kg of super-1 by --set need_weight at /tmp/x", frozenset({"super-1"}))
    ['need_weight', '--set', '/tmp/x', 'super-1']
    >>> unfit("1 rounds, None store(s): .", frozenset())
    ['None', 'e(s)', '1 rounds', ': .']
    >>> unfit("mon-morning-2-van leaves, Mon-Thu, mid-day-shift", frozenset())
    ['mon-morning-2-van']
    """
    kinds = (SNAKE, OPTION, PATH, ROUND, RAW, NOTHING, EITHER, ONE_OF_MANY, MARKS)
    found = [one for kind in kinds for one in kind.findall(text)]
    return [*found, *(one for one in WORD.findall(text) if one in ids)]
