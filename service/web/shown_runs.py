"""What every page about a run shows: its title, its views, what it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import Response

from service.store import runs, scenarios
from service.store.runs import Run
from service.web.visit import Visit


def shown(
    visit: Visit, run: Run, template: str, tab: str | None = None, **context: Any
) -> Response:
    """Return a page about a run.

    Parameters
    ----------
    tab
        The view that is shown, empty for the result itself; none: there is no result yet.
    """
    what = _called(visit, run)
    version = scenarios.version(visit.desk.database, run.scenario, run.version)
    return visit.show(
        template,
        title=f"{what} – {run.label}",
        heading=what,
        here="runs",
        trail=[(visit.say("runs"), "runs"), (run.label, f"scenarios/{run.scenario}")],
        run=run,
        tab=tab,
        tabs=list(_tabs(visit, run)) if run.has_study else [],
        labels={one.name: one.label for one in version.variants},
        **context,
    )


def _called(visit: Visit, run: Run) -> str:
    """Return what a run is called: numbered where its week has another of the same kind."""
    what = visit.desk.kinds.called(run.kind).in_(visit.language)
    alike = runs.listed(
        visit.desk.database, kind=run.kind, town=run.town, week_of=run.week_of, most=2
    )
    return what if len(alike) < 2 else visit.say("run_number", what=what, number=run.number)


def _tabs(visit: Visit, run: Run) -> Iterator[tuple[str, str]]:
    """Yield the name and title of each view of a result."""
    kind, language = visit.desk.kinds[run.kind], visit.language
    yield "", kind.page_called.in_(language)
    for one in kind.tabs:
        yield one.name, one.title.in_(language)
    for other, _ in visit.desk.kinds.from_study_of(run.kind):
        if other.form is not None:
            yield other.name, other.form.button.in_(language)
        if other.by_telephone is not None:
            yield "call", other.by_telephone.title.in_(language)
    editing = visit.desk.kinds.editor_of(run.kind)
    if editing is not None and editing.editor is not None:
        yield editing.editor.tab, editing.editor.title.in_(language)
    yield "files", visit.say("files")
