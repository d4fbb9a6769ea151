"""Remarks stand beside the chains: who is named goes, nothing else can be touched unseen."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from models.visits import Visit
from service.accounts.audit import done
from service.ledger import Ledger, Telling, journal, writing
from service.ledger.remarks import MARK
from service.privacy import forget as privacy
from service.store import opened
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny

NAME = "Zoé Quélen"
WORLD = tiny("hub")


def _told(ledger: Ledger) -> None:
    """Write remarks wherever there may be one, and a line after each."""
    visit = Visit(day=WORLD.week_of, donor=WORLD.donors[0].id, association="ccas", holder="ccas")
    ledger.tell("tiny", Telling((visit.changed(note=f'"dit" par {NAME}', waited_min=3),)))
    ledger.tell("tiny", Telling((visit,), correcting=True, reason=f"repris par {NAME}"))
    ledger.tell("tiny", Telling((visit.changed(note="quai fermé"),), correcting=True))
    ledger.publish(allocate(WORLD, expected(WORLD), compare=False))
    one = next(line for line in ledger.entries("tiny") if line.kind == "promised")
    of = ("tiny", WORLD.week_of, one.association, one.family)
    ledger.correct(*of, "refused", 0.5, f"rendu à {NAME}")
    ledger.correct(*of, "refused", 0.5, "abîmé")


def _changed(url: str, *statements: str) -> None:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for one in statements:
                connection.execute(text(one))
    finally:
        engine.dispose()


def _whole(url: str) -> str:
    """Return all that the ledger's tables hold, as text."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [
            str(row)
            for name in ("journal", "entries", "withdrawals", "ledger_remarks")
            for row in connection.execute(text(f"select * from {name}"))
        ]
    engine.dispose()
    return "\n".join(found)


@pytest.mark.parametrize("before", [False, True])
def test_a_name_goes_and_every_chain_verifies(
    url: str, before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of lines that were written before remarks stood beside them."""
    store = opened(url)
    with Ledger(url) as ledger:
        if before:
            with monkeypatch.context() as patched:
                for module in (journal, writing):
                    patched.setattr(module, "keep", lambda *given: given[-1])
                _told(ledger)
        else:
            _told(ledger)
        ended = (ledger.check_journal("tiny"), ledger.check_ledger("tiny"))
        assert [one.broken for one in ended] == [None, None]
        notes = [one.note for one in ledger.journal("tiny").visits]
        kept = [(one.kind, one.kg) for one in ledger.entries("tiny")]
        assert "Quélen" in _whole(url)

        privacy.forget(store, NAME if before else "quelen zoe")
        assert "Quélen" not in _whole(url)
        after = (ledger.check_journal("tiny"), ledger.check_ledger("tiny"))
        assert [(one.broken, one.lines) for one in after] == [(None, 3), (None, 3)]
        lines = ledger.journal_lines("tiny")
        assert lines[1].reason.startswith("repris par personne-")
        assert ledger.entries("tiny")[-2].reason.startswith("rendu à personne-")
        assert ledger.entries("tiny")[-1].reason == "abîmé", "another's words stay"
        assert [one.note for one in ledger.journal("tiny").visits] == notes
        assert [(one.kind, one.kg) for one in ledger.entries("tiny")] == kept
        told = [one.about for one in done(store) if one.deed == "resealed"]
        if before:
            # the digests that were noted elsewhere can still be found
            assert sorted(told) == sorted(
                f"{of} tiny 3 {one.digest}"
                for of, one in zip(("journal", "ledger"), ended, strict=True)
            )
        else:
            assert told == []
            assert after == ended, "what was noted elsewhere still holds"
        # and the ledger goes on, as closed to others as before
        ledger.tell("tiny", Telling((WEDNESDAY,)))
        assert ledger.check_journal("tiny").broken is None
        with pytest.raises(Exception, match="append-only"):
            _changed(url, "update journal set reason = 'x'")
        with pytest.raises(Exception, match="append-only"):
            _changed(url, "delete from entries")
    store.close()


WEDNESDAY = Visit(
    day=WORLD.week_of.replace(day=25), donor=WORLD.donors[0].id, association="ccas", holder="ccas"
)


@pytest.mark.parametrize(
    ("change", "journal_line", "deed"),
    [
        ("update ledger_remarks set words = 'autre' where words = 'quai fermé'", 3, None),
        ("delete from ledger_remarks where words = 'quai fermé'", 3, None),
        ("update ledger_remarks set words = 'autre' where words = 'abîmé'", None, 4),
        ("delete from ledger_remarks where words = 'abîmé'", None, 4),
    ],
)
def test_a_remark_that_was_altered_is_found(
    url: str, change: str, journal_line: int | None, deed: int | None
) -> None:
    with Ledger(url) as ledger:
        _told(ledger)
        _changed(url, change)
        assert ledger.check_journal("tiny").broken == journal_line
        assert ledger.check_ledger("tiny").broken == deed


def test_a_chain_that_is_broken_is_not_made_whole_by_erasing(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(url)
    with Ledger(url) as ledger:
        with monkeypatch.context() as patched:
            patched.setattr(journal, "keep", lambda *given: given[-1])
            _told(ledger)
        if url.startswith("sqlite"):
            _changed(url, "drop trigger journal_no_update")
        else:
            _changed(url, "alter table journal disable trigger all")
        _changed(url, "update journal set reason = 'rien' where number = 3")
        assert ledger.check_journal("tiny").broken == 3
        found = privacy.forget(store, "Quélen").found
        assert {one.place: one.times for one in found} == {"ledger_remarks": 1, "broken": 2}
        assert ledger.check_journal("tiny").broken == 3
    store.close()


def test_nothing_that_is_chained_holds_a_word(url: str) -> None:
    with Ledger(url) as ledger:
        _told(ledger)
    engine = create_engine(url)
    with engine.connect() as connection:
        for query in ("select reason from entries", "select reason from journal"):
            for words in connection.scalars(text(query)):
                assert not words or MARK.fullmatch(words), words
        for content in connection.scalars(text("select content from journal")):
            assert " par " not in content
    engine.dispose()
