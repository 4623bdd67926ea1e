"""The registry in git: revisions, history, commits of exactly the changed files."""
