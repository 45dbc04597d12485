"""Engineers (派工建议, R08): whom to send, best first."""
