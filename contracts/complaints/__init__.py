"""What complaints (投诉) tells and takes."""
