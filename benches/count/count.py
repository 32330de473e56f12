"""Counts the instructions of whole runs of the command, from its start to the last file written.

usage: count.py [--bless | --write | FILE...]    BULLETIN is the path of the command, EXAMPLE that of the
library's example weekly; see `run`"""
import json
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import inputs  # noqa: E402
import page  # noqa: E402
from measure import build, instructions  # noqa: E402

BOUNDS = HERE / "bounds.json"
ROOM = 1.1
BOTH, PDF, DOCX = "docx,pdf", "pdf", "docx"
MILLION = 1_000_000


def rendered(command, files, to):
    """The instructions of rendering files, in millions."""
    with tempfile.TemporaryDirectory() as out:
        return instructions((command, "render", "--to", to, "--out", out, *files)) / MILLION


def batch(command, count):
    """The instructions of a batch of so many different bulletins, both files of each, in millions."""
    with tempfile.TemporaryDirectory() as folder:
        files = [inputs.write(inputs.other(n), Path(folder, f"{n:03}.json")) for n in range(count)]
        return rendered(command, files, BOTH)


def example(program):
    """The instructions of the library's example `weekly`, which makes both files, in millions."""
    with tempfile.TemporaryDirectory() as out:
        return instructions((program, out)) / MILLION


def table(command, rows):
    """The instructions of the PDF of a table, in millions."""
    with tempfile.TemporaryDirectory() as folder:
        return rendered(command, [inputs.write(inputs.table(rows), Path(folder, "table.json"))], PDF)


# What is counted: in words, each with how.
COUNTED = {
    "weekly, DOCX and PDF": lambda command: rendered(command, [inputs.WEEKLY], BOTH),
    "weekly, PDF": lambda command: rendered(command, [inputs.WEEKLY], PDF),
    "weekly, DOCX": lambda command: rendered(command, [inputs.WEEKLY], DOCX),
    "weekly, parsed": lambda command: instructions((command, "parse", inputs.WEEKLY)) / MILLION,
    "batch of 1": lambda command: batch(command, 1),
    "batch of 6": lambda command: batch(command, 6),
    "table of 500 rows": lambda command: table(command, 500),
    "table of 5,000 rows": lambda command: table(command, 5_000),
}
# The example is built as who takes the library with its default features has it, in pure Rust, whichever
# way the command is built.
OF_EXAMPLE = "the library's example, pure Rust"
WHAT_EXAMPLE_MAKES = "weekly, DOCX and PDF"
# Beyond what is held to bounds.
COUNTED_FOR_THE_PAGE = {"batch of 100": lambda command: batch(command, 100)}


def counted(command, what=COUNTED):
    """Every count, in millions."""
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(what, pool.map(lambda how: how(command), what.values())))


def held(counts):
    """What is held to bounds: the weekly as counted, the others by how they grow."""
    figures = {name: count for name, count in counts.items() if name.startswith("weekly")}
    figures["batch of 6 / batch of 1"] = counts["batch of 6"] / counts["batch of 1"]
    figures["5,000 rows / 500 rows"] = counts["table of 5,000 rows"] / counts["table of 500 rows"]
    return figures


def exceeded(figures, bounds):
    """The names of the figures that are over their bound or have none, and of bounds without a figure."""
    over = [name for name, figure in figures.items() if figure > bounds.get(name, 0)]
    return over + [name for name in bounds if name not in figures]


def all_exceeded(figures, bounds):
    """The same of several builds: what is over or lacks its bound, with its build."""
    return [f"{name} ({which})" for which, own in figures.items() for name in exceeded(own, bounds.get(which, {}))]


def self_test():
    """What is too much is seen, and the same is counted twice."""
    assert exceeded({"a": 1.0, "b": 3.0}, {"a": 1.0, "b": 2.9}) == ["b"]
    assert exceeded({"a": 1.0}, {}) == ["a"] and exceeded({}, {"a": 1.0}) == ["a"]
    two, both = {"a": {"x": 1.0}, "b": {"x": 3.0}}, {"a": {"x": 1.0}, "b": {"x": 2.9}}
    assert all_exceeded(two, both) == ["x (b)"] and all_exceeded(two, {"a": {"x": 1.0}}) == ["x (b)"]
    assert all_exceeded({"a": {"x": 1.0}}, both) == []
    counts = {"weekly, PDF": 7, "batch of 1": 2, "batch of 6": 8}
    counts |= {"table of 500 rows": 3, "table of 5,000 rows": 27}
    assert list(held(counts).values()) == [7, 4, 9]
    few, many = (instructions((sys.executable, "-S", "-c", f"sum(range({n}))")) for n in (10, 1_000_000))
    assert many > few + MILLION, (few, many)
    assert inputs.other(3) == inputs.other(3) != inputs.other(4)


def count_files(command, files):
    for file in map(Path, files):
        for to in (BOTH, PDF, DOCX):
            print(f"{rendered(command, [file], to):10.1f} million  {file.name}, {to.replace(',', ' and ')}")


def write_page(command):
    """Writes the part of docs/performance.md on instructions."""
    commands = [command, *filter(None, [os.environ.get("BULLETIN_PURE")])]
    builds = [counted(program, COUNTED | COUNTED_FOR_THE_PAGE) for program in commands]
    for counts in builds:
        counts["**a bulletin in a batch of 100**"] = counts["batch of 100"] / 100
    rows = [[name, *(f"{counts[name]:,.1f}" for counts in builds)] for name in builds[0]]
    text = page.table(["millions of instructions", *map(build, commands)], rows)
    page.replace("counts", f"{text}\n\n{page.conditions()}")


def main(arguments):
    command = os.environ["BULLETIN"]
    if arguments and not arguments[0].startswith("--"):
        return count_files(command, arguments)
    self_test()
    if arguments == ["--write"]:
        return write_page(command)
    program = os.environ["EXAMPLE"]
    if build(program) != "pure Rust":
        sys.exit(f"{program} deflates with {build(program)}: the library's own way is no longer held")
    counts = counted(command)
    for name, count in counts.items():
        print(f"{count:10.1f} million  {name}")
    figures = {build(command): held(counts), OF_EXAMPLE: {WHAT_EXAMPLE_MAKES: example(program)}}
    bounds = json.loads(BOUNDS.read_text()) if BOUNDS.exists() else {}
    if arguments == ["--bless"]:
        for which, own in figures.items():
            bounds[which] = {name: round(figure * ROOM, 2) for name, figure in own.items()}
        BOUNDS.write_text(json.dumps(bounds, indent=2, ensure_ascii=False) + "\n")
    for which, own in figures.items():
        print(which)
        for name, figure in own.items():
            bound = bounds.get(which, {}).get(name, 0)
            print(f"{figure:10.2f} of at most {bound:8.2f}  {name}{'  TOO MUCH' if figure > bound else ''}")
    over = all_exceeded(figures, bounds)
    if over:
        sys.exit("more than bounds.json has, or not in it: " + "; ".join(over))


if __name__ == "__main__":
    main(sys.argv[1:])
