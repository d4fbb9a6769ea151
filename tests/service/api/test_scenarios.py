from __future__ import annotations

import io
import zipfile
from pathlib import Path

from fastapi.testclient import TestClient
from httpx2 import Response

from scenarios import load
from tests.helpers.scenarios import tiny
from tests.service.databases import tiny_file

ENGLISH = {"Accept-Language": "en"}


def sent(client: TestClient, content: bytes, name: str = "tiny.yaml", **more: str) -> Response:
    return client.post("/api/scenarios", files={"file": (name, content)}, data=more)


def test_a_scenario_is_stored_changed_and_read_back(client: TestClient) -> None:
    stored = sent(client, tiny_file().content, note="as it is today")
    assert stored.status_code == 201, stored.text
    assert stored.headers["location"] == "/api/scenarios/tiny"
    assert stored.json()["note"] == "as it is today"
    later = tiny_file().content.replace(b"Trois associations", b"Trois assos")
    again = client.post("/api/scenarios/tiny/versions", files={"file": ("t.yaml", later)})
    assert again.status_code == 201
    assert again.headers["location"] == "/api/scenarios/tiny/versions/2"
    assert [one["number"] for one in client.get("/api/scenarios/tiny/versions").json()] == [2, 1]
    assert client.get("/api/scenarios/tiny").json()["label"] == "Trois assos"
    assert client.get("/api/scenarios/tiny/versions/1").json()["label"] == "Trois associations"
    first = client.get("/api/scenarios/tiny/versions/1/file")
    assert first.content == tiny_file().content
    assert "tiny.yaml" in first.headers["content-disposition"]
    assert [one["number"] for one in client.get("/api/scenarios").json()] == [2]


def test_either_form_gives_the_other_and_loses_nothing(client: TestClient, tmp_path: Path) -> None:
    sent(client, tiny_file().content)
    book = client.get("/api/scenarios/tiny/versions/1/file", params={"form": "xlsx"})
    assert book.headers["content-type"].endswith("sheet")
    stored = sent(client, book.content, "tiny.xlsx")
    assert stored.json()["form"] == "xlsx", stored.text
    text = client.get("/api/scenarios/tiny-2/versions/1/file", params={"form": "yaml"})
    (tmp_path / "back.yaml").write_bytes(text.content)
    assert load(tmp_path / "back.yaml").scenario == tiny("hub")


def test_a_check_reads_the_files_of_a_territory(client: TestClient) -> None:
    content = tiny_file().content + b"territory: {files: {figures: [f.csv], lists: [l.csv]}}\n"
    figures = b"code;population;taux_de_pauvrete\n13001;abc;115\n"
    files = [("file", ("tiny.yaml", content)), ("beside", ("f.csv", figures))]
    files.append(("beside", ("l.csv", b"x;y2\n1;2\n")))
    refused = client.post("/api/scenarios/check", files=files)
    assert refused.status_code == 422
    told = {(one["place"], one["path"]) for one in refused.json()["faults"]}
    assert told == {("f.csv:2", "population"), ("f.csv:2", "taux_de_pauvrete"), ("l.csv", "")}


def test_a_scenario_goes_with_the_files_that_it_names(client: TestClient) -> None:
    content = tiny_file().content + b"travel: {table: t.csv}\n"
    alone = sent(client, content)
    assert alone.status_code == 422
    assert "t.csv" in alone.json()["detail"]
    table = b"from,to,seconds,metres\n"
    files = [("file", ("tiny.yaml", content)), ("beside", ("t.csv", table))]
    stored = client.post("/api/scenarios", files=files)
    assert stored.status_code == 201, stored.text
    assert stored.json()["beside"] == ["t.csv"]
    assert client.get("/api/scenarios/tiny/versions/1/beside/t.csv").content == table
    assert client.get("/api/scenarios/tiny/versions/1/beside/u.csv").status_code == 404
    # the table says nothing of these sites: found where it is needed, with the command's words
    asked = client.post("/api/runs", json={"kind": "week", "scenario": "tiny"}, headers=ENGLISH)
    assert asked.status_code == 422
    assert "t.csv" in asked.json()["detail"]


