"""What the ears hear of people, beside the bare recogniser; `python -m benchmarks.ears`."""
