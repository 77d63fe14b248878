"""Leads a session: gives the core ears, a mouth and somebody to watch."""
