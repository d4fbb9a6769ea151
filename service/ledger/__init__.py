"""The ledger: what each association was promised, received, refused and returned, week by week."""

from service.ledger.lines import Balance, Entry, Kind
from service.ledger.store import Ledger, LedgerError, exists

__all__ = ["Balance", "Entry", "Kind", "Ledger", "LedgerError", "exists"]
