"""What answers requests: the store, the ledger, the runs; the API's and the page's alike."""

from service.backend.desk import Desk
from service.backend.planned import PlannedWeek
from service.backend.studies import NotReadyError

__all__ = ["Desk", "NotReadyError", "PlannedWeek"]
