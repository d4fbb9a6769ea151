"""How much a file is once it is unpacked, found without keeping any of it."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Callable, Collection, Mapping
from typing import BinaryIO, cast

MOST_UNPACKED = 200_000_000
"""Bytes of a file once unpacked, at most."""
PIECE = 1 << 20
PACKED: Mapping[str, Callable[[BinaryIO], BinaryIO]] = {
    ".gz": lambda file: cast("BinaryIO", gzip.GzipFile(fileobj=file)),
    ".bz2": lambda file: cast("BinaryIO", bz2.BZ2File(file)),
}


def bounded(name: str, file: BinaryIO, most: int = MOST_UNPACKED) -> bool:
    """Tell whether a file can be unpacked, to no more than may be; any other is just so long.

    Examples
    --------
    >>> import io
    >>> bounded("a.gz", io.BytesIO(gzip.compress(b"0" * 3000)), 3000)
    True
    >>> bounded("a.gz", io.BytesIO(gzip.compress(b"0" * 3000)), 2999)
    False
    >>> bounded("a.gz", io.BytesIO(b"no"))
    False
    """
    opener = next((one for end, one in PACKED.items() if name.lower().endswith(end)), None)
    unpacked = 0
    try:
        with file if opener is None else opener(file) as whole:
            while piece := whole.read(PIECE):
                unpacked += len(piece)
                if unpacked > most:
                    return False
    except (OSError, EOFError, zlib.error):
        return False
    return True


def many(name: str, file: BinaryIO, words: Collection[bytes], most: int) -> bool:
    """Tell whether some words stand in a file, once it is unpacked, more often than may be.

    Examples
    --------
    >>> import io
    >>> many("a", io.BytesIO(b"<nd/><nd/><node/>"), (b"<nd", b"<node"), 2)
    True
    >>> many("a.gz", io.BytesIO(gzip.compress(b"<nd/><node/>")), (b"<nd", b"<node"), 2)
    False
    """
    opener = next((one for end, one in PACKED.items() if name.lower().endswith(end)), None)
    longest, found, tail = max(map(len, words)), 0, b""
    with file if opener is None else opener(file) as whole:
        while found <= most and (piece := whole.read(PIECE)):
            piece = tail + piece
            # a word that is cut is counted with the next piece, whole ones in the tail once
            tail = piece[1 - longest :]
            found += sum(piece.count(word) - tail.count(word) for word in words)
        found += sum(tail.count(word) for word in words)
    return found > most
