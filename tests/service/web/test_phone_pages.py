"""The links of a week's rounds on the page, without a browser."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from service.backend import Desk
from service.links import Phones, Signer
from service.pages.scanned import scanned
from service.store import runs
from tests.helpers.studies import planned
from tests.service.web.test_weighing import client, desk

__all__ = ["client", "desk"]
AT = "http://192.168.1.20:8100"


@pytest.fixture
def run(desk: Desk) -> str:
    """The run of the planned week."""
    return runs.listed(desk.database, town="tiny")[0].id


def test_each_round_has_its_file_and_without_a_listener_no_link(
    client: TestClient, run: str
) -> None:
    """The sheets lead to the files, which are there, and to how links are had."""
    sheets = client.get(f"/fr/runs/{run}/sheets").text
    names = re.findall(r'href="(files/telephones/tournee-[^"]+\.html)"', sheets)
    assert len(names) == len(planned().plan.rounds)
    file = client.get(f"/fr/runs/{run}/{names[0]}")
    assert file.status_code == 200
    assert "attachment" in file.headers["content-disposition"]
    assert "connect-src &#39;none&#39;" in file.text
    page = client.get(f"/fr/runs/{run}/phones").text
    assert "ne sont pas servis ici" in page
    assert "<svg" not in page
    assert client.get(f"/fr/runs/{run}/phones.pdf").status_code == 404
    assert client.get("/fr/runs/nothing/phones").status_code == 404


def test_where_phones_are_served_each_round_has_a_link_that_is_scanned(
    client: TestClient, run: str
) -> None:
    """The link opens that round; its picture is on the page and on the sheets to print."""
    signer = Signer(b"s" * 32)
    client.app.state.phones = Phones(AT, signer)  # type: ignore[attr-defined]
    page = client.get(f"/en/runs/{run}/phones").text
    links = re.findall(rf'value="({AT}/t/[^"]+)"', page)
    found = [signer.read(one.rpartition("/")[2]) for one in links]
    assert {one.round for one in found} == set(planned().plan.round)
    assert {one.run for one in found} == {run}
    assert all(scanned(one) in page for one in links)
    pdf = client.get(f"/en/runs/{run}/phones.pdf")
    assert pdf.status_code == 200
    assert pdf.content.startswith(b"%PDF")
    plain = client.get(f"/en/runs/{run}/files/feuilles-de-route.pdf").content
    assert len(pdf.content) > len(plain)
