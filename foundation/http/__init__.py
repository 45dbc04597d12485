"""Reading HTTP/1.1 strictly: what is not certain to mean one thing is refused, not guessed at."""
