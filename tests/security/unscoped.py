"""The product without scope, so that a test can show what would be seen."""

import runpy

from foundation.concurrency import monkey_patch

monkey_patch()

from foundation import scope  # noqa: E402 - only after the patch

scope.width = lambda: scope.Width.ALL

if __name__ == "__main__":
    runpy.run_module("guanjia", run_name="__main__")
