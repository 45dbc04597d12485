"""Templates (消息模板): texts in both languages, and the signature."""
