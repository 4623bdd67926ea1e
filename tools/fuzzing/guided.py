"""Inputs that grow by what they reach: atheris tries reading, terms, templates and import.

`python tools/fuzzing/guided.py TARGET FOLDER [OPTIONS OF LIBFUZZER]`; `tools/fuzz.py` calls it. An input
that ends otherwise than in a refusal ends the process, and is kept as libFuzzer keeps it.
"""

import importlib
import pkgutil
import random
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "tools")]


def hunt(name: str, folder: Path, options: list[str]) -> None:
    """Let atheris try the target; does not return."""
    with atheris.instrument_imports(include=["innoreg"]):
        import innoreg

        # All of it: what is imported later, by functions, would not be watched.
        for module in pkgutil.walk_packages(innoreg.__path__, "innoreg."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    from fuzzing.guided_targets import TARGETS, seeds, spoiler

    for number, seed in enumerate(seeds(name)):
        (folder / f"seed-{number}").write_bytes(seed)
    change = spoiler(name)

    def mutate(raw: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if raw and chance.random() < 0.5:
            return change(raw, chance)[:most]
        mutated: bytes = atheris.Mutate(raw, most)
        return mutated

    words = [sys.argv[0], str(folder), *options]
    atheris.Setup(words, TARGETS[name], custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    hunt(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
