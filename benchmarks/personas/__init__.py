"""A bench of couples who behave as people do: `python -m benchmarks.personas`."""
