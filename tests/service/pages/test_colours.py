from service.pages.colours import COLOURS, INK, colour, dash


def contrast_on_white(hexadecimal: str) -> float:
    """WCAG 2 contrast ratio."""
    parts = [int(hexadecimal[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_colours_stand_out() -> None:
    assert all(contrast_on_white(one) >= 4.5 for one in (*COLOURS, INK))
    assert colour(len(COLOURS)) == COLOURS[0]


def test_lines_that_follow_each_other_differ_without_their_colour() -> None:
    assert all(dash(n) != dash(n + 1) for n in range(7))
    assert len({(colour(n), dash(n)) for n in range(32)}) == 32
