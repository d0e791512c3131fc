"""The blob store that the settings name: a folder or S3, behind the one protocol of `hub.model.blobs`.

Files are served by the hub itself, never by a link into the store, so that every answer carries our headers.
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from hub.model.blobs import Blobs
from storage.blob_folder import FolderBlobs


async def open_blobs(url: str, data_dir: Path, endpoint: str | None) -> Blobs:
    """The store that BLOB_URL names: file:///folder, s3://bucket/prefix or, where empty, a folder in DATA_DIR."""
    parts = urlsplit(url)
    if parts.scheme == 's3' and parts.netloc:
        # Amazon's library takes a third of a second and 20 MB to load: only where it is wanted
        from storage.blob_s3 import S3Blobs

        return await S3Blobs.open(parts.netloc, unquote(parts.path).strip('/'), endpoint)
    if parts.scheme == 'file' and not parts.netloc and parts.path.strip('/'):
        return FolderBlobs(Path(unquote(parts.path)))
    if url:
        raise ValueError('BLOB_URL has to be file:///folder or s3://bucket/prefix')
    return FolderBlobs(data_dir / 'files')
