"""The company's login."""
