"""Content security policies of our own pages: nothing inline, nothing from elsewhere but stored files."""

from urllib.parse import urlsplit

from hub.config import Settings


def inbox_policy(settings: Settings) -> str:
    """The inbox: nobody may frame it, and only it may talk to the hub in an agent's name."""
    return _policy(
        settings,
        f"img-src 'self' {_files(settings)} blob: data:",
        f"media-src 'self' {_files(settings)} blob: data:",
        "font-src 'self'",
        "frame-src 'self' blob:",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )


def frame_policy(settings: Settings, ancestors: str) -> str:
    """The chat's frame: the sites of its widget may hold it, and nobody else."""
    return _policy(
        settings,
        f"img-src 'self' {_files(settings)} blob: data:",
        "font-src 'self'",
        "form-action 'none'",
        f'frame-ancestors {ancestors}',
    )


def _policy(settings: Settings, *rules: str) -> str:
    own = urlsplit(settings.base_url)
    # 'self' covers WebSockets too, but not in every browser that is still about
    socket = f'{"wss" if own.scheme == "https" else "ws"}://{own.netloc}'
    common = ("default-src 'none'", "script-src 'self'", "style-src 'self'", f"connect-src 'self' {socket}")
    return '; '.join([*common, *rules, "base-uri 'none'"])


def _files(settings: Settings) -> str:
    parts = urlsplit(settings.files_base_url)
    return f'{parts.scheme}://{parts.netloc}'
