"""What is wrong with a travel table or a road graph."""

from __future__ import annotations

from models.base import Text


class TravelError(ValueError):
    """Travel data that cannot be used; every fault is told at once.

    Attributes
    ----------
    faults : tuple[Text, ...]
        Where, what was found, what was expected, the remedy.
    """

    def __init__(self, faults: tuple[Text, ...]) -> None:
        super().__init__("\n".join(fault.en for fault in faults))
        self.faults = faults
