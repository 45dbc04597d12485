"""Rules of notices: pure, without I/O."""
