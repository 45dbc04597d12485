"""Single charges (单项收费) that other services' events bring, each billed once (B14)."""
