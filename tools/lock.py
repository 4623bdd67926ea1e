"""Write the lock files of requirements/ anew: the newest versions that pyproject.toml admits.

One set of versions serves every Python and every system; each version comes with the hashes of its
files, and no index is named: whoever installs has one of their own.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DEVELOPER = Path("requirements") / "developer.txt"
USER = Path("requirements") / "user.txt"
FUZZ = Path("requirements") / "fuzz.txt"
_COMPILE = (
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--upgrade"),
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--custom-compile-command", "make lock"),
)


def lock(file: Path, *options: str) -> None:
    """Resolve what the options ask for and write it to the file, below the root."""
    print(f"{file.as_posix()} ...")
    subprocess.run([*_COMPILE, *options, "--output-file", str(file)], cwd=ROOT, check=True)


def main() -> None:
    """Lock what a developer needs, then what a user gets, in the same versions."""
    project = "pyproject.toml"
    lock(DEVELOPER, project, "--all-extras", "--group", "dev")
    # What reads and writes the files that colleagues send and are sent; the rest is large or rare.
    extras = (f"--extra={name}" for name in ("import", "calendar", "spreadsheets"))
    lock(USER, project, *extras, "--group", "build", "--constraint", str(DEVELOPER))
    lock(FUZZ, "--group", "fuzz")


if __name__ == "__main__":
    main()
