"""`innoreg validate` beside programs that check the schema alone."""

import json
import subprocess
from functools import partial

from benchmarks.whole import cold
from benchmarks.whole.checkers import CHECKERS, Ground
from benchmarks.whole.commands import PROGRAM, SCRATCH
from benchmarks.whole.others import beside
from benchmarks.whole.questions import QUESTIONS, VALIDATE
from benchmarks.whole.tables import Table
from benchmarks.whole.trees import invented

RECORDS = 10_000
HEADING = f"Checking {RECORDS:,} records"
OURS = "innoreg validate, no cache yet"
REMARK = (
    "innoreg reads, checks the schema, resolves references, asks all its rules and makes its "
    "cache; the others check the schema alone (`innoreg schema`), once for each kind of record. "
    "ajv reads the same records written as JSON beforehand, which is not in its time; yamale's "
    "schema is made from the same JSON Schema, without its patterns. Each stands beside innoreg "
    "in rounds of its own."
)


def table() -> Table:
    """Cold, as the others always are."""
    tree = invented(RECORDS)
    said = json.loads(subprocess.check_output([PROGRAM, "schema"], text=True))
    schemas = {schema["title"]: schema for schema in said["kinds"].values()}
    ground = Ground(SCRATCH, tree.folder, RECORDS, schemas)
    ours = {OURS: cold.first(tree, QUESTIONS[VALIDATE])}
    return beside(HEADING, REMARK, ours, [partial(each, ground) for each in CHECKERS], 5)
