"""The program that makes one thumbnail: a picture on standard input, its size and a small WebP on standard output.

It runs as a process of its own because pictures come from strangers: what a decoder does with one at worst, eat the
memory, hang or crash, it does here, within limits, and not in the process that holds everybody's conversations.
"""

import os
import resource
import sys
import warnings

from PIL import Image, ImageOps

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 10
MOST_PIXELS = 40_000_000
"""What a good telephone's camera makes; its colours fit the memory twice."""
MOST_SIDE = 16_000
SIDE = 480
ORIENTATION = 0x0112
FORMATS = {'image/png': 'PNG', 'image/jpeg': 'JPEG', 'image/gif': 'GIF', 'image/webp': 'WEBP'}


def main(content_type: str) -> None:
    """Read, shrink, write: a line `width height`, then the bytes. Any exception ends in exit status 1."""
    limit()
    warnings.simplefilter('error', Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(sys.stdin.buffer, formats=(FORMATS[content_type],)) as picture:
        width, height = picture.size
        if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE and width * height <= MOST_PIXELS):
            raise ValueError('too many pixels')
        if picture.getexif().get(ORIENTATION, 1) >= 5:
            width, height = height, width
        sys.stdout.buffer.write(f'{width} {height}\n'.encode())
        picture.thumbnail((SIDE, SIDE))
        small = ImageOps.exif_transpose(picture).convert('RGBA' if picture.has_transparency_data else 'RGB')
        # nothing of the original's words comes along: no EXIF, no XMP, no colour profile
        small.save(sys.stdout.buffer, 'WEBP', quality=80, method=3, exif=b'', xmp=b'', icc_profile=b'')


def limit() -> None:
    """What a picture may cost at most; a chat message is worth more than a thumbnail."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    os.nice(10)


if __name__ == '__main__':
    main(sys.argv[1])
