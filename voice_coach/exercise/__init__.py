"""What an exercise is, without a session."""
