"""Large letters."""

import pytest

from voice_coach.screen.letters import LEAST_ROWS, lettered


def test_a_name_is_as_high_as_its_room():
    for rows in (4, 7, 12, 30):
        assert len(lettered("Ana", columns=400, rows=rows, weight="names")) == rows


def test_a_name_is_lower_where_it_would_be_too_wide():
    lines = lettered("Maximiliane", columns=90, rows=20, weight="names")
    assert LEAST_ROWS <= len(lines) < 20
    assert max(map(len, lines)) <= 90


@pytest.mark.parametrize(
    "name", ["Zoë", "Łukasz", "Žofia", "Ağa", "Søren", "Ελένη", "Анна", "Նարե", "O'Neill", "Jo-Ann"]
)
def test_a_name_with_marks_or_of_another_alphabet_is_drawn(name):
    assert len(lettered(name, columns=150, rows=8, weight="names")) == 8


def test_an_accent_is_seen():
    assert lettered("Zoé", columns=90, rows=9) != lettered("Zoe", columns=90, rows=9)


def test_a_name_spelt_with_loose_marks_is_drawn_as_if_they_were_not():
    assert lettered("Zoe\u0308", columns=90, rows=9) == lettered("Zoë", columns=90, rows=9) != ()


@pytest.mark.parametrize("name", ["田中", "नि", "علي", "Ana ♥", ""])
def test_what_the_font_lacks_is_not_drawn(name):
    assert lettered(name, columns=150, rows=8) == ()


def test_what_does_not_fit_is_not_drawn():
    assert lettered("Ana", columns=4, rows=9) == ()
    assert lettered("Ana", columns=90, rows=LEAST_ROWS - 1) == ()


def test_a_long_line_is_broken_between_words_and_stays_in_its_room():
    lines = lettered("Ana, did they get it? Yes, not quite, or no?", columns=110, rows=20, most=6)
    assert len(lines) == 3 * 6 + 2
    assert max(map(len, lines)) <= 110
    assert not lines[6].strip()


def test_lines_are_of_about_one_length():
    lines = lettered("one two one two one two", columns=100, rows=12, most=5)
    first, second = lines[:5], lines[6:]
    assert abs(max(map(len, first)) - max(map(len, second))) < 20


def test_round_letters_have_no_stray_dots_below_the_line():
    lines = lettered("nonono", columns=400, rows=5)
    assert set(lines[-1]) <= set(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
    assert sum(each != " " for each in lines[-1]) > 12


def test_a_letter_below_the_line_hangs():
    hanging, standing = (lettered(each, columns=400, rows=10) for each in ("ay", "an"))
    assert any(each != " " for each in hanging[-1])
    assert len(hanging) == len(standing) == 10
    assert max(map(len, hanging)) < max(map(len, standing)) + 4
