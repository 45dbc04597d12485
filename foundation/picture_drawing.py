"""The process that draws a picture anew, smaller. Standard input: width and height in dots on a
line, then a PNG or JPEG; standard output: a PNG of at most that size, with nothing of the file but
its dots."""

import io
import sys

from foundation.resource_limits import limit_resources

MEGABYTES = 700
"""Address space, of which most is never touched."""
SECONDS = 10
DOTS = 40_000_000
"""Of the largest picture that is read."""


def main() -> None:
    """Draw one picture; nothing is written of what cannot be read."""
    limit_resources(MEGABYTES, SECONDS)
    from PIL import Image, ImageOps  # loads what weighs, in this process alone

    width, height = map(int, sys.stdin.buffer.readline().split())
    file = io.BytesIO(sys.stdin.buffer.read())
    with Image.open(file, formats=("PNG", "JPEG")) as sent:
        if sent.width * sent.height > DOTS:
            return
        sent.draft(None, (2 * width, 2 * height))
        mode = "RGBA" if sent.has_transparency_data else "RGB"
        seen = ImageOps.exif_transpose(sent).convert(mode)
    seen.thumbnail((width, height))
    drawn = Image.frombytes(seen.mode, seen.size, seen.tobytes())
    drawn.save(sys.stdout.buffer, "PNG", optimize=True)
    sys.stdout.buffer.flush()
