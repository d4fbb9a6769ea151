"""Every kind of run gives an answer, and shows it first wherever it is shown."""

from __future__ import annotations

import io
import re
from typing import get_args

import pytest
from openpyxl import load_workbook

from benchmarks.page_walk import ids_of, read, unfit
from models.base import Language, Model
from service.kinds.registry import KINDS
from service.pages.html import html
from service.pages.page import Page
from service.pages.workbook import workbook
from service.words.sentences import unbroken
from tests.helpers.outline import sound
from tests.helpers.results import MAKERS, printed, result

EVERY = {kind.study: kind for kind in KINDS.values()}
LANGUAGES = get_args(Language)


def page_of(study: type[Model], language: Language) -> Page:
    made = EVERY[study].page
    assert made is not None
    return made(result(study), language)


def test_every_kind_is_tried() -> None:
    assert set(MAKERS) == set(EVERY)


@pytest.mark.parametrize("study", MAKERS, ids=lambda kind: kind.__name__)
def test_the_answer_is_one_sentence_in_each_language(study: type[Model]) -> None:
    french, english = (page_of(study, language).answer for language in LANGUAGES)
    assert french != english
    for answer in (french, english):
        assert answer.endswith(".")
        assert not re.search(r"[{}\n]|\. |\b(None|nan)\b", answer)
        assert len(answer) < 300


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", MAKERS, ids=lambda kind: kind.__name__)
def test_the_answer_comes_first(study: type[Model], language: Language) -> None:
    page = page_of(study, language)
    answer = page.answer.replace("\u00a0", " ").replace("\u202f", " ")
    text = printed(page, language, 400)
    assert text.splitlines()[0] == answer
    assert max(len(line) for line in printed(page, language).splitlines()) <= 80
    made = html(page, language)
    assert f'<html lang="{language}">' in made
    body = made[made.index("<main") :]
    assert re.sub(r"<[^>]*>", "", body).strip().startswith(html_text(unbroken(page.answer)))
    book = load_workbook(io.BytesIO(workbook(page, language)))
    assert book.worksheets[0]["A3"].value == page.answer


def html_text(text: str) -> str:
    for sign, written in (("&", "&amp;"), ('"', "&#34;"), ("'", "&#39;"), ("<", "&lt;")):
        text = text.replace(sign, written)
    return text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", MAKERS, ids=lambda kind: kind.__name__)
def test_no_report_shows_what_is_meant_for_a_program(
    study: type[Model], language: Language
) -> None:
    """No id, name of a field, option, path, nothing or slip, of any kind of run."""
    scenario = getattr(result(study), "scenario", None)
    ids = frozenset() if scenario is None else ids_of(scenario.model_dump())
    assert unfit(read(html(page_of(study, language), language))[0], ids) == []


@pytest.mark.parametrize("study", MAKERS, ids=lambda kind: kind.__name__)
def test_every_report_is_sound_and_every_picture_has_its_table(study: type[Model]) -> None:
    page = page_of(study, "fr")
    outline = sound(html(page, "fr"))
    for section in page.sections:
        assert section.tables or not section.pictures, section.title
    pictures = sum(len(section.pictures) for section in page.sections)
    assert outline.tags.count("figure") == pictures
