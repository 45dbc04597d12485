"""What notices (公告) publishes and takes: notices, their reach, and all outgoing messages."""
