"""Entry point of the command line.

Processes that serve are patched for green threads here, before anything else is imported.
"""

import sys
import warnings

warnings.filterwarnings("ignore", message=r"(?s).*Eventlet is deprecated")
warnings.filterwarnings("ignore", category=DeprecationWarning)

if sys.argv[1:2] in (["serve"], ["up"]):
    from foundation.concurrency import monkey_patch

    monkey_patch()

from guanjia.cli import main  # noqa: E402 - only after the patch

if __name__ == "__main__":
    main()
