"""`innoreg help`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from innoreg.cli.command_context import CallContext, command_context, show
from innoreg.cli.command_table import SUMMARIES
from innoreg.cli.lazy_group import load_command, unknown_command
from innoreg.cli.manual_pages import TOPICS, drawn_text, list_topics, plain_text, read_page
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _


def help_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("COMMAND|TOPIC"),
            help=N_("a command, or a page of the manual; `topics` lists the pages"),
        ),
    ] = None,
    man: Annotated[
        Path | None,
        typer.Option(
            "--man", metavar=N_("DIR"), help=N_("write man pages there: ~/.local/share/man")
        ),
    ] = None,
) -> None:
    if man is not None:
        from innoreg.cli.man_pages import write_man_pages

        show(write_man_pages(man))
        return
    call = command_context(ctx)
    name, *more = words or [""]
    if not name:
        show(ctx.find_root().get_help())
    elif name == "topics":
        _show_topics(call, more)
    elif name in SUMMARIES:
        show(_command_help(name, more))
        if name in TOPICS and not more:
            show("\n" + _("Its page of the manual: `innoreg help topics {name}`", name=name))
    elif name in TOPICS:
        _show_page(call, name)
    else:
        raise unknown_command(name, [*SUMMARIES, *TOPICS])


def _show_topics(call: CallContext, words: list[str]) -> None:
    if not words:
        wide = max(map(len, TOPICS))
        lines = [f"  {topic:{wide}}  {title}" for topic, title in list_topics()]
        heading, last = _("Pages of the manual"), _("`innoreg help TOPIC` shows one.")
        show("\n".join([heading, *lines, "", last]))
        return
    if words[0] not in TOPICS:
        raise WrongUsage(
            T("the manual has no page “{topic}”", topic=words[0]),
            T("`innoreg help topics` lists them"),
        )
    _show_page(call, words[0])


def _show_page(call: CallContext, topic: str) -> None:
    page = read_page(topic)
    if not call.is_on_terminal:
        show(plain_text(page))
        return
    from rich.markdown import Markdown

    call.draw(Markdown(drawn_text(page), code_theme="bw", hyperlinks=False))


def _command_help(name: str, more: list[str]) -> str:
    command: Any = load_command(name)
    path = f"innoreg {name}"
    for word in more[:1]:
        several = getattr(command, "commands", {})
        if word not in several:
            raise unknown_command(f"{name} {word}", [f"{name} {each}" for each in several])
        command, path = several[word], f"{path} {word}"
    return str(command.get_help(typer.Context(command, info_name=path)))
