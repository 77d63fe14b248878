"""A session that is killed leaves a log that can be read up to its last event."""

import pytest

from tests.killed import killed_session, whole_session


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> tuple[int, int]:
    return whole_session(tmp_path_factory.mktemp("whole") / "session.jsonl")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.7, 0.9])
def test_a_killed_session_leaves_a_readable_log(whole, tmp_path, share):
    first, last = whole
    at_bytes = first + int(share * (last - first))
    left = killed_session(tmp_path / "session.jsonl", at_bytes=at_bytes)
    assert left.settings.exercise.name == "outside-stress"
    if share > 0:
        assert left.entries
