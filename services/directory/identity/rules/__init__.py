"""Rules of identity: numbers, masks, matching."""
