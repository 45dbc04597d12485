"""Pictures made small: at most 256 colours, which a page hardly exceeds."""

import base64
import struct
import zlib

from playwright.sync_api import Page

REDUCE = """async (data) => {
  const ALIKE = 150;  // squared, so far that nobody sees it
  const answer = await fetch("data:image/png;base64," + data);
  const image = await createImageBitmap(await answer.blob());
  const drawing = new OffscreenCanvas(image.width, image.height).getContext("2d");
  drawing.drawImage(image, 0, 0);
  const pixels = new Uint32Array(drawing.getImageData(0, 0, image.width, image.height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const parts = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  const colours = [];
  const nearest = ([red, green, blue]) => {
    let found = 0;
    let least = Infinity;
    colours.forEach((own, place) => {
      const far = (own[0] - red) ** 2 + (own[1] - green) ** 2 + (own[2] - blue) ** 2;
      if (far < least) [found, least] = [place, far];
    });
    return [found, least];
  };
  const places = new Map();
  for (const colour of [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a))) {
    let [place, far] = nearest(parts(colour));
    if (far > ALIKE && colours.length < 256) place = colours.push(parts(colour)) - 1;
    places.set(colour, place);
  }
  const indices = new Uint8Array(pixels.length).map((_, at) => places.get(pixels[at]));
  const reader = new FileReader();
  const read = new Promise((done) => { reader.onload = done; });
  reader.readAsDataURL(new Blob([indices]));
  await read;
  return {
    width: image.width, height: image.height, palette: colours.flat(),
    indices: reader.result.split(",")[1],
  };
}"""
"""The picture as places in its palette: the commonest colours that are not alike."""
HEAD = struct.Struct(">IIBBBBB")
DEPTH, INDEXED = 8, 3


def small(page: Page, picture: bytes) -> bytes:
    """A PNG with a palette in place of one without; `page` is an empty page to reckon in."""
    found = page.evaluate(REDUCE, base64.b64encode(picture).decode())
    width, height = found["width"], found["height"]
    indices = base64.b64decode(found["indices"])
    lines = b"".join(b"\0" + indices[at : at + width] for at in range(0, width * height, width))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(*each)
        for each in (
            (b"IHDR", HEAD.pack(width, height, DEPTH, INDEXED, 0, 0, 0)),
            (b"PLTE", bytes(found["palette"])),
            (b"IDAT", zlib.compress(lines, 9)),
            (b"IEND", b""),
        )
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG: length, kind, data, checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
