"""Delivery (投递): a notice brought to its recipients, channel after channel."""
