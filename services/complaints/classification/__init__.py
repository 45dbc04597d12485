"""Classification (定性, X11): general, repeat or malignant."""
