"""What a kind of run is: what may be asked, what is done, and all that people meet of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from models.base import Language, Model, Text
from scenarios import ScenarioError
from service.asking.asked import Asked, kind_of, sets_of
from service.asking.given import Given
from service.asking.papers import Paper
from service.asking.room import Room
from service.asking.telling import AnyFault
from service.files import FILES, STUDY, contents, passed_on
from service.sources import opened_all
from service.words.field_faults import FieldFault

if TYPE_CHECKING:
    from rich.console import Console

    from models.scenario import Scenario
    from service.asking.calls import ByTelephone
    from service.asking.cards import Card
    from service.asking.editors import Editor
    from service.asking.forms import StudyForm
    from service.asking.telephones import Telephones
    from service.asking.things import Told
    from service.pages.page import Page


def from_studies_alone(content: Mapping[str, Any]) -> bool:
    """Tell that a scenario alone has nothing for a kind: it starts from an earlier study."""
    del content
    return False


def no_variant(asked: Asked, given: Given) -> Sequence[None]:
    """Return that no scenario is read: the study that a kind starts from knows its own."""
    del asked, given
    return ()


RESULT = Text(fr="Résultat", en="Result")


class NoAnswerError(Exception):
    """Nothing that can be told in the form of a study, and why.

    Parameters
    ----------
    why
        Of a field, where it names one or more.
    refused
        Whether what was asked cannot be done at all, which only the work could find.
    """

    def __init__(self, why: Text | FieldFault, *, refused: bool = False) -> None:
        self.why = FieldFault("", why) if isinstance(why, Text) else why
        self.refused = refused
        super().__init__(self.why.text.en)


@dataclass(frozen=True)
class Next:
    """One thing to do with a result."""

    label: Text
    to: Literal["ask", "longer", "tab", "file", "publish", "store"]
    name: str = ""
    """The kind to ask, the tab or the file to open."""
    field: str = ""
    """Of what is asked: the one that names this run."""
    lead: Text | None = None
    latest: bool = False
    """Whether the last version of the scenario is asked about, not the one of this run."""


@dataclass(frozen=True)
class Tab:
    """One more view of a result, beside its page."""

    name: str
    title: Text
    body: Callable[[Any, Language], str]
    """The view of a study, as HTML."""
    file: str = ""
    """A file of the run that is to be printed instead; then the tab prints without its head."""
    lead: Text | None = None
    linked: Callable[[Any, Language, str], str] | None = None
    """The view with links to the pages of the things that it names, given where these are."""
    behaviour: str = ""
    """Name of the script and of the styles of the page that make it more than pictures."""


def _refused(study: Any) -> bool:
    """Tell whether the checker refuses a study, where it has its say."""
    return bool(getattr(study, "violations", ()))


def _itself(study: Any) -> Model:
    found: Model = study
    return found


def _one_variant(asked: Any, given: Given) -> Sequence[str | None]:
    """Return the variant that is asked for."""
    del given
    return [getattr(asked, "variant", None)]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of run: declared once, it is a command, a resource of the API and a form."""

    room: Room
    """Where it lives, its command and its title."""
    resource: str
    """Its name among the resources of the API."""
    called: Text
    """What a run of it is called, before its number."""
    study_called: Text
    """What its study is, to say that another file is not: « une étude de… »."""
    asked: type[Asked]
    study: type[Model]
    """What it gives."""
    example: Mapping[str, Any]
    """What may be asked, in the description of the API."""
    work: Callable[[Any, Given], Model]
    """Does it; raises ``NoAnswerError``, ``ScenarioError``."""
    page: Callable[[Any, Language], Page]
    """Its study as a page: what a terminal, a report, a workbook and the result show."""
    more: Callable[[Any, Language], Mapping[str, bytes]] | None = None
    """Files of its study by name, beside those made of any page."""
    files: Callable[[Any, Language], Mapping[str, bytes]] | None = None
    """All files of its study by name, where those made of any page are others or not all."""
    writes: tuple[str, ...] = FILES
    """Names of the files that it always writes, its papers aside."""
    papers: tuple[Paper, ...] = ()
    """Further files that it always writes."""
    owned: tuple[str, ...] = ()
    """Patterns of names of the files that one run makes and another may not."""
    purposes: Mapping[str, Text] = field(default_factory=dict)
    """What its own files are for, by pattern of their names: those that an ending does not tell."""
    page_called: Text = RESULT
    """What its page is called among the views of its study."""
    lead: Text | None = None
    """What to know before asking."""
    applies: Callable[[Mapping[str, Any]], bool] = bool
    """Whether the content of a scenario file has something for it."""
    summary: Callable[[Scenario, Language], tuple[str, ...]] | None = None
    """What a sound scenario holds for it, in a few lines."""
    variants: Callable[[Any, Given], Sequence[str | None]] = _one_variant
    """The variants of the source that are read."""
    faults: Callable[[Any, Given], Sequence[AnyFault]] | None = None
    """What is wrong with what is asked of a source that is sound, before anything is done."""
    plans: Callable[[Any, Given], int | None] | None = None
    """How many plans it makes if that is known, to say beforehand how long it may take."""
    refused: Callable[[Any], bool] = _refused
    """Whether the checker refuses a study."""
    hands_on: Callable[[Any], Model] = _itself
    """What a later run that names one of it works with."""
    before_publishing: Callable[[Any, Mapping[str, Model]], Sequence[Text]] | None = None
    """What to think of before its study is published, given what earlier runs handed on."""
    review: Callable[[Any, Given, bytes], Model] | None = None
    """Makes a study of the best plan, as JSON, that a lost run left."""
    agendas: Callable[[Any, Language], Mapping[str, bytes]] | None = None
    """Its study as calendars (ICS), by file name: those of its files that agendas subscribe to."""
    stores: Callable[[Any], tuple[str, str]] | None = None
    """The name and text of a scenario file that its study is, to be stored as the next version."""
    next: Callable[[Any], Sequence[Next]] | None = None
    """What to do with a study, beside opening its papers."""
    tabs: tuple[Tab, ...] = ()
    """Further views of a study."""
    cards: tuple[Card, ...] = ()
    """What-if changes that it compares with today's; its fields say which (``WhatIfOf``)."""
    telephones: Telephones | None = None
    """What drivers' telephones show of a study."""
    things: Callable[[Any, str, str, Language], Told | None] | None = None
    """What a study says of a thing that it names, by its sort and name; none of an unknown one."""
    form: StudyForm | None = None
    """The form that asks for it from an earlier study, where it starts from one."""
    by_telephone: ByTelephone | None = None
    """How it is asked for on a telephone, where it starts from an earlier study."""
    editor: Editor | None = None
    """The page that asks for it by changing an earlier study step by step, where there is one."""
    brief: bool = False
    """Takes seconds, and someone waits for it: it does not queue behind long runs."""
    whole_limit: bool = False
    """Whether its time limit is that of the whole run, so that a bar may show it."""
    uses: frozenset[
        Literal["cluster", "cache", "ledger", "past weeks", "journal", "lived weeks"]
    ] = frozenset()
    """What else it works with, that a command may choose: a cluster, plans kept, the ledger. Lived
    weeks are written into it."""

    @property
    def name(self) -> str:
        """Its name in requests, in the store and in addresses of the page."""
        return kind_of(self.asked)

    @property
    def command(self) -> str:
        """Its name at the command line."""
        return self.room.command

    @property
    def title(self) -> Text:
        """What one asks for: the heading of the form, the help of the command."""
        return self.room.title

    @property
    def of_scenario(self) -> bool:
        """Whether it may be asked of a scenario by itself; else it starts from a study alone."""
        return self.form is None or self.applies is not from_studies_alone

    def wrong(self, asked: Asked, given: Given) -> list[AnyFault]:
        """Return all that is wrong with what is asked, its source included."""
        try:
            with opened_all(given.source, self.variants(asked, given), sets_of(asked)):
                pass
        except ScenarioError as error:
            return list(error.faults)
        return [] if self.faults is None else list(self.faults(asked, given))

    def made(self, study: Model, language: Language) -> Mapping[str, bytes]:
        """Return the files of a study, by name; of one that the checker refuses, itself alone."""
        if self.refused(study):
            return {STUDY: passed_on(study.model_dump_json(indent=1)).encode()}
        if self.files is not None:
            made = self.files(study, language)
        else:
            more = {} if self.more is None else self.more(study, language)
            made = {**contents(study, self.page(study, language), language), **more}
        return {**made, **{one.name: one.of(study, language) for one in self.papers}}

    @property
    def written(self) -> tuple[str, ...]:
        """Names of all the files that it always writes."""
        return (*self.writes, *(one.name for one in self.papers))

    @property
    def explained(self) -> Mapping[str, Text]:
        """What its own files are for, by pattern of their names."""
        told = {one.name: one.purpose for one in self.papers if one.purpose is not None}
        return {**told, **self.purposes}

    def steps(self, study: Model) -> list[Next]:
        """Return what to do with a study: its papers to open, then what else there is."""
        papers = [(one.opened, one) for one in self.papers if one.offered(study)]
        opened = [Next(what, "file", one.name, lead=one.lead) for what, one in papers if what]
        return [*opened, *(() if self.next is None else self.next(study))]

    def html(self, study: Model, language: Language, things: str = "") -> str:
        """Return a study as HTML to be put under the title of a result.

        Parameters
        ----------
        things
            Where the pages of the things that it names are, if somewhere.
        """
        from service.pages.html import page_body

        return page_body(self.page(study, language), language, things)

    def printed(
        self, study: Model, console: Console, language: Language, files: Sequence[Path]
    ) -> None:
        """Print a study and the paths of its files."""
        from service.pages.terminal import show

        show(self.page(study, language), console, language, files)
