"""The CI and pre-commit files as they run: a registry at a repository's top, and in a folder of it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import virtualenv
import yaml

from installed.environments import OFFLINE, Environment, lend_libraries
from repository import Repository, environment
from support import DATA

FOLDERS = pytest.mark.parametrize("folder", ["", "дела/реестр"])
pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="jobs of CI speak bash")


@pytest.fixture
def repo(folder: str, from_wheel: Environment, tmp_path: Path) -> Repository:
    """A new registry in a repository, committed."""
    made = Repository(tmp_path / "repo", folder)
    from_wheel.innoreg("init", str(made.root), cwd=tmp_path)
    made.git("add", "-A")
    made.git("commit", "-q", "-m", "begin")
    return made


def broken(repo: Repository) -> Repository:
    """A record that names another is left without it: no file of the change is wrong."""
    repo.git("rm", "-q", str(repo.root / "data/schools/sample-leader.yaml"))
    repo.git("commit", "-q", "-m", "break")
    return repo


def clone(repo: Repository, folder: Path) -> Path:
    """What a runner checks out."""
    repo.git("clone", "-q", str(repo.top), str(folder))
    return folder


def github(top: Path, job: Environment) -> "subprocess.CompletedProcess[str]":
    """Run the workflow's steps as a runner does, up to the first that fails."""
    workflow = yaml.safe_load((top / ".github/workflows/innoreg.yml").read_text(encoding="utf-8"))
    steps = [s["run"] for s in workflow["jobs"]["validate"]["steps"] if "run" in s]
    assert len(steps) == 2
    for step in steps:
        done = job.shell(step, top, **workflow["env"])
        if done.returncode:
            break
    return done


@FOLDERS
def test_the_workflow_of_github(repo: Repository, folder: str, tmp_path: Path) -> None:
    job = Environment(tmp_path / "job")
    fine = github(clone(repo, tmp_path / "fine"), job)
    assert (fine.returncode, "::error" in fine.stdout) == (0, False), fine.stdout
    assert (job.bin / "innoreg").exists()
    bad = github(clone(broken(repo), tmp_path / "bad"), job)
    assert bad.returncode == 1, bad.stdout
    place = "/".join(filter(None, (folder, "data/sites/sample-site.yaml")))
    assert f"::error file={place}," in bad.stdout


@FOLDERS
def test_the_job_of_gitlab(repo: Repository, folder: str, tmp_path: Path) -> None:
    top = clone(broken(repo), tmp_path / "clone")
    job = yaml.safe_load((top / ".gitlab-ci.yml").read_text(encoding="utf-8"))["innoreg"]
    done = Environment(tmp_path / "job").shell("\n".join(job["script"]), top, **job["variables"])
    assert done.returncode == 1, done.stdout
    report = json.loads(
        (top / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8")
    )
    place = "/".join(filter(None, (folder, "data/sites/sample-site.yaml")))
    assert place in {finding["location"]["path"] for finding in report}


# --- pre-commit


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What pre-commit needs to work without the network: virtualenv brings pip and setuptools."""
    wheels = Path(virtualenv.__file__).parent / "seed/wheels/embed"
    return environment() | OFFLINE | {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("hooks")),
        "PIP_FIND_LINKS": str(wheels), "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
    }  # fmt: skip


def pre_commit(*words: str, cwd: Path, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words], cwd=cwd, env=env,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip


@FOLDERS
def test_pre_commit_as_init_sets_it_up(repo: Repository, hooks: dict[str, str]) -> None:
    made = pre_commit("install", "--install-hooks", cwd=repo.top, env=hooks)
    assert made.returncode == 0, made.stdout
    for site_packages in Path(hooks["PRE_COMMIT_HOME"]).glob("**/site-packages"):
        lend_libraries(site_packages)
    fine = pre_commit("run", cwd=repo.top, env=hooks)
    assert (fine.returncode, "Passed" in fine.stdout) == (0, True), fine.stdout
    (repo.root / "data/schools/sample-leader.yaml").unlink()
    commit = subprocess.run(
        ["git", "commit", "-a", "-m", "break"], cwd=repo.top, env=hooks,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    assert commit.returncode == 1
    assert "sample-site.yaml:" in commit.stdout


@FOLDERS
def test_the_hook_that_this_repository_offers(
    repo: Repository, from_wheel: Environment, hooks: dict[str, str], tmp_path: Path
) -> None:
    offered = (DATA / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    ours = Repository(tmp_path / "ours")
    (ours.top / ".pre-commit-hooks.yaml").write_text(
        # Installed already: to build it here would need the network.
        offered.replace("language: python", "language: system"),
        encoding="utf-8",
    )
    ours.git("add", "-A")
    ours.git("commit", "-q", "-m", "hooks")
    config = {
        "repos": [
            {
                "repo": str(ours.top),
                "rev": ours.git("rev-parse", "HEAD").strip(),
                "hooks": [{"id": "innoreg-validate"}],
            }
        ]
    }
    (repo.top / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    repo.git("add", "-A")
    env = hooks | {"PATH": from_wheel.variables["PATH"]}
    fine = pre_commit("run", cwd=repo.top, env=env)
    assert (fine.returncode, "Passed" in fine.stdout) == (0, True), fine.stdout
    bad = pre_commit("run", cwd=broken(repo).top, env=env)
    assert (bad.returncode, "sample-site.yaml:" in bad.stdout) == (1, True), bad.stdout
