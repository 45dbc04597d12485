"""One's own data (我的资料): what is kept of whoever asks (P08)."""
