"""The process that draws a paper. Standard input: a sheet as JSON; standard output: its PDF."""

import json
import sys

from foundation.resource_limits import limit_resources

MEGABYTES = 600
"""Address space, of which most is never touched."""
SECONDS = 20


def main() -> None:
    """Draw one paper."""
    limit_resources(MEGABYTES, SECONDS)
    from foundation.pdf.drawing import drawn  # loads what weighs, in this process alone

    sys.stdout.buffer.write(drawn(json.load(sys.stdin.buffer)))
    sys.stdout.buffer.flush()
