"""What complaints (投诉) publishes and takes."""
