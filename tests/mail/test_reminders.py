"""Reminders by mail: who gets what, once; over a real server that refuses, breaks off, or is secure."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from changing import INNOREG, environment, git, with_git
from innoreg.cli import main
from mail.post import DAY, Post, kill, make_certificate, registry, server

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings but those of the test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("INNOREG_LANG", "en")
    monkeypatch.setenv("INNOREG_TODAY", DAY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "r").mkdir()
    return registry(tmp_path / "r")


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def plain(post: Post, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server without TLS, as an office has behind its own door."""
    with server(post) as found:
        for name, value in found.items():
            monkeypatch.setenv(name, value)
        yield


def remind(root: Path, words: str, capsys: Capture) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["-C", str(root), "remind", *words.split()])
    said = capsys.readouterr()
    return code, said.out, said.err


def log(root: Path) -> list[str]:
    return (root / "reminders/2022.csv").read_text("utf-8").splitlines()[1:]


def test_a_dry_run_lists_who_would_get_what_and_writes_nothing(root: Path, capsys: Capture) -> None:
    before = sorted(root.rglob("*"))
    code, out, _err = remind(root, "--before 3 --late --dry-run", capsys)
    rows = [
        [cell.strip() for cell in line.split("  ") if cell.strip()] for line in out.splitlines()
    ]
    assert code == 0
    assert rows[1:] == [
        ["Дальний", "–", "1", "0", "boss@example.org", "no address"],
        ["Ближний", "office@near.example.org", "1", "0", "boss@example.org"],
        ["Иванов И.И.", "one@example.org", "1", "1", "boss@example.org"],
        ["1 has no address in the register (`email`)"],
    ]
    assert sorted(root.rglob("*")) == before


def test_each_gets_one_letter_with_all_its_duties_and_the_chief_a_copy(
    root: Path, plain: None, post: Post, capsys: Capture
) -> None:
    code, out, err = remind(root, "--before 3 --late --send", capsys)
    assert (code, "2 letters sent" in out) == (0, True), err
    assert [sorted(to) for to, _message, _raw in post.letters] == [
        ["boss@example.org", "office@near.example.org"], ["boss@example.org", "one@example.org"],
    ]  # fmt: skip
    message, raw = post.letters[1][1:]
    assert message["Subject"] == "Сроки – просрочено: 1, впереди: 1"
    assert (message["To"], message["Cc"]) == (
        '"Иванов И.И." <one@example.org>', '"Петрова П.П." <boss@example.org>',
    )  # fmt: skip
    assert (message["From"], message["Auto-Submitted"]) == (
        "Центр <centre@example.org>", "auto-generated",
    )  # fmt: skip
    text, html, calendar = (part for part in message.walk() if not part.is_multipart())
    assert [each.get_content_type() for each in (text, html, calendar)] == [
        "text/plain", "text/html", "text/calendar",
    ]  # fmt: skip
    for body in (text.get_content(), html.get_content()):
        assert "Сдать отчёт" in body
        assert "Провести семинар" in body
        assert "Собрать анкеты" not in body
        assert "p/1" in body
    ics = calendar.get_payload(decode=True)
    assert isinstance(ics, bytes)
    assert ics.count(b"BEGIN:VEVENT") == 2
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert all(byte < 128 for byte in raw)
    # The log names no address and no name.
    text_of_log = (root / "reminders/2022.csv").read_text("utf-8")
    assert "@" not in text_of_log
    assert f"{DAY};one;p/2;1;2022-03-12;ahead;sent" in log(root)


def test_nothing_is_sent_twice_not_even_from_another_clone(
    root: Path, plain: None, post: Post, tmp_path: Path, capsys: Capture
) -> None:
    with_git(root)
    assert remind(root, "--before 3 --late --send --commit", capsys)[0] == 0
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "-1", "--format=%s").strip() == "Reminders of 2022-03-10"
    sent = len(post.letters)
    assert main(["-C", str(root), "cache", "clear"]) == 0
    git(tmp_path, "clone", "-q", str(root), "other")
    for place in (root, tmp_path / "other"):
        code, out, _err = remind(place, "--before 3 --late --send", capsys)
        assert (code, len(post.letters)) == (0, sent)
        # The one without an address is still told.
        assert "0 letters sent" in out
    # What has come nearer, and what is late since, is new; what was late is late still.
    code, out, _err = remind(root, "--before 3 --late --send --today 2022-03-18", capsys)
    assert (code, "1 letter sent" in out) == (0, True)
    assert post.letters[-1][1]["Subject"] == "Сроки – просрочено: 1, впереди: 1"
    code, out, _err = remind(root, "--late --send --again 7 --today 2022-03-18", capsys)
    assert "2 letters sent" in out


