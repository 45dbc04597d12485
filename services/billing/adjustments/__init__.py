"""What changed inside a period that was billed (补差), made good on a later bill (B16)."""
