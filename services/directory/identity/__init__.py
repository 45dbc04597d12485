"""Identity (身份): numbers, masks, digits of a phone, whether two are one person."""
