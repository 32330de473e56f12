"""The structure of a PDF as poppler reads it out: which words are of which element, in which order, what
is in what, and which leads somewhere. What is expected of some documents stands in structure/*.txt;
BLESS=1 writes it anew: look at the difference.

usage: structure.py FILE...    judges the PDF files that something is expected of"""
import os
import pathlib
import re
import sys

from tools import Dissatisfied, run

EXPECTED = pathlib.Path(__file__).parent / "structure"


def of_pdf(file):
    """The structure in lines. The numbers of objects may change when anything in a file does."""
    out = run("pdfinfo", "-struct-text", "-enc", "UTF-8", file)
    return re.sub(r"^( *)Object \d+ \d+$", r"\1Object", out, flags=re.MULTILINE)


def is_expected(file):
    """Whether something is expected of a document of this name."""
    return (EXPECTED / f"{file.stem}.txt").exists()


def compare(expected, actual):
    """Dissatisfied at the first line that is another one."""
    expected, actual = expected.splitlines(), actual.splitlines()
    for number, (wanted, found) in enumerate(zip(expected, actual), 1):
        if wanted != found:
            raise Dissatisfied(f"line {number}: “{found.strip()[:60]}” in place of “{wanted.strip()[:60]}”")
    if len(expected) != len(actual):
        raise Dissatisfied(f"{len(actual)} lines in place of {len(expected)}")


def judge(file):
    """The structure is the one that is expected."""
    golden = EXPECTED / f"{file.stem}.txt"
    actual = of_pdf(file)
    if os.environ.get("BLESS"):
        golden.write_text(actual, encoding="utf-8")
    compare(golden.read_text(encoding="utf-8"), actual)


if __name__ == "__main__":
    files = [file for file in map(pathlib.Path, sys.argv[1:]) if is_expected(file)]
    for file in files:
        judge(file)
    print(f"the structure of {len(files)} documents is as expected")
