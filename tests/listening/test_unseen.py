"""Floors under what is understood of sentences by somebody who had not seen the lists.

Loose on purpose: nothing is tuned on these sentences, so only a real step back falls through.
"""

from benchmarks.unseen import act, alone, by_kind, heat, points


def figures(measure):
    return {name: (ours, plain) for name, ours, plain, _ in measure()}


def test_mirrors_are_told_from_other_replies():
    found = figures(act)
    assert found["act: area under the curve"][0] >= 0.95
    assert found["act: F1"][0] >= 0.87
    for ours, plain in found.values():
        assert ours > plain


def test_points_are_followed_into_other_words():
    found = figures(points)
    assert found["coverage: F1"][0] >= 0.68
    assert found["coverage: contradicted accepted"][0] <= 0.45
    assert found['"opposite" said aloud: right'][0] >= 0.85


def test_good_mirrors_alone_are_not_found_fault_with():
    found = figures(alone)
    assert found["alone: good ones told of a missing part"][0] <= 0.15
    assert found["alone: good ones called opposite"][0] <= 0.08
    assert found["mirrors called opposite"][0] <= 0.06


def test_blame_is_found_and_calm_talk_left_alone():
    found = figures(heat)
    assert found["blame: precision"][0] >= 0.85
    assert found["blame: recall"][0] >= 0.45


def test_every_kind_is_counted():
    assert sum(count for _, _, count in by_kind("mirrors")) == 354
    assert sum(count for _, _, count in by_kind("heat")) == 426
