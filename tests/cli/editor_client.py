"""A client of a language server over stdio, as an editor is one."""

import json
import subprocess
from pathlib import Path
from typing import Any


class EditorClient:
    """An editor whose open folder is `root`, with the settings of VS Code that lie there."""

    def __init__(self, command: list[str], root: Path) -> None:
        text = (root / ".vscode/settings.json").read_text(encoding="utf-8")
        self._schemas = json.loads(text)["yaml.schemas"]
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._last = 0
        self._server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        folder = {"uri": root.as_uri(), "name": root.name}
        able = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
        }
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [folder],
                "capabilities": able,
            },
        )
        self._tell("initialized", {})

    def __enter__(self) -> "EditorClient":
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.kill()
        self._server.communicate()

    def open_file(self, path: Path, text: str) -> str:
        """Open a file that holds this text, and wait for what is underlined in it; its address."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self.diagnostics:
            self._take(self._read())
        return uri

    def ask_at(self, method: str, uri: str, text: str, words: str) -> Any:
        """Ask about the place right behind `words` in the text."""
        before = text[: text.index(words) + len(words)]
        line = before.count("\n")
        place = {"line": line, "character": len(before.rpartition("\n")[2])}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": place})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Ask, and answer what the server asks meanwhile; the result."""
        self._last += 1
        asked = self._last
        self._send({"id": asked, "method": method, "params": params})
        while True:
            said = self._read()
            if said.get("id") == asked and "method" not in said:
                return said.get("result")
            self._take(said)

    def _take(self, said: dict[str, Any]) -> None:
        if said.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[said["params"]["uri"]] = said["params"]["diagnostics"]
        elif "id" in said:
            result = None
            if said["method"] == "workspace/configuration":
                result = [self._setting(one["section"]) for one in said["params"]["items"]]
            self._send({"id": said["id"], "result": result})

    def _setting(self, section: str) -> dict[str, Any]:
        if section != "yaml":
            return {}
        # The store of public schemas would be asked for over the network.
        store = {"enable": False}
        return {
            "schemas": self._schemas, "schemaStore": store,
            "completion": True, "hover": True, "validate": True,
        }  # fmt: skip

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._server.stdout
        length = 0
        while (line := self._server.stdout.readline()).strip():
            name, _colon, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert line, "the language server has ended"
        found: dict[str, Any] = json.loads(self._server.stdout.read(length))
        return found
