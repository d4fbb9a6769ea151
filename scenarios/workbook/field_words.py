"""What the fields of a scenario are called in a workbook, in French: a title, and a note.

English titles are made from the names of the fields, English notes are their descriptions.
"""

from __future__ import annotations

from collections.abc import Mapping

from scenarios.workbook.delivery_words import DELIVERY_FIELDS
from scenarios.workbook.rule_words import RULE_FIELDS
from scenarios.workbook.town_words import TOWN_FIELDS
from scenarios.workbook.warehouse_words import WAREHOUSE_FIELDS

FIELDS: Mapping[str, tuple[str, str]] = {
    **TOWN_FIELDS,
    **RULE_FIELDS,
    **DELIVERY_FIELDS,
    **WAREHOUSE_FIELDS,
}
"""By ``Model.field``; a test says which are missing."""
