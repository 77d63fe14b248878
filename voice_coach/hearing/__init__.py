"""What was heard: sound in, events out."""
