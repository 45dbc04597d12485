"""Acknowledgements (知悉, X06, X09): tiers take note of escalations, by name."""
