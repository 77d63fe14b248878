"""Question decks: found, put into scripts, drawn."""

from collections import Counter

import pytest

from voice_coach.errors import ScriptError
from voice_coach.exercise.script import said
from voice_coach.listening import find_slip, judge_reflection
from voice_coach.store.decks import deck_names, shuffled
from voice_coach.store.script_files import ScriptFiles

SCRIPT = """
name = "{name}"
title = "Trial"
level = "easy"
purpose = "Try."
about = "Ours."
[minutes]
short = 1
{more}
[[couple]]
part = "only"
each = true
deck = "{deck}"
[[couple.steps]]
kind = "floor"
id = "tell"
say = "{{speaker}}: {{card}}"
seconds = 22
"""


def load(folder, *, deck: str, more: str = ""):
    path = folder / "trial.toml"
    path.write_text(SCRIPT.format(name="trial", deck=deck, more=more), encoding="utf-8")
    return ScriptFiles().load_file(path)


def test_a_script_gets_the_cards_of_the_deck_it_names(tmp_path):
    assert "What smell takes you home?" in load(tmp_path, deck="knowing-you").cards["knowing-you"]


def test_a_script_can_bring_its_own_cards(tmp_path):
    made = load(tmp_path, deck="ours", more='[cards]\nours = ["Which tea?"]')
    assert made.cards == {"ours": ("Which tea?",)}


def test_an_unknown_deck_is_named_with_its_line(tmp_path):
    with pytest.raises(ScriptError, match=r"trial\.toml:13: part only, deck: expected a deck"):
        load(tmp_path, deck="nothing")


def test_a_draw_gives_the_same_order_again_and_another_draw_another(tmp_path):
    made = load(tmp_path, deck="play")
    assert shuffled(made, 3) == shuffled(made, 3)
    assert shuffled(made, 3).cards["play"] != shuffled(made, 4).cards["play"]
    assert sorted(shuffled(made, 3).cards["play"]) == sorted(made.cards["play"])


@pytest.mark.parametrize("name", deck_names())
def test_every_deck_has_enough_different_cards(name, tmp_path):
    cards = load(tmp_path, deck=name).cards[name]
    assert len(set(cards)) == len(cards) >= 15


LEVELS = """
[cards]
ours = [
  "Plain?",
  { level = 2, say = "Two?", model = "Two." },
  { level = 1, say = "One?", model = "One." },
  { level = 2, say = "Two more?", model = "Two more." },
]
"""


def test_a_deck_with_levels_is_drawn_upwards_and_none_twice_before_all_have_come(tmp_path):
    made = load(tmp_path, deck="ours", more=LEVELS)
    days = [[said(card) for card in shuffled(made, day).cards["ours"]] for day in (7, 8)]
    for cards in days:
        assert [card in ("Plain?", "One?") for card in cards] == [True, False, True, False]
    one, other = days
    assert one == [other[2], other[3], other[0], other[1]]


def test_the_practice_lines_are_forty_in_five_levels_each_with_a_good_answer(tmp_path):
    cards = load(tmp_path, deck="practice-lines").cards["practice-lines"]
    assert Counter(card.level for card in cards) == dict.fromkeys(range(1, 6), 8)
    judged = [(card, judge_reflection(card.say, card.model)) for card in cards]
    for card, reflection in judged:
        assert reflection.act == "mirror", card
        assert not find_slip(card.model, reflection), card
    wronged = [card for card, each in judged if each.contradicted or each.clearly_missed]
    assert len(wronged) <= 6, "so many good answers are found fault with, and no more"
