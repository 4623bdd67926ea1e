"""The search for cycles of objects, put off while thousands of records are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """What is made here is much and none of it garbage: looking for it only costs time.

    Nor later: it stays out of every search for cycles, which counting references does not need.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
