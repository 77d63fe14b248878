"""Ears and mouth: everything that blocks, opens or can fail."""
