"""Every sheet, column and fixed choice has its words, and no two are alike."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from scenarios.fields import SLUG, pattern
from scenarios.workbook.field_words import FIELDS
from scenarios.workbook.headings import (
    CHANGES,
    GUIDE,
    TOWN,
    VARIANT_NAMES,
    fields,
    heading,
    sheet_name,
)
from scenarios.workbook.layout import TOP, Column, columns, tables, words
from scenarios.workbook.letters import bare
from scenarios.workbook.references import KEYS, REFERENCES, UNTIED
from scenarios.workbook.sheet_words import SHEETS
from scenarios.workbook.value_words import VALUES, meant_value


def every_column() -> list[Column]:
    found = list(columns(TOP, "", lambda _: ("key",)))
    for table in tables():
        if not table.flat:
            found += columns(table.place.item, table.name, lambda _: ("key",))
    return found


def test_every_field_has_a_french_title_and_a_note_where_it_is_described() -> None:
    said = fields()
    untitled = {one.owner for one in every_column()} - set(FIELDS)
    assert not untitled, f"add to scenarios/workbook/*_words.py: {sorted(untitled)}"
    unnoted = {
        one.owner for one in every_column() if said[one.owner][0] and not FIELDS[one.owner][1]
    }
    assert not unnoted, f"no French note in scenarios/workbook/*_words.py: {sorted(unnoted)}"


def test_every_table_has_a_name_that_excel_allows() -> None:
    unnamed = {table.name for table in tables()} - set(SHEETS)
    assert not unnamed, f"add to SHEETS in scenarios/workbook/sheet_words.py: {sorted(unnamed)}"
    others = (GUIDE, TOWN, VARIANT_NAMES, CHANGES)
    for language in ("fr", "en"):
        names = [bare(text.in_(language)) for text in others]
        names += [bare(sheet_name(table).in_(language)) for table in tables()]
        assert Counter(names).most_common(1)[0][1] == 1
        assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_every_fixed_choice_has_words_that_mean_it_alone() -> None:
    for one in every_column():
        known = words(one.place) if one.form == "leaf" else ()
        assert not set(known) - set(VALUES), "add to VALUES in scenarios/workbook/value_words.py"
        for choice in known:
            for word in (choice, VALUES[choice].fr, VALUES[choice].en, VALUES[choice].fr.upper()):
                assert meant_value(word, one.place.annotation) == choice
    assert all(get_args(one.place.annotation) for one in every_column() if words(one.place))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_titles_of_a_sheet_differ(language: str) -> None:
    for table in tables():
        if table.flat:
            continue
        found = columns(table.place.item, table.name, lambda _: ())
        titles = Counter(heading(one, language) for one in found)  # type: ignore[arg-type]
        assert titles.most_common(1)[0][1] == 1, titles


def test_every_id_of_something_else_is_tied_to_its_table() -> None:
    """So that drop-downs offer what there is, and columns have the right keys."""
    loose = {
        one.owner
        for one in every_column()
        if one.form == "leaf"
        and one.key is None
        and pattern(one.place) == SLUG
        and not one.owner.endswith(".id")
    } - {*REFERENCES, *UNTIED}
    assert not loose, f"add to scenarios/workbook/references.py: {sorted(loose)}"
    known = {table.name for table in tables() if table.place.has_ids}
    used = {one.owner for one in every_column()}
    assert {table for owner, table in {**REFERENCES, **KEYS}.items() if owner in used} <= known
    keyed = {one.owner for one in every_column() if one.key == "key"}
    assert keyed <= set(KEYS), f"add to KEYS of scenarios/workbook/references.py: {keyed}"
