"""Call-backs (约定回电, C04): what cannot be answered now is promised for a time."""
