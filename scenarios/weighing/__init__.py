"""What came in, as it is typed: read, checked against the town, all faults at once."""

from scenarios.weighing.cells import Said
from scenarios.weighing.checking import Remark, checked
from scenarios.weighing.rows import Told, alone, read_rows
from scenarios.weighing.tables import read_visits

__all__ = ["Remark", "Said", "Told", "alone", "checked", "read_rows", "read_visits"]
