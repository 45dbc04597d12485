"""All that services and gateway know of each other: payloads, events, codes, problems."""
