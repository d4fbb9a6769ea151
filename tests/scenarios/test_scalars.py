import pytest

from scenarios.nodes import plain
from scenarios.scalars import resolve
from scenarios.yaml_text import parse


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("True", True),
        ("~", None),
        ("", None),
        ("007", 7),
        ("0x1F", 31),
        ("0o17", 15),
        ("-1.5e3", -1500.0),
        (".5", 0.5),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2026-11-23", "2026-11-23"),
        ("1.2.3", "1.2.3"),
    ],
)
def test_scalars_follow_the_core_schema(text: str, meant: object) -> None:
    assert resolve(text) == meant
    for written, read in ((text, meant), (f'"{text}"', text)):
        node, complaints = parse(f"a: {written}", "f")
        assert node is not None
        assert not complaints
        assert plain(node) == {"a": read}


@pytest.mark.parametrize("text", [".inf", "-.INF", ".NaN", "1e999", "1" * 19])
def test_what_is_no_quantity(text: str) -> None:
    with pytest.raises(OverflowError):
        resolve(text)
