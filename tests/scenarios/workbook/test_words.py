"""Every sheet, column and fixed choice has its words, and no two are alike."""

from __future__ import annotations

from collections import Counter
from typing import Literal, get_args

import pytest

from scenarios.beginning.figures import KIND_NAMES
from scenarios.workbook.headings import CHANGES, GUIDE, TOWN, VARIANT_NAMES, heading
from scenarios.workbook.layout import TOP, Column, column, columns, tables, words
from scenarios.workbook.letters import bare
from scenarios.workbook.value_words import VALUES, meant_value


def every_column() -> list[Column]:
    found = list(columns(TOP, "", lambda _: ("key",)))
    for table in tables():
        if not table.flat:
            found += columns(table.place.item, table.name, lambda _: ("key",))
    return found


def test_no_note_of_a_table_is_missing() -> None:
    unsaid = {table.name for table in tables() if table.told.note is None}
    assert not unsaid, f"add notes to the fields of: {sorted(unsaid)}"


def test_every_table_has_a_name_that_excel_allows() -> None:
    others = (GUIDE, TOWN, VARIANT_NAMES, CHANGES)
    for language in ("fr", "en"):
        names = [bare(text.in_(language)) for text in others]
        names += [bare(table.title.in_(language)) for table in tables()]
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


def test_a_kind_of_vehicle_or_store_is_called_what_it_is() -> None:
    assert {kind: VALUES[kind] for kind in KIND_NAMES} == KIND_NAMES
    assert meant_value("en voiture", Literal["foot", "car"]) == "car"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_titles_of_a_sheet_differ(language: str) -> None:
    for table in tables():
        if table.flat:
            continue
        found = columns(table.place.item, table.name, lambda _: ())
        titles = Counter(heading(one, language) for one in found)  # type: ignore[arg-type]
        assert titles.most_common(1)[0][1] == 1, titles


def test_a_family_does_not_rename_a_temperature_of_its_name() -> None:
    called = {"frozen": "Surgelés de l'hiver"}
    carries = column(TOP.keys["vehicles"].item, "carries.frozen")
    shares = column(TOP.keys["donor_kinds"].item, "family_shares.frozen")
    assert carries is not None
    assert shares is not None
    assert heading(carries, "en", called) == "Carries: frozen"
    assert heading(shares, "en", called) == "Share: Surgelés de l'hiver"
