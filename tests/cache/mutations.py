"""Random edits of a tree: values moved to where such values stand, parts dropped and doubled."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import yaml


class _Plain(yaml.SafeDumper):
    """Every scalar is text here and is written without quotes, as the store reads it."""

    yaml_implicit_resolvers: ClassVar[Any] = {}  # type: ignore[misc]


Step = tuple[Any, Any]


def _steps(node: Any) -> Iterator[Step]:
    """Every place below: its container and its key or index."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in list(pairs):
        yield node, key
        if isinstance(value, dict | list):
            yield from _steps(value)


class Editor:
    """Edits the files below `root`/data, but for the crowd; the same seed makes the same edits."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.random = root, Random(seed)

    def files(self) -> list[Path]:
        found = sorted((self.root / "data").rglob("*.yaml"))
        return [p for p in found if not (p.is_symlink() or p.name.startswith("crowd-"))]

    def edit(self) -> str:
        """One random edit; what was done, for the message of a failing test."""
        chance = self.random.random()
        path = self.random.choice(self.files())
        if chance < 0.05 and len(self.files()) > 3:
            path.unlink()
            return f"deleted {path.name}"
        if chance < 0.12:
            new = path.with_name(f"{self._some_id()}.yaml")
            new.write_bytes(path.read_bytes())
            return f"copied {path.name} to {new.name}"
        if chance < 0.15:
            new = self.random.choice(self.files()).parent / path.name
            if not new.exists():
                path.rename(new)
            return f"moved {path.name} to {new.parent.name}"
        if chance < 0.17:
            path.write_text("schema: [\n", encoding="utf-8")
            return f"broke {path.name}"
        return f"{path.name}: {self._change(path)}"

    def _some_id(self) -> str:
        name: str = self.random.choice(self.files()).stem
        return self.random.choice((name, f"{name}-2", "new-one"))

    def _change(self, path: Path) -> str:
        data = self._read(path)
        if not isinstance(data, dict) or not data:
            return "left"
        node, key = self.random.choice(list(_steps(data)))
        before = node[key]
        self._alter(node, key)
        path.write_text(
            yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
        after = node[key] if not isinstance(node, list) or key < len(node) else None
        return f"{key}: {before!r:.80} -> {after!r:.80}"

    def _alter(self, node: Any, key: Any) -> None:
        value, chance = node[key], self.random.random()
        if isinstance(node, list) and chance < 0.3:
            if chance < 0.15:
                del node[key]
            else:
                node.insert(self.random.randint(0, len(node)), value)
            if not node:
                node.append(value)
        elif isinstance(value, str):
            node[key] = self._other(str(key), value)
        elif chance < 0.6:
            node[key] = self._like(str(key)) or value
        elif isinstance(node, dict) and chance < 0.8:
            node["note"] = "Remark."
        elif isinstance(node, dict):
            node[key] = value[:1] if isinstance(value, list) else value

    def _other(self, key: str, value: str) -> str:
        chance = self.random.random()
        try:
            day = date.fromisoformat(value) + timedelta(days=self.random.randint(-500, 500))
        except ValueError:
            pass
        else:
            return day.isoformat()
        stems = {p.stem: p.parent.name for p in self.files()}
        if value.partition("/")[0] in stems:
            if chance < 0.25:
                return f"{stems[value.partition('/')[0]]}/{value}"
            if chance < 0.3:
                return f"{value}x"
            if chance < 0.45:
                return self.random.choice(list(stems))
        return str(self._like(key) or value)

    def _like(self, key: str) -> Any:
        """What stands under the same key somewhere in the tree."""
        pool = defaultdict[str, list[Any]](list)
        for path in self.random.sample(self.files(), min(30, len(self.files()))):
            data = self._read(path)
            for node, name in _steps(data) if isinstance(data, dict) else ():
                pool[str(name)].append(node[name])
        return self.random.choice(pool[key]) if pool[key] else None

    def _read(self, path: Path) -> Any:
        try:
            return yaml.load(path.read_bytes(), yaml.BaseLoader)
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
            return None
