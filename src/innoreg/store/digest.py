"""What a file holds, as a short sum."""

from collections.abc import Callable
from typing import Any


def digest(raw: bytes) -> bytes:
    """The sum of a file's bytes: 16 bytes."""
    found: bytes = _blake2b()(raw, digest_size=16).digest()
    return found


def _blake2b() -> Callable[..., Any]:
    """The hash without OpenSSL, which hashlib loads for others: two milliseconds of a short call."""
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    return blake2b
