"""The outline of a page of HTML, and what must hold of any."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "rect", "circle", "path", "polyline", "br", "link", "line", "input"}


class Outline(HTMLParser):
    """What a page is made of; fails when elements do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.headings: list[int] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.attributes: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag == "a":
            self.links.append(given["href"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def sound(page: str) -> Outline:
    """Return the outline of a page that nests, links within itself and refers to nothing else."""
    outline = Outline(page)
    assert outline.headings[0] == 1
    steps = zip(outline.headings, outline.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert len(outline.ids) == len(set(outline.ids))
    assert all(link[1:] in outline.ids for link in outline.links)
    assert "script" not in outline.tags
    assert not any(name.startswith("on") for name in outline.attributes)
    assert not re.search(r"(?i)https?:|//[a-z]|src=|@import|url\(|<link", page)
    return outline
