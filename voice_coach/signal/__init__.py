"""Reckoning with samples: no device, no clock."""
