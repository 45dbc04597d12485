"""What the repairs service (报修) offers: codes, payloads, methods, events, problems."""
