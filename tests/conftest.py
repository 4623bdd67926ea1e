"""Settings of the whole suite: CI repeats the same random examples, a person's machine finds new ones."""

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("repeatable")
