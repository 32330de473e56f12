"""The parts of docs/performance.md that are measured, each between two marks."""
import datetime
import os
import platform
import re
import subprocess
from pathlib import Path

from measure import build

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"


def replace(part, text, file=PAGE):
    """Puts a text between the marks of a part of a file."""
    begin, end = f"<!-- {part} -->", f"<!-- end of {part} -->"
    page = file.read_text()
    pattern = re.escape(begin) + r".*?" + re.escape(end)
    page, count = re.subn(pattern, lambda _: f"{begin}\n\n{text.strip()}\n\n{end}", page, flags=re.S)
    assert count == 1, f"{file.name} has the marks of {part} {count} times"
    file.write_text(page)


def table(heads, rows):
    """A table in Markdown."""
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def conditions(command=None):
    """Where and when: the machine, its load, the day; and which build of the command."""
    of_build = f"The command with {build(command)}; " if command else ""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    cpu = cpu[1] if cpu else platform.machine()
    rustc = subprocess.run(("rustc", "--version"), capture_output=True, text=True).stdout.split()[1]
    return (
        f"{of_build}{datetime.date.today()}, {os.cpu_count()} cores of {cpu}, Linux {platform.release().split('-')[0]},"
        f" rustc {rustc}; load {os.getloadavg()[0]:.0f}."
    )