def test_two_clones_that_sent_something_merge_without_a_conflict(
    root: Path, plain: None, tmp_path: Path, capsys: Capture
) -> None:
    with_git(root)
    remind(root, "--late --responsible one --send --commit", capsys)
    git(tmp_path, "clone", "-q", str(root), "other")
    other = tmp_path / "other"
    for name, value in (("user.name", "А"), ("user.email", "a@example.org")):
        git(other, "config", name, value)
    remind(root, "--before 3 --send --commit", capsys)
    remind(other, "--late --send --commit", capsys)
    git(root, "pull", "-q", "--no-rebase", "--no-edit", str(other))
    assert {line.rpartition(";")[0] for line in log(root) if line.endswith(";sent")} == {
        f"{DAY};one;p/1;1;2022-03-01;late", f"{DAY};one;p/2;1;2022-03-12;ahead",
        f"{DAY};near;p/4;1;2022-03-05;late",
    }  # fmt: skip
    assert "Nobody" not in remind(root, "--before 3 --late --send", capsys)[1]


def test_one_refused_recipient_stops_no_other_letter(
    root: Path, plain: None, post: Post, capsys: Capture
) -> None:
    post.refuses = {
        "one@example.org": "550 no such user", "boss@example.org": "552 mailbox full",
    }  # fmt: skip
    code, out, _err = remind(root, "--late --send", capsys)
    assert code == 1
    assert "refused: 550 no such user" in out
    assert "sent, but not to boss@example.org" in out
    assert [to for to, _message, _raw in post.letters] == [["office@near.example.org"]]
    # Once the server takes it, the next call sends what was refused, and only that.
    post.refuses = {}
    assert remind(root, "--late --send", capsys)[0] == 0
    assert [sorted(to) for to, _message, _raw in post.letters[1:]] == [
        ["boss@example.org", "one@example.org"]
    ]


def test_a_lost_connection_leaves_it_unknown_and_the_others_get_theirs(
    root: Path, plain: None, post: Post, capsys: Capture
) -> None:
    answers = iter(["cut"])
    post.before_answer = lambda: next(answers, None)
    code, out, _err = remind(root, "--late --send", capsys)
    assert (code, "not known whether it arrived" in out) == (1, True)
    assert [to[0] for to, _message, _raw in post.letters] == [
        "office@near.example.org", "one@example.org",
    ]  # fmt: skip
    code, _out, err = remind(root, "--late --send", capsys)
    assert ("cut off" in err, "near" in err, len(post.letters)) == (True, True, 2)
    assert remind(root, "--late --send --retry", capsys)[0] == 0
    assert len(post.letters) == 3
    # Whoever got it the first time sees that it is the same one.
    assert post.letters[0][1]["Message-ID"] == post.letters[2][1]["Message-ID"]


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed")
def test_killed_between_sending_and_noting_it_sends_nothing_twice(
    root: Path, plain: None, post: Post, capsys: Capture
) -> None:
    words = [str(INNOREG), "remind", "--late", "--send"]
    environ = environment(INNOREG_TODAY=DAY, **smtp_variables())
    process = subprocess.Popen(words, cwd=root, env=environ, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)  # fmt: skip

    def end() -> None:
        kill(process.pid)
        process.wait()

    post.before_answer = end
    process.wait()
    assert len(post.letters) == 1
    assert log(root) == [f"{DAY};near;p/4;1;2022-03-05;late;sending"]
    post.before_answer = lambda: None
    code, _out, err = remind(root, "--late --send", capsys)
    assert (code, "cut off" in err, "near" in err) == (0, True, True)
    assert [to[0] for to, _message, _raw in post.letters[1:]] == ["one@example.org"]


def smtp_variables() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if name.startswith("INNOREG_SMTP")}


