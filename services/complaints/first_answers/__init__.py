"""First answers (首次回复, C12): asked for, given, and reported when they do not come."""
