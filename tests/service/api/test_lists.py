from __future__ import annotations

import io

from fastapi.testclient import TestClient
from openpyxl import load_workbook

from tests.helpers.short import filled, saved

LIST = "Enseigne;Ville;Passage;Convention\nAldi;Aubagne;lun, jeu;Secours\nRolle;Aubagne;parfois;\n"


def test_a_list_is_shown_then_put_in_the_short_workbook(client: TestClient) -> None:
    given = client.get("/api/workbooks/short", headers={"Accept-Language": "en"})
    assert load_workbook(io.BytesIO(given.content)).sheetnames[0] == "My town"
    assert len(client.get("/api/workbooks/whole").content) > 10_000
    files = {"file": ("liste.csv", LIST.encode()), "into": ("ville.xlsx", saved(filled()))}
    read = client.post("/api/lists/stores", files=files).json()
    assert [one["meant"] for one in read["columns"]][::3] == ["Nom", "Titulaire"]
    assert [one["label"] for one in read["rows"]] == ["Aldi", "Rolle"]
    (untaken,) = read["untaken"]
    assert untaken.startswith("ligne 3, Passage")
    put = client.post("/api/lists/stores/workbook", files=files)
    assert "ville.xlsx" in put.headers["content-disposition"]
    stores = load_workbook(io.BytesIO(put.content))["Magasins"]
    assert [stores.cell(n, 1).value for n in range(2, 6)] == ["Lidl", "Lidl", "Aldi", "Rolle"]
    assert stores["D4"].value == "Secours"
    checked = client.post("/api/scenarios/check", files={"file": ("ville.xlsx", put.content)})
    assert checked.status_code == 422
    assert "Magasins!D5" in checked.text


def test_what_is_no_list_or_no_short_workbook_is_refused(client: TestClient) -> None:
    for name, content, into in (
        ("liste.csv", b"", None),
        ("liste.xlsx", b"PK\x03\x04rien", None),
        ("liste.csv", LIST.encode(), b"PK\x03\x04rien"),
        ("liste.csv", LIST.encode(), b"rien"),
    ):
        files = {"file": (name, content)} | ({} if into is None else {"into": ("v.xlsx", into)})
        for path in ("stores", "stores/workbook"):
            refused = client.post(f"/api/lists/{path}", files=files)
            assert refused.status_code == 422, refused.text
            assert "Attendu" in refused.text, refused.text
