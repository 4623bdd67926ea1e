"""A template reads what lies among the templates, and nothing else on the disk."""

import os
from pathlib import Path

import pytest

from changing import run
from innoreg.errors import Refused
from innoreg.render.renderer import Renderer, render_order
from render.registers import order, register
from support import tree

SECRET = "-----BEGIN OPENSSH PRIVATE KEY-----"
ORDER = """\
    schema: 1
    issuer: comm
    order_kind: Приказ
    number: "1"
    date: "2022-01-10"
    title: О сроках
    clauses:
      - number: "1."
        kind: instruct
        text: Перенести.
    """


def registry_with(folder: Path, template: str) -> Path:
    """A registry with an order, and beside it a private file."""
    (folder / "secret").mkdir()
    (folder / "secret" / "id_ed25519").write_text(SECRET, encoding="utf-8")
    (folder / "secret" / "zz.md.j2").write_text(SECRET, encoding="utf-8")
    root = folder / "registry"
    root.mkdir()
    return tree(
        root,
        {
            "authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
            "orders/order-1.yaml": ORDER,
            "/templates/order.md.j2": template,
        },
    )


WAYS = {
    "include": '::: kind\n{% include "zz.md.j2" %}\n\n:::\n',
    "include in a list": '::: kind\n{% include ["no.md.j2", "zz.md.j2"] %}\n\n:::\n',
    "ignore missing": '::: kind\n{% include "zz.md.j2" ignore missing %}\n\n:::\n',
    "import": '{% import "zz.md.j2" as zz %}\n::: kind\n{{ zz }}\n:::\n',
    "extends": '{% extends "zz.md.j2" %}\n',
}


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("way", WAYS)
def test_a_link_out_of_the_registry_is_not_followed(way: str, tmp_path: Path) -> None:
    root = registry_with(tmp_path, WAYS[way])
    (root / "templates" / "zz.md.j2").symlink_to(tmp_path / "secret" / "id_ed25519")
    done = run(root, "render", "order-1", "--draft")
    assert SECRET not in done.stdout + done.stderr
    assert done.returncode == 1, done.stdout + done.stderr
    assert "zz.md.j2" in done.stderr, done.stderr
    assert "link" in done.stderr, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("linked", ["templates", "templates/inner"])
def test_a_folder_that_is_a_link_out_of_the_registry_is_not_followed(
    linked: str, tmp_path: Path
) -> None:
    name = "zz.md.j2" if linked == "templates" else "inner/zz.md.j2"
    root = registry_with(tmp_path, f'{{% include "{name}" %}}\n')
    if linked == "templates":
        (root / "templates" / "order.md.j2").replace(tmp_path / "secret" / "order.md.j2")
        (root / "templates").rmdir()
    (root / linked).symlink_to(tmp_path / "secret")
    done = run(root, "render", "order-1", "--draft")
    assert SECRET not in done.stdout + done.stderr
    assert done.returncode in (1, 3)
    assert "link" in done.stderr, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_inside_the_templates_is_followed(tmp_path: Path) -> None:
    root = registry_with(tmp_path, "::: kind\nПРИКАЗ\n:::\n")
    (root / "templates" / "order-own.md.j2").symlink_to("order.md.j2")
    done = run(root, "render", "order-1", "--draft", "--template", "order-own.md.j2")
    assert "ПРИКАЗ" in done.stdout, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_the_emblem_of_a_letterhead_is_a_picture_among_the_templates(tmp_path: Path) -> None:
    (tmp_path / "private.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(16))
    own = tmp_path / "own"
    own.mkdir()
    (own / "crest.png").symlink_to(tmp_path / "private.png")
    (own / "order-own.md.j2").write_text("::: emblem\ncrest.png\n:::\n", encoding="utf-8")
    record = order({"kind": "instruct", "text": "Сделать."})
    with pytest.raises(Refused, match=r"crest\.png.*link"):
        render_order(Renderer(own), register(record), record, "order-own.md.j2")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_template_that_is_a_pipe_does_not_wait_for_its_other_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "order-own.md.j2")
    record = order({"kind": "instruct", "text": "Сделать."})
    with pytest.raises(Refused, match=r"order-own\.md\.j2"):
        render_order(Renderer(tmp_path), register(record), record, "order-own.md.j2")


def test_the_template_of_the_registry_wins_over_the_shipped_one(tmp_path: Path) -> None:
    root = registry_with(tmp_path, "::: kind\nСВОЙ\n:::\n")
    assert "СВОЙ" in run(root, "render", "order-1", "--draft").stdout