def test_a_check_sums_up_and_warns_as_the_command_does(client: TestClient) -> None:
    files = {"file": ("tiny.yaml", tiny_file().content)}
    found = client.post("/api/scenarios/check", files=files, headers=ENGLISH).json()
    assert found["label"] == "Trois associations"
    assert found["lines"][0].startswith("3 associations, 5 donors")
    assert client.get("/api/scenarios").json() == [], "nothing is stored"
    sent(client, tiny_file().content)
    path = "/api/scenarios/tiny/versions/1/check"
    assert client.get(path, headers=ENGLISH).json() == found
    unknown = client.get(path, params={"variant": "zut"})
    assert unknown.status_code == 422
    assert "Variante inconnue" in unknown.json()["detail"]


def test_all_faults_come_at_once_with_their_place_and_nothing_is_stored(client: TestClient) -> None:
    wrong = tiny_file().content.replace(b"payload_kg: 900", b"payload_kg: -900")
    wrong = wrong.replace(b"hub: secours", b"hub: secour")
    for language, word in (("fr", "Attendu"), ("en", "Expected")):
        answer = client.post(
            "/api/scenarios",
            files={"file": ("../../Ma ville.yaml", wrong)},
            headers={"Accept-Language": language},
        )
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["content-language"] == language
        problem = answer.json()
        assert problem["faults"]
        for fault in problem["faults"]:
            assert fault["place"].startswith("Ma-ville.yaml:")
            assert word in fault["text"]
    assert client.get("/api/scenarios").json() == []


def _bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b" " * 80_000_000)
        packed.writestr("xl/workbook.xml", b"<workbook/>")
    return made.getvalue()


def _macro() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr("xl/workbook.xml", b"<workbook/>")
        packed.writestr("xl/vbaProject.bin", b"x")
    return made.getvalue()


REFUSED = {
    "bomb.xlsx": _bomb(),
    "macro.xlsm": _macro(),
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
    "paper.pdf": b"%PDF-1.7\n\xff\xfe",
    "empty.yaml": b"",
    "nul.yaml": b"id: \0",
    "list.yaml": b"- a\n",
    "aliases.yaml": b"a: &a [x, x]\nb: &b [*a, *a]\n" + b"c: [*b, *b]\n" * 3,
    "deep.yaml": b"[" * 500,
    "large.yaml": b"# " + b"a" * 5_100_000,
    "tag.yaml": b"id: !!python/object/apply:os.system [id]\n",
}


def test_what_is_no_scenario_is_refused_with_a_remedy(client: TestClient) -> None:
    for name, content in REFUSED.items():
        answer = sent(client, content, name)
        assert answer.status_code == 422, (name, answer.text)
        assert len(answer.json()["detail"]) > 40, name
    assert client.get("/api/scenarios").json() == []


def test_what_is_not_there_is_a_problem_too(client: TestClient) -> None:
    sent(client, tiny_file().content)
    for path in (
        "zut",
        "zut/versions",
        "tiny/versions/9",
        "tiny/versions/9/file",
        "..%2f..%2fetc%2fpasswd",
        "tiny/versions/1/beside/..%2f..%2fetc%2fpasswd",
    ):
        answer = client.get(f"/api/scenarios/{path}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert "Attendu" in answer.json()["detail"]


def test_demonstration_data_become_ones_own(client: TestClient) -> None:
    names = [one["name"] for one in client.get("/api/demo").json()]
    assert {"aix", "aubagne"} <= set(names)
    stored = client.post("/api/demo/aix")
    assert stored.status_code == 201
    assert stored.json()["scenario"] == "aix"
    assert client.post("/api/demo/zut").status_code == 422
