"""voice-coach leads two people by voice through short, timed talking exercises."""

__all__ = ["__version__"]

__version__ = "0.1.0"
