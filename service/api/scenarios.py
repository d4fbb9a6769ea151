"""Scenarios: uploaded, checked, kept in versions, downloaded in either form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Query, Response, UploadFile

from models.base import Language, Model, Text
from scenarios import ScenarioError
from scenarios.read_later import faults_later
from service.api.access import AtDesk
from service.api.examples import SUMMARY, VERSION, gives, refusals, shows
from service.api.languages import Spoken
from service.asking import fields
from service.backend import Desk
from service.downloads import attachment
from service.made import converted
from service.sources import Form as FileForm
from service.sources import Upload, check, opened
from service.store import scenarios
from service.store.scenarios import UnknownError, Version

router = APIRouter(prefix="/scenarios", tags=["scenarios"])

TheFile = Annotated[UploadFile, File(description="YAML file or workbook (.xlsx).")]
Beside = Annotated[
    Sequence[UploadFile], File(description="Files that it names: travel table, road graph…")
]
Note = Annotated[str, Form(max_length=2000, description="Why this version; free text.")]
Name = Annotated[str, Path(max_length=80, description="Id in the store.", examples=["aubagne"])]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="Of the version.", examples=[1])]


class Summary(Model):
    """What a sound scenario amounts to: what ``ramasse check`` says."""

    label: str
    variant: str
    lines: tuple[str, ...]
    warnings: tuple[str, ...]


@router.get("", summary="Every scenario, its last version", responses=shows([VERSION]))
def scenarios_listed(desk: AtDesk) -> list[Version]:
    """Return the last version of every scenario, the newest first."""
    return scenarios.latest(desk.database)


@router.post(
    "",
    status_code=201,
    summary="Store a scenario",
    responses={**shows(VERSION, 201), **refusals(413)},
)
def scenario_stored(
    desk: AtDesk, response: Response, file: TheFile, beside: Beside = (), note: Note = ""
) -> Version:
    """Store a scenario that is sound in its base and every variant; nothing otherwise."""
    found = scenarios.add(desk.database, check(_upload(file, beside)), note)
    response.headers["Location"] = f"/api/scenarios/{found.scenario}"
    return found


@router.post(
    "/check",
    summary="Check a scenario without storing it",
    responses={**shows(SUMMARY), **refusals(413)},
)
def scenario_checked(desk: AtDesk, spoken: Spoken, file: TheFile, beside: Beside = ()) -> Summary:
    """Return what a scenario amounts to and what it is short of, or all its faults."""
    upload = _upload(file, beside)
    check(upload)
    with opened(upload, None, ()) as found:
        if faults := faults_later(found):
            raise ScenarioError(faults)
    return _summary(desk, upload, None, spoken)


@router.get(
    "/{scenario}", summary="A scenario, its last version", responses=shows(VERSION) | refusals(404)
)
def scenario_found(desk: AtDesk, scenario: Name) -> Version:
    """Return the last version of a scenario."""
    return scenarios.version(desk.database, scenario)


@router.get(
    "/{scenario}/versions",
    summary="Every version of a scenario",
    responses=shows([VERSION]) | refusals(404),
)
def versions_listed(desk: AtDesk, scenario: Name) -> list[Version]:
    """Return every version of a scenario, the newest first."""
    return scenarios.history(desk.database, scenario)


@router.post(
    "/{scenario}/versions",
    status_code=201,
    summary="Store another version of a scenario",
    responses=shows(VERSION, 201) | refusals(404, 413),
)
def version_stored(
    desk: AtDesk,
    response: Response,
    scenario: Name,
    file: TheFile,
    beside: Beside = (),
    note: Note = "",
) -> Version:
    """Store another version, sound in its base and every variant; earlier ones stay."""
    scenarios.version(desk.database, scenario)
    checked = check(_upload(file, beside))
    found = scenarios.add_version(desk.database, scenario, checked, note)
    response.headers["Location"] = f"/api/scenarios/{scenario}/versions/{found.number}"
    return found


@router.get(
    "/{scenario}/versions/{number}",
    summary="One version of a scenario",
    responses=shows(VERSION) | refusals(404),
)
def version_found(desk: AtDesk, scenario: Name, number: Number) -> Version:
    """Return one version of a scenario."""
    return scenarios.version(desk.database, scenario, number)


@router.get(
    "/{scenario}/versions/{number}/check",
    summary="What one version amounts to",
    responses=shows(SUMMARY) | refusals(404),
)
def version_checked(
    desk: AtDesk, spoken: Spoken, scenario: Name, number: Number, variant: fields.Variant = None
) -> Summary:
    """Return what a variant of a version amounts to and what it is short of."""
    return _summary(desk, scenarios.upload(desk.database, scenario, number), variant, spoken)


@router.get(
    "/{scenario}/versions/{number}/file",
    summary="Download a version in either form",
    response_class=Response,
    responses=gives("application/octet-stream", "The file.") | refusals(404),
)
def version_file(
    desk: AtDesk,
    scenario: Name,
    number: Number,
    form: Annotated[
        FileForm | None, Query(description="As it was uploaded when absent.", examples=["xlsx"])
    ] = None,
) -> Response:
    """Return the file of a version as it was uploaded, or converted as ``ramasse convert`` does."""
    upload = scenarios.upload(desk.database, scenario, number)
    return attachment(*converted(desk.made, upload, form or upload.form))


@router.get(
    "/{scenario}/versions/{number}/beside/{name}",
    summary="Download a file that goes with a version",
    response_class=Response,
    responses=gives("application/octet-stream", "The file.") | refusals(404),
)
def version_beside(
    desk: AtDesk,
    scenario: Name,
    number: Number,
    name: Annotated[str, Path(max_length=100, examples=["trajets.csv"])],
) -> Response:
    """Return one of the files that go with a version, as it was uploaded."""
    files = scenarios.upload(desk.database, scenario, number).beside
    if name not in files:
        raise UnknownError(NO_FILE.format(names=", ".join(files) or "–"))
    return attachment(name, files[name])


def _upload(file: UploadFile, beside: Sequence[UploadFile]) -> Upload:
    files = {one.filename or "": one.file.read() for one in beside}
    return Upload(file.filename or "", file.file.read(), files)


def _summary(desk: Desk, upload: Upload, variant: str | None, language: Language) -> Summary:
    with opened(upload, variant, ()) as found:
        return Summary(
            label=found.scenario.label,
            variant=found.scenario.variant,
            lines=desk.kinds.summary(found.scenario, language),
            warnings=tuple(one.text.in_(language) for one in found.warnings),
        )


NO_FILE = Text(
    fr="Aucun fichier de ce nom ne va avec cette version. Attendu : {names}.",
    en="No file of that name goes with this version. Expected: {names}.",
)
