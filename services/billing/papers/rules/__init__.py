"""What stands in a paper, and the evidence for it."""
