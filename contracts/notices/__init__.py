"""What notices (公告) tells and takes: notices, their reach, and all outgoing messages."""
