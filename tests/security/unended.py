"""The product whose streams go on as they were opened: a test can show what would be heard."""

import runpy

from foundation.concurrency import monkey_patch

monkey_patch()

from gateway.sessions import Sessions  # noqa: E402 - only after the patch

Sessions.holds = lambda *_: True  # type: ignore[method-assign]

if __name__ == "__main__":
    runpy.run_module("guanjia", run_name="__main__")
