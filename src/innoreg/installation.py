"""How this innoreg was installed: what installs the same again, and how to add a library to it."""

import hashlib
import json
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

DISTRIBUTION = "innovation-register"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where this innoreg came from.

    requirement: installs exactly the same again, for pip and everything like it; None where only
    a folder is known, whose files may be others tomorrow. address: "" of a release on the index.
    """

    requirement: str | None
    address: str = ""

    @property
    def is_of_this_computer(self) -> bool:
        """Whether other computers do not find the address."""
        return self.address.startswith("file:")


def origin() -> Origin:
    """Read from what the installer noted (`direct_url.json`, PEP 610)."""
    found = _distribution()
    if found is None:
        return Origin(None, Path(__file__).parents[1].as_uri())
    noted = found.read_text("direct_url.json")
    if noted is None:
        return Origin(f"{DISTRIBUTION}=={found.version}")
    direct: Mapping[str, Any] = json.loads(noted)
    where = _pinned(direct, found)
    return Origin(where and f"{DISTRIBUTION} @ {where}", direct["url"])


def _pinned(direct: Mapping[str, Any], found: Distribution) -> str | None:
    """The address with its commit or digest; None of a folder, or where no digest is known."""
    if (version := direct.get("vcs_info")) is not None:
        pinned, parts = f"{version['vcs']}+{direct['url']}@{version['commit_id']}", []
    elif (archive := direct.get("archive_info")) is not None:
        digest = _noted_digest(archive) or _digest_of_file(direct["url"], found)
        if digest is None:
            return None
        pinned, parts = direct["url"], [digest]
    else:
        return None
    if folder := direct.get("subdirectory"):
        parts.append(f"subdirectory={folder}")
    return f"{pinned}#{'&'.join(parts)}" if parts else pinned


def _noted_digest(archive: Mapping[str, Any]) -> str | None:
    """`sha256=…`, the best of those noted."""
    hashes = archive.get("hashes") or {}
    if "sha256" in hashes:
        return f"sha256={hashes['sha256']}"
    return archive.get("hash")


def _digest_of_file(address: str, found: Distribution) -> str | None:
    """Of a wheel on this computer that is still what was installed; uv notes no digests."""
    path = Path(url2pathname(urlsplit(address).path))
    try:
        with zipfile.ZipFile(path) as wheel:
            record = next(n for n in wheel.namelist() if n.endswith(".dist-info/RECORD"))
            lines = wheel.read(record).decode().splitlines()
    except (OSError, zipfile.BadZipFile, StopIteration):
        return None
    installed = {*(found.read_text("RECORD") or "").splitlines(), f"{record},,"}
    if not installed.issuperset(lines):
        return None
    return f"sha256={hashlib.sha256(path.read_bytes()).hexdigest()}"


def find_address() -> str | None:
    """Where innoreg lives: what the owner filled in, else the public repository it came from.

    None where neither is known: no address is better than one that leads nowhere.
    """
    found = _distribution()
    if found is None:
        return None
    if filled_in := found.metadata.get_all("Project-URL"):
        return str(filled_in[0]).partition(", ")[2]
    direct: Mapping[str, Any] = json.loads(found.read_text("direct_url.json") or "{}")
    is_public = "vcs_info" in direct and direct["url"].startswith("https:")
    return direct["url"] if is_public else None


def command_to_add(package: str) -> str:
    """What to type so that this very innoreg finds the package, whatever installed it."""
    home = Path(sys.prefix)
    if (home / "pipx_metadata.json").is_file():
        return f"pipx inject {home.name} {package}"
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    found = _distribution()
    if found and (found.read_text("INSTALLER") or "").strip() == "uv":
        return f"uv pip install --python {python} {package}"
    return f"{python} -m pip install {package}"


def _distribution() -> Distribution | None:
    """None where innoreg runs from its sources, installed by nobody."""
    try:
        return distribution(DISTRIBUTION)
    except PackageNotFoundError:
        return None
