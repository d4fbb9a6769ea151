"""Tables as people save them, read one way for all: lots, points, travel, addresses, lists.

``letters`` finds the letters of a file, ``separated`` its lines and cells, ``heads`` which column
is which, ``reading`` the rows under them. Nothing is left out in silence: what is not read is a
fault, or a note, with its line and column.
"""

from tabular.faults import TableError, TableFault
from tabular.heads import Headers
from tabular.reading import Row, Table, table_of
from tabular.separated import Line, lines_of

__all__ = [
    "Headers",
    "Line",
    "Row",
    "Table",
    "TableError",
    "TableFault",
    "lines_of",
    "table_of",
]
