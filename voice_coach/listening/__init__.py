"""What was meant: pure text, words in, meaning out. No audio, no clock."""
