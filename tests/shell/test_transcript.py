import pytest

from voice_coach.shell.transcript import clock
from voice_coach.signal.units import samples


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "00:00.0"), (75.5, "01:15.5"), (239.96, "04:00.0"), (3600, "60:00.0")],
)
def test_a_minute_never_has_sixty_seconds(seconds, shown):
    assert clock(samples(seconds)) == shown
