"""`python -m voice_coach` is the same as `voice-coach`."""

from voice_coach.cli.main import main

main(prog_name="voice-coach")
