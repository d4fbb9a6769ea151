"""The ledger of what each association gets, week by week, and the journal of what came in."""

from service.ledger.chain import Checked, Line
from service.ledger.journal import Clash, Standing, Telling
from service.ledger.lines import Balance, Entry, Kind, Withdrawn
from service.ledger.refusals import ClashError, LedgerError
from service.ledger.store import Ledger, exists

__all__ = [
    "Balance",
    "Checked",
    "Clash",
    "ClashError",
    "Entry",
    "Kind",
    "Ledger",
    "LedgerError",
    "Line",
    "Standing",
    "Telling",
    "Withdrawn",
    "exists",
]
