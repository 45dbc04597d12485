"""Pages for people: plain HTML, styles and scripts from here only."""
