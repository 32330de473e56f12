"""Measures the command on what is many or large, and writes the part of docs/performance.md on it.
BULLETIN is the path of the command."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import inputs  # noqa: E402
import page  # noqa: E402
from measure import taken  # noqa: E402

BATCHES = 1, 100, 500, 5_000
ROWS = 500, 5_000, 50_000
# Sections whose bulletins have about 6, 93, 912 and 1,000 pages.
SECTIONS = 8, 271, 2_726, 2_990


def rendered(command, files, to, out):
    """Renders files into a folder; what that took. Fails where a file fails."""
    run = taken((command, "render", "--to", to, "--out", out, *files))
    if run.code:
        sys.exit(f"ended with {run.code}: {run.said[-600:]}")
    return run


def pages(pdf):
    said = subprocess.run(("pdfinfo", pdf), capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", said)[1])


def batch(command, count, folder):
    """A row of the table of batches."""
    files = [inputs.write(inputs.other(n), folder / f"{n:05}.json") for n in range(count)]
    run = rendered(command, files, "docx,pdf", folder / "out")
    assert len(list((folder / "out").iterdir())) == 2 * count
    each = 1000 * run.seconds / count
    return [f"{count:,}", f"{run.megabytes:.0f}", f"{each:.0f}", f"{count / run.passed:.0f}"]


def alone(command, bulletin, to, folder):
    """What one bulletin took, with the file that was made of it."""
    file = inputs.write(bulletin, folder / "one.json")
    run = rendered(command, [file], to, folder / to)
    made = folder / to / f"one.{to}"
    return run, made, made.stat().st_size / 1e6


def large(command, bulletin, name, folder):
    """A row of the table of large bulletins; the name is made of the count of pages."""
    pdf, made, size = alone(command, bulletin, "pdf", folder)
    docx, _, docx_size = alone(command, bulletin, "docx", folder)
    row = [name(pages(made))]
    for run, megabytes in ((pdf, size), (docx, docx_size)):
        row += [f"{run.megabytes:.0f}", f"{run.seconds:.2f}", f"{megabytes:.2f}"]
    return row


def measured(how, command, sizes, *more):
    """Rows of a table, one a size, each in a folder of its own."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(how(command, size, *more, Path(folder)))
            print(*rows[-1], sep="\t", flush=True)
    return rows


def main():
    command = os.environ["BULLETIN"]
    batches = measured(batch, command, BATCHES)
    tables = measured(
        lambda command, rows, folder: large(
            command, inputs.table(rows), lambda count: f"{rows:,} rows, {count:,} pages", folder
        ), command, ROWS,
    )
    longer = measured(
        lambda command, sections, folder: large(
            command, inputs.long(sections), lambda count: f"{count:,} pages", folder
        ), command, SECTIONS,
    )
    heads = ["", "PDF: peak MB", "CPU s", "file MB", "DOCX: peak MB", "CPU s", "file MB"]
    batch_heads = ["bulletins in one call", "peak MB", "CPU ms each", "a second, all cores"]
    page.replace("batches", f"{page.table(batch_heads, batches)}\n\n{page.conditions(command)}")
    page.replace("large", f"{page.table(heads, tables + longer)}\n\n{page.conditions(command)}")


if __name__ == "__main__":
    main()
