"""The inbox (收件箱) of a person."""
