"""What can be seen of a running process: logs, figures, and whether it is ready."""
