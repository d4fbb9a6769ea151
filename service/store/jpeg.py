"""A photo as it is kept: the picture and nothing of who took it, where, when and with what."""

from __future__ import annotations

from models.base import Text
from service.database_errors import UnusableError

MOST_BYTES, MOST_PIXELS = 600_000, 4_096
"""Of a photo, and of its longer side."""
_START, _END, _SCAN, _RESTART = 0xD8, 0xD9, 0xDA, range(0xD0, 0xD8)
_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_PICTURE = frozenset((*_FRAMES, 0xC4, 0xDB, 0xDD, 0xEE))
"""Segments that a picture is drawn from: frames, codes, tables, and how its colours are told."""


def bare(content: bytes) -> bytes:
    """Return a JPEG with nothing in it but what its picture is drawn from.

    Whatever a camera or a program adds is left out: place, date, device, comments, an earlier
    picture, and what follows the end.

    Raises
    ------
    UnusableError
        It is no JPEG, is larger than may be, or does not end.
    """
    if len(content) > MOST_BYTES:
        raise UnusableError(LARGE)
    if content[:2] != b"\xff\xd8":
        raise UnusableError(NO_JPEG)
    made, at, framed, scanned = bytearray(content[:2]), 2, False, False
    while True:
        marker, at = _marker(content, at)
        if marker == _END:
            if not (framed and scanned):
                raise UnusableError(NO_JPEG)
            return bytes(made + b"\xff\xd9")
        length = int.from_bytes(content[at : at + 2])
        segment = content[at : at + length]
        if length < 2 or len(segment) < length:
            raise UnusableError(NO_JPEG)
        at += length
        if marker in _FRAMES:
            framed = True
            _look(segment)
        if marker in _PICTURE or marker == _SCAN:
            made += bytes((0xFF, marker)) + segment
        if marker == _SCAN:
            scanned = True
            end = _after_scan(content, at)
            made += content[at:end]
            at = end


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """Return the marker that begins at a place, and where what it says begins."""
    if content[at : at + 1] != b"\xff":
        raise UnusableError(NO_JPEG)
    while content[at : at + 1] == b"\xff":  # as many as one likes
        at += 1
    if at >= len(content):
        raise UnusableError(NO_JPEG)
    return content[at], at + 1


def _look(frame: bytes) -> None:
    """Refuse a picture that is larger than may be."""
    height, width = int.from_bytes(frame[3:5]), int.from_bytes(frame[5:7])
    if len(frame) < 8 or not (0 < height <= MOST_PIXELS and 0 < width <= MOST_PIXELS):
        raise UnusableError(LARGE)


def _after_scan(content: bytes, at: int) -> int:
    """Return where the picture's own bytes end: at the next marker that is none of theirs."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise UnusableError(NO_JPEG)
        if content[at + 1] != 0 and content[at + 1] not in _RESTART:
            return at
        at += 2


NO_JPEG = Text(
    fr="Ce n'est pas une photo lisible. Rien n'a été gardé. Attendu : une photo JPEG entière. "
    "Reprenez-la.",
    en="This is no photo that can be read. Nothing was kept. Expected: a whole JPEG photo. Take it "
    "again.",
)
LARGE = Text(
    fr=f"Cette photo est trop grande. Rien n'a été gardé. Attendu : {MOST_BYTES // 1000} ko et "
    f"{MOST_PIXELS} points de côté au plus. Reprenez-la en plus petit.",
    en=f"This photo is too large. Nothing was kept. Expected: at most {MOST_BYTES // 1000} kB and "
    f"{MOST_PIXELS} pixels a side. Take a smaller one.",
)
