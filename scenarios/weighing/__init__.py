"""What came in, as it is typed: read, checked against the town, all faults at once."""

from scenarios.weighing.before import Before, gone_since
from scenarios.weighing.cells import UNTOLD, Said
from scenarios.weighing.checking import Remark, checked
from scenarios.weighing.codes import read_codes
from scenarios.weighing.rows import Told, alone, read_rows
from scenarios.weighing.tables import read_visits

__all__ = [
    "UNTOLD",
    "Before",
    "Remark",
    "Said",
    "Told",
    "alone",
    "checked",
    "gone_since",
    "read_codes",
    "read_rows",
    "read_visits",
]
