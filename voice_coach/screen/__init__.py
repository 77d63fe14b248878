"""What a session looks like: one value, and the picture drawn of it."""
