"""Pictures and things that pretend to be some."""

import io
import struct
import zlib

from PIL import Image

GPS_LATITUDE, ORIENTATION, GPS_IFD, ARTIST = 2, 0x0112, 0x8825, 0x013B


def picture(kind: str = 'PNG', size: tuple[int, int] = (60, 40), color: str = 'red') -> bytes:
    """A plain picture."""
    written = io.BytesIO()
    Image.new('RGB', size, color).save(written, kind)
    return written.getvalue()


def snapshot() -> bytes:
    """As a telephone takes it: lying on its side, saying so in its EXIF, and telling where it was taken and by whom."""
    shot = Image.new('RGB', (600, 400), 'blue')
    shot.paste('red', (0, 0, 300, 400))
    exif = shot.getexif()
    exif[ORIENTATION] = 6
    exif[ARTIST] = 'Anna Secret'
    exif.get_ifd(GPS_IFD)[GPS_LATITUDE] = (52.0, 31.0, 12.0)
    written = io.BytesIO()
    shot.save(written, 'JPEG', exif=exif)
    return written.getvalue()


def bomb(side: int = 60_000) -> bytes:
    """A PNG of a few kilobytes that would fill gigabytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

    header = chunk(b'IHDR', struct.pack('>IIBBBBB', side, side, 8, 6, 0, 0, 0))
    rows = chunk(b'IDAT', zlib.compress(b'\0' * 2_000_000, 9))
    return b'\x89PNG\r\n\x1a\n' + header + rows + chunk(b'IEND', b'')


HARMLESS = {
    'photo.png': (picture('PNG'), 'image/png'),
    'photo.jpg': (picture('JPEG'), 'image/jpeg'),
    'anim.gif': (picture('GIF'), 'image/gif'),
    'photo.webp': (picture('WEBP'), 'image/webp'),
    'renamed.html': (picture('PNG'), 'image/png'),
    # a real picture with a script behind its end: shown as a picture, and nosniff keeps it from being a script
    'tail.jpg': (picture('JPEG') + b'/*<script>alert(1)</script>*/', 'image/jpeg'),
}
"""Name: content and type of what is shown in place."""

OTHERS = {
    'logo.svg': (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'text/plain'),
    'page.html': (b'<!doctype html><script>alert(1)</script>', 'text/plain'),
    'app.js': (b'alert(document.domain)', 'text/plain'),
    'photo.png': (b'<html><body onload=alert(1)>', 'text/plain'),
    'style.css': ('body { content: "ü" }'.encode(), 'text/plain'),
    'feed.xml': (b'<?xml version="1.0"?><?xml-stylesheet href="javascript:alert(1)"?><a/>', 'text/plain'),
    'gif-and-script.gif': (b'GIF89a/*' + b'\0' * 8 + b'*/=1;alert(1)//', 'image/gif'),
    'png-and-page.png': (b'\x89PNG\r\n\x1a\n<script>alert(1)</script>', 'image/png'),
    'bmp-and-script.bmp': (b'BM/*\0\0\0\0*/=1;alert(1)//', 'image/bmp'),
    'torn.jpg': (picture('JPEG', (300, 300))[:400], 'image/jpeg'),
    'bomb.png': (bomb(), 'image/png'),
    'paper.pdf': (b'%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>', 'application/pdf'),
    'bundle.zip': (b'PK\x03\x04' + b'\0' * 40, 'application/zip'),
    'tool.exe': (b'MZ' + bytes(range(256)), 'application/x-msdownload'),
    'noise.bin': (bytes(range(256)), 'application/octet-stream'),
    'utf16.html': ('<script>alert(1)</script>'.encode('utf-16'), 'application/octet-stream'),
    'utf7.txt': (b'+ADw-script+AD4-alert(1)+ADw-/script+AD4-', 'text/plain'),
    'empty.txt': (b'', 'application/octet-stream'),
}
"""Name: content and type of what is only ever saved."""
