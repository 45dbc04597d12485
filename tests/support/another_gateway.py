"""`python -m tests.support.another_gateway serve gateway`: a gateway that forgets only what it is
told to, and, with `DEAF` in its environment, is told nothing.

What a session opens is kept for an hour instead of half a minute: a right that ends here is ended
by what the gateway hears, however long a slow machine takes for it.
"""

import os
import runpy

DEAF = "GUANJIA_TEST_DEAF"

if __name__ == "__main__":
    import eventlet

    eventlet.monkey_patch()

    from foundation.messaging.broadcast import Broadcast
    from gateway import sessions

    sessions.FRESH = 3600.0
    if os.environ.get(DEAF):
        Broadcast._receive = lambda *_: None  # type: ignore[method-assign]
    runpy.run_module("guanjia", run_name="__main__")