def test_a_server_that_is_not_there_is_told_and_nothing_counts_as_sent(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    with server(Post()) as found:
        gone = found
    for name, value in gone.items():
        monkeypatch.setenv(name, value)
    code, _out, err = remind(root, "--late --send", capsys)
    assert (code, "cannot be reached" in err) == (3, True)
    assert not (root / "reminders").exists()


# --- secrets and TLS


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_password_goes_out_over_tls_only(
    root: Path, post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("INNOREG_SMTP_USER", "centre")
    monkeypatch.setenv("INNOREG_SMTP_PASSWORD", "тайна-7")
    with server(post, certificate, password="тайна-7") as found:
        for name, value in found.items():
            monkeypatch.setenv(name, value)
        # Nobody vouches for the certificate.
        code, _out, err = remind(root, "--late --send", capsys)
        assert (code, "certificate verify failed" in err.lower()) == (3, True)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        monkeypatch.setenv("INNOREG_SMTP_PASSWORD", "другой")
        code, out, err = remind(root, "--late --send", capsys)
        assert (code, "does not take user and password" in err) == (3, True), err
        assert "другой" not in out + err
        monkeypatch.setenv("INNOREG_SMTP_PASSWORD", "тайна-7")
        assert remind(root, "--late --send", capsys)[0] == 0
    assert (len(post.letters), set(post.secure)) == (2, {True})
    # A server that speaks TLS from the start; the test's own would offer no login on it.
    monkeypatch.delenv("INNOREG_SMTP_USER")
    monkeypatch.delenv("INNOREG_SMTP_PASSWORD")
    with server(post, certificate, from_the_start=True) as found:
        for name, value in found.items():
            monkeypatch.setenv(name, value)
        assert remind(root, "--before 3 --send", capsys)[0] == 0
    assert len(post.letters) == 3


def test_no_tls_no_password(
    root: Path, plain: None, post: Post, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("INNOREG_SMTP_PASSWORD", "secret")
    code, _out, err = remind(root, "--late --send", capsys)
    assert (code, "a password is not sent without TLS" in err) == (1, True)
    # A server that offers none gets nothing either.
    monkeypatch.setenv("INNOREG_SMTP_SECURITY", "starttls")
    code, _out, err = remind(root, "--late --send", capsys)
    assert (code, "offers no STARTTLS" in err) == (1, True)
    assert post.letters == []


def test_settings_come_from_the_users_own_file_and_never_from_the_registry(
    root: Path, plain: None, post: Post, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: Capture,
) -> None:  # fmt: skip
    given = smtp_variables()
    for name in given:
        monkeypatch.delenv(name)
    code, _out, err = remind(root, "--late --send", capsys)
    assert (code, "host is missing" in err, "mail.toml" in err) == (3, True, True)
    folder = tmp_path / "config/innoreg"
    folder.mkdir(parents=True)
    keys = {name.removeprefix("INNOREG_SMTP_").lower(): value for name, value in given.items()}
    text = "".join(f'{key} = "{value}"\n' for key, value in keys.items())
    (folder / "mail.toml").write_text(text, "utf-8")
    (folder / "mail.toml").chmod(0o644)
    assert remind(root, "--late --responsible one --send", capsys)[0] == 0
    assert len(post.letters) == 1
    if sys.platform != "win32":
        (folder / "mail.toml").write_text(text + 'password = "secret"\n', "utf-8")
        code, _out, err = remind(root, "--late --send", capsys)
        assert (code, "others can read it" in err, "secret" in err) == (1, True, False)
    (folder / "mail.toml").write_text('password = "secret\n', "utf-8")
    code, _out, err = remind(root, "--late --send", capsys)
    assert (code, "secret" in err) == (3, False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(root))
    (root / "innoreg").mkdir()
    (root / "innoreg/mail.toml").write_text(text, "utf-8")
    code, _out, err = remind(root, "--late --send", capsys)
    assert (code, "lies in the registry" in err) == (1, True)


def test_nothing_in_a_record_becomes_a_header(
    root: Path, plain: None, post: Post, capsys: Capture
) -> None:
    person = root / "data/people/one.yaml"
    person.write_text(
        'schema: 1\nname: "Иванов\\nBcc: all@example.org\\r\\n\\u202eИ.И. <x@y.org>"\nemail: one@example.org\n',
        "utf-8",
    )
    plan = root / "data/roadmaps/p.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("Сдать отчёт", "<script>alert(1)</script>"), "utf-8"
    )
    code, _out, err = remind(root, "--late --responsible one --send", capsys)
    assert code == 0, err
    (to, message, _raw) = post.letters[0]
    assert sorted(to) == ["boss@example.org", "one@example.org"]
    assert message["Bcc"] is None
    assert [each.addr_spec for each in message["To"].addresses] == ["one@example.org"]
    html = next(p for p in message.walk() if p.get_content_type() == "text/html").get_content()
    assert "<script>" not in html
    person.write_text(
        'schema: 1\nname: "Иванов"\nemail: "one@example.org\\nBcc: x@y.org"\n', "utf-8"
    )
    assert main(["-C", str(root), "validate"]) == 1


# --- drafts


def test_drafts_are_the_same_bytes_and_can_be_noted_as_sent(
    root: Path, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "letters"
    words = f"--before 3 --late --to {folder}"
    assert remind(root, words, capsys)[0] == 0
    names = {path.name for path in folder.iterdir()}
    assert names == {"near.eml", "one.eml", "_letters.json"}
    raw = (folder / "one.eml").read_bytes()
    assert b"X-Unsent: 1" in raw
    assert b"\r\nDate:" not in raw
    assert not (root / "reminders").exists()
    assert remind(root, f"{words} --mark-sent", capsys)[0] == 0
    assert (folder / "one.eml").read_bytes() == raw
    code, out, _err = remind(root, "--before 3 --late --dry-run", capsys)
    assert (code, "Иванов" in out, "Дальний" in out) == (0, False, True)
    # A log that nobody can read says nothing, so nothing is sent.
    (root / "reminders/2022.csv").write_text("<<<<<<< HEAD\n", "utf-8")
    code, _out, err = remind(root, "--late --dry-run", capsys)
    assert (code, "reminders/2022.csv:1" in err) == (3, True)


@pytest.mark.parametrize(
    "words",
    ["--send", "--late", "--late --send --to x", "--late --send --mark-sent", "--late --to x --commit"],
)  # fmt: skip
def test_what_is_asked_must_be_clear(root: Path, words: str, capsys: Capture) -> None:
    assert remind(root, words, capsys)[0] == 2
    assert not (root / "reminders").exists()


def test_of_files_with_errors_no_letter_is_made(
    root: Path, plain: None, post: Post, capsys: Capture
) -> None:
    plan = root / "data/roadmaps/p.yaml"
    plan.write_text(plan.read_text("utf-8").replace("type: roadmap", "type: rodmap"), "utf-8")
    code, _out, err = remind(root, "--late --send", capsys)
    assert (code, "would not be whole" in err, post.letters) == (1, True, [])
    assert remind(root, "--late --dry-run", capsys)[0] == 0


def test_a_renaming_follows_into_the_log(root: Path, tmp_path: Path, capsys: Capture) -> None:
    words = f"--before 3 --late --to {tmp_path / 'letters'} --mark-sent"
    assert remind(root, words, capsys)[0] == 0
    for old, new in (("one", "first"), ("p/2", "9"), ("p", "plan")):
        assert main(["-C", str(root), "rename", old, new]) == 0
    assert f"{DAY};first;plan/9;1;2022-03-12;ahead;sent" in log(root)
    assert "Иванов" not in remind(root, "--before 3 --late --dry-run", capsys)[1]


# --- addresses


def test_addresses_stand_under_email_and_nowhere_else(root: Path, capsys: Capture) -> None:
    import json

    def codes() -> list[Any]:
        capsys.readouterr()
        main(["-C", str(root), "validate", "--format", "json"])
        found = json.loads(capsys.readouterr().out)["diagnostics"]
        return [(d["code"], d["file"]) for d in found if d["severity"] == "error"]

    assert codes() == []
    plan = root / "data/roadmaps/p.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("Собрать анкеты", "Писать a@example.org"), "utf-8"
    )
    assert codes() == [("email-address", "data/roadmaps/p.yaml")]


def test_who_lies_in_the_second_repository_gets_no_letter(root: Path, capsys: Capture) -> None:
    private = root.parent / "private"
    (private / "data/people").mkdir(parents=True)
    (private / "innoreg-private.yaml").write_text("schema: 1\n", "utf-8")
    person = root / "data/people/one.yaml"
    text = person.read_text("utf-8") + "protected: true\n"
    person.unlink()
    (private / "data/people/one.yaml").write_text(text, "utf-8")
    with (root / "innoreg.yaml").open("a", encoding="utf-8") as settings:
        settings.write("data_private: ../private\n")
    folder = root.parent / "letters"
    code, out, _err = remind(root, f"--late --to {folder} --mark-sent", capsys)
    assert (code, "protected: no letter" in out) == (0, True)
    assert not (folder / "one.eml").exists()
    assert not any(";one;" in line for line in log(root))


def test_no_address_is_in_a_public_edition_or_export(
    root: Path, tmp_path: Path, capsys: Capture
) -> None:
    for words in (f"pages --public --to {tmp_path / 'site'}",
                  f"export --public --format sqlite --to {tmp_path / 'out'}",
                  f"export --public --format ics --each --to {tmp_path / 'ics'}"):  # fmt: skip
        assert main(["-C", str(root), *words.split()]) == 0
    every = b"".join(p.read_bytes() for name in ("site", "out", "ics")
                     for p in (tmp_path / name).rglob("*") if p.is_file())  # fmt: skip
    assert "Иванов".encode() in every
    assert b"@example.org" not in every
    assert b"near.example.org" not in every


def test_no_real_person_has_an_address_here() -> None:
    from support import DATA

    found = [
        path.name
        for path in (DATA / "data").rglob("*.yaml")
        if "\nemail:" in path.read_text("utf-8")
    ]
    assert found == []
