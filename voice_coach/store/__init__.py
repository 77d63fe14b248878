"""Everything that is on the disk."""
