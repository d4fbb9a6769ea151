"""What Excel offers while a cell is typed, and what it warns of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotated_types import Ge, Le

from models.base import Language, Text
from models.words import NO, YES
from scenarios.workbook.layout import Column, words
from scenarios.workbook.sheets import LISTS, letters, quoted
from scenarios.workbook.value_words import CROSS, value_word

INLINE = 250
"""Characters of a list written in the rule itself, at most."""
LAST = 2000
"""The last row of ids that are offered."""


@dataclass
class Dropdowns:
    """The rules of a workbook's cells."""

    names: Mapping[str, str]
    """The sheet of each table."""
    language: Language
    lists: list[tuple[str, ...]] = field(default_factory=list)
    """Choices too long to be written in a rule: a column each of a hidden sheet."""

    def of(self, sheet: Any, cells: str, one: Column) -> None:
        """Add the rule of a column, if its values are few or bounded."""
        choices = words(one.place) if one.form == "leaf" else ()
        if one.form == "cross":
            self._list(sheet, cells, (CROSS,))
        elif choices:
            self._list(sheet, cells, tuple(value_word(word, self.language) for word in choices))
        elif one.form == "leaf" and one.place.annotation is bool:
            self._list(sheet, cells, (YES.in_(self.language), NO.in_(self.language)))
        elif one.form == "leaf" and len(one.ids_of) == 1:
            self.of_ids(sheet, cells, one.ids_of[0])
        elif one.form == "leaf" and one.place.annotation in (int, float):
            self._bounds(sheet, cells, one)

    def of_ids(self, sheet: Any, cells: str, table: str) -> None:
        """Add the rule that a cell holds an id of a table."""
        self._rule(sheet, cells, f"{quoted(self.names[table])}!$A$3:$A${LAST}", self.names[table])

    def _list(self, sheet: Any, cells: str, choices: tuple[str, ...]) -> None:
        text = ",".join(choices)
        if len(text) <= INLINE and not any(set(',"') & set(word) for word in choices):
            self._rule(sheet, cells, f'"{text}"', ", ".join(choices))
            return
        if choices not in self.lists:
            self.lists.append(choices)
        letter = letters(self.lists.index(choices) + 1)
        formula = f"{quoted(LISTS)}!${letter}$1:${letter}${len(choices)}"
        self._rule(sheet, cells, formula, ", ".join(choices))

    def _rule(self, sheet: Any, cells: str, formula: str, told: str) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = DataValidation(type="list", formula1=formula, allow_blank=True)
        # only a warning: ids of rows still to come, and other ways to say yes, are good
        rule.errorStyle, rule.showErrorMessage = "warning", True
        rule.errorTitle = _REFUSED.in_(self.language)
        rule.error = _EXPECTED.format(told=told).in_(self.language)[:220]
        rule.add(cells)
        sheet.add_data_validation(rule)

    def _bounds(self, sheet: Any, cells: str, one: Column) -> None:
        """Refuse numbers out of bounds; texts with a comma are left to the reading."""
        from openpyxl.worksheet.datavalidation import DataValidation

        least = [part.ge for part in one.place.constraints if isinstance(part, Ge)]
        most = [part.le for part in one.place.constraints if isinstance(part, Le)]
        if not least:
            return
        rule = DataValidation(
            type="decimal",
            operator="between" if most else "greaterThanOrEqual",
            formula1=str(least[0]),
            formula2=str(most[0]) if most else None,
            allow_blank=True,
            errorStyle="warning",
            showErrorMessage=True,
        )
        told = f"≥ {least[0]}" + (f", ≤ {most[0]}" if most else "")
        rule.errorTitle = _REFUSED.in_(self.language)
        rule.error = _EXPECTED.format(told=told).in_(self.language)
        rule.add(cells)
        sheet.add_data_validation(rule)

    def write(self, book: Any) -> None:
        """Write the choices that the rules look up, on a sheet that is hidden."""
        if not self.lists:
            return
        sheet = book.create_sheet(LISTS)
        for column, choices in enumerate(self.lists, start=1):
            for row, word in enumerate(choices, start=1):
                sheet.cell(row=row, column=column).value = word
        sheet.sheet_state = "hidden"


_REFUSED = Text(fr="Valeur inattendue", en="Unexpected value")
_EXPECTED = Text(fr="Attendu : {told}", en="Expected: {told}")
