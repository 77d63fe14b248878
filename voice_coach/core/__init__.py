"""What happens next: pure, on a clock of samples. Facts in, orders out."""
