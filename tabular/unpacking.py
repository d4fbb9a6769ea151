"""How much a file is once it is unpacked, found without keeping any of it."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Callable, Mapping
from typing import BinaryIO, cast

MOST_UNPACKED = 200_000_000
"""Bytes of a road graph once unpacked, at most: in memory it is some six times that."""
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
