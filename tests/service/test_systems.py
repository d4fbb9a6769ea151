"""What is shipped opens on Windows too: what that system lacks is asked for in two rooms alone."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHIPPED = ("models", "pools", "tabular", "scenarios", "solver", "service")
LACKING = {
    "fcntl", "grp", "pwd", "resource", "termios",
    "os.fork", "os.getloadavg", "os.getpriority", "os.killpg", "os.nice", "os.setsid", "os.uname",
    "signal.SIGALRM", "signal.SIGHUP", "signal.SIGKILL", "signal.SIGUSR1", "time.tzset",
}  # fmt: skip
ROOMS = {Path("service/workshop/system.py"), Path("service/store/servers.py")}


def _named(tree: ast.AST) -> set[str]:
    """Return the modules that are imported, and the attributes of modules that are named."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{node.value.id}.{node.attr}")
    return found


def test_what_windows_lacks_is_named_in_two_rooms_that_ask_which_system_it_is() -> None:
    """`mypy --platform win32` says the same in a minute."""
    named = {
        path.relative_to(ROOT): _named(ast.parse(path.read_text(encoding="utf-8"))) & LACKING
        for folder in SHIPPED
        for path in sorted((ROOT / folder).rglob("*.py"))
    }
    assert {path for path, lacking in named.items() if lacking} == ROOMS
    for room in ROOMS:
        assert 'sys.platform == "win32"' in (ROOT / room).read_text(encoding="utf-8")
