"""Who pays a warehouse: the bill, its invoices and keys, cash by month, limits, stress tests."""

from __future__ import annotations

from models.base import Language
from models.warehouse_study import WarehouseStudy
from service.kinds.warehouse.bill_sections import bill_section, invoices_section, keys_section
from service.kinds.warehouse.funding_told import Told
from service.kinds.warehouse.limit_sections import cash_section, limits_section, stress_section
from service.kinds.warehouse.supply_names import warehouse_of
from service.pages.page import Section


def funding_sections(study: WarehouseStudy, language: Language) -> list[Section]:
    """Return the sections about the bill; none where nothing is invoiced."""
    warehouse, year = warehouse_of(study), study.funding
    if year is None or warehouse.funding is None:
        return []
    told = Told(study, warehouse.funding, year, language)
    makers = (
        *(bill_section, invoices_section, keys_section),
        *(cash_section, limits_section, stress_section),
    )
    return [make(told) for make in makers]
