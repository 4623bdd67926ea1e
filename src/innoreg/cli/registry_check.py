"""What `validate` finds, for it and for pages; and the commit that the files come from."""

from typing import TYPE_CHECKING

from innoreg.errors import InnoregError

if TYPE_CHECKING:
    from innoreg.report.day_overview import Check, Revision
    from innoreg.report.findings import Findings
    from innoreg.store.loader import LoadResult
    from innoreg.store.tree import Tree


def check_registry(read: "LoadResult") -> "Findings":
    """The findings in the files themselves, and those of the rules, in the order of places."""
    from innoreg.diagnostics import by_place
    from innoreg.report.findings import Findings
    from innoreg.rules import RULES, check
    from innoreg.store.file_diagnostics import SYNTAX_CODES

    found = by_place([*read.diagnostics, *check(read.registry)])
    rules = {rule.code: rule for rule in RULES}
    codes = {each.code for each in found}
    advice = {code: SYNTAX_CODES.get(code) or rules[code].advice for code in codes}
    return Findings(found, read.files, read.records, read.ignored, advice=advice)


def count_findings(read: "LoadResult") -> "Check":
    """How many findings there are of each severity, and how many are accepted."""
    from innoreg.report.day_overview import Check

    found = check_registry(read)
    return Check(found.count("error"), found.count("warning"), found.accepted)


def last_commit(tree: "Tree") -> "Revision | None":
    """The commit of a revision, or the last one of the working tree; None without git."""
    from innoreg.report.day_overview import Revision
    from innoreg.store.git.commit_lookup import commit_by_name
    from innoreg.store.git.git_tree import GitTree
    from innoreg.store.git.runner import Git
    from innoreg.store.tree import DiskTree

    try:
        if isinstance(tree, GitTree):
            commit = tree.commit
        elif isinstance(tree, DiskTree):
            commit = commit_by_name(Git(tree.root), "HEAD")
        else:
            return None
    except InnoregError:
        return None
    return Revision(commit.short, commit.made.date())
