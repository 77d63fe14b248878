"""What the coach says in every exercise, whatever its script."""

from __future__ import annotations

import msgspec

from voice_coach.exercise.script import Line


class CoachLines(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the coach says in every exercise (scripts/coach.toml)."""

    take_your_time: Line
    finished_or_more: Line
    reflect: Line
    reflect_briefly: Line
    reflect_underneath: Line
    got_it: Line
    got_it_briefly: Line
    got_it_again: Line
    reflect_explained: Line
    got_it_explained: Line
    more_explained: Line
    mirror_again: Line
    missed_bit: Line
    say_shorter: Line
    reflect_bit: Line
    more: Line
    more_again: Line
    go_on: Line
    close_enough: Line
    close_enough_again: Line
    leave_it: Line
    paused: Line
    still_paused: Line
    resumed: Line
    resumed_floor: Line
    underneath: Line
    underneath_told: Line
    when_ready: Line
    still_here: Line
    still_here_alone: Line
    still_here_then: Line
    nobody_there: Line
    still_paused_again: Line
    audio_lost: Line
    audio_restored: Line
    audio_restored_paused: Line
    breath: Line
    moment: Line
    moment_over: Line
    settle: Line
    resumed_calm: Line
    come_back_soon: Line
    come_back_in_an_hour: Line
    come_back_tomorrow: Line
    come_back_too: Line
    cooling_down: Line
    one_voice: Line
    mirror_first: Line
    missed_point: Line
    opposite_point: Line
    try_i_felt: Line
    try_a_feeling: Line
    try_again: Line
    try_opening: Line
    try_opening_now: Line
    practice_whole: Line
    practice_caught: Line
    practice_missed: Line
    practice_opposite: Line
    practice_advised: Line
    practice_defended: Line
    practice_blamed: Line
    practice_asked: Line
    practice_felt: Line
    thirty_more: Line
    without_if_or_but: Line
    without_sting: Line
    been_heard: Line
    hear_it_yourself: Line
    nothing_kept: Line
    was_that: Line
    press_a_key: Line
    help_floor: Line
    help_answer: Line
    help_paused: Line
    help_otherwise: Line
    time_left_floor: Line
    time_left: Line
    louder: Line
    quieter: Line
    faster: Line
    back: Line
    start_over: Line
    undone: Line
    nothing_to_undo: Line
    slower: Line
    shorter: Line
    lighter: Line
    passed: Line
    switch: Line
    switch_again: Line
    switch_once_more: Line
    softer: Line
    finished: Line
    ended_early: Line
