"""Makes a release: what is packed, what it holds, and what has changed."""
