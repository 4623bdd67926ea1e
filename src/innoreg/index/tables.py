"""The tables of the index. A change here needs a new VERSION: an older file is made anew."""

APPLICATION = 0x696E6E6F
"""«inno»: marks the file as ours."""
VERSION = 4

SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE folder(
    path TEXT PRIMARY KEY,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    read_ns INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    seen BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE file(
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    kind TEXT,
    state TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    read_ns INTEGER NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE valid(
    product TEXT NOT NULL,
    file INTEGER NOT NULL,
    from_day TEXT,
    until_day TEXT,
    PRIMARY KEY(product, file)
) WITHOUT ROWID;

CREATE TABLE gives(file INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY(file, key)) WITHOUT ROWID;
CREATE TABLE asks(file INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY(file, key)) WITHOUT ROWID;

CREATE TABLE finding(file INTEGER, data TEXT NOT NULL);
CREATE INDEX finding_file ON finding(file);

CREATE TABLE due(
    file INTEGER NOT NULL,
    begins INTEGER NOT NULL,
    due INTEGER NOT NULL,
    open INTEGER NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX due_file ON due(file);
CREATE INDEX due_days ON due(due, begins);
CREATE INDEX due_open ON due(due) WHERE open;

CREATE TABLE plan(file INTEGER PRIMARY KEY, text BLOB NOT NULL, acted TEXT NOT NULL);

CREATE TABLE name(
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    words TEXT NOT NULL,
    file INTEGER NOT NULL
);
CREATE INDEX name_id ON name(kind, id);
CREATE INDEX name_file ON name(file);
"""
"""meta: what it was made with and of. folder: the stamps of its files in one piece, so that a
folder in which nothing changed costs one comparison. file: state is record, failed or ignored.
valid: file 0 is the product as a whole; other rows are parts that hold only for some days.
due: one window, of the document in `file`; its first and last day as numbers, whether it is open.
plan: the file as the rows were made of it, compressed, to tell what was edited.
name: what filters search in.
gives, asks: the keys of files, see `innoreg.index.links`."""

KEYS_SORTED = (
    "CREATE INDEX IF NOT EXISTS gives_key ON gives(key)",
    "CREATE INDEX IF NOT EXISTS asks_key ON asks(key)",
)
"""What finds files by their keys. Made when these are written: so the whole takes half the time."""

OF_FILES = ("gives", "asks", "valid", "finding", "due", "plan", "name")
"""Every table that says something of a file, by its id in the column `file`."""
