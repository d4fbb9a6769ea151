"""Pictures that a telephone scans: QR codes."""

from __future__ import annotations


def scanned(text: str) -> str:
    """Return a text as a picture (SVG, black on white with its quiet zone); empty for none."""
    if not text:
        return ""
    import segno

    made = segno.make(text, error="m", micro=False)
    return str(made.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))
