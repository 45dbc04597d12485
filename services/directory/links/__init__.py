"""One-time links (一次性链接): made, found by their secret, ended."""
