"""What is measured by hand: figures for the documents, never a pass or a fail."""
