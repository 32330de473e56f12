"""Runs the command on each case in a folder of its own, and fails where it says something else than is
expected or takes 100 MB or more at its peak; for the longest table 300 MB."""
import json
import os
import struct
import sys
import tempfile
import zlib
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "benches"))

import inputs  # noqa: E402
from measure import taken  # noqa: E402

MOST = 100  # MB


def png(width, height, color, depth):
    """A PNG file whose samples are all zero."""
    samples = {0: 1, 2: 3}[color]
    row = bytes(1 + (width * samples * depth + 7) // 8)
    deflate = zlib.compressobj(9)
    data = b"".join(deflate.compress(row) for _ in range(height)) + deflate.flush()

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def bulletin(**fields):
    return {"masthead": {"title": "工作快报", "issue": {"number": 3}}, **fields}


def one_megabyte(block):
    """A bulletin in JSON of a megabyte of such blocks."""
    count = 1_000_000 // (len(json.dumps(block, ensure_ascii=False).encode()) + len(", "))
    return json.dumps(bulletin(body=[block] * count), ensure_ascii=False)


def figures(*names):
    return json.dumps(bulletin(body=[{"figure": {"file": name, "alt": "图"}} for name in names]))


TITLE = "masthead: {title: 工作快报}\n"
# Each case: its files, the arguments, the exit code, and words that are said.
CASES = {
    "1 MB of paragraphs": ({"a.json": one_megabyte("各窗口运行平稳，办件质量稳中有升。")}, ["next", "a.json"], 0, ""),
    "1 MB of words": ({"a.json": one_megabyte("甲")}, ["next", "a.json"], 0, ""),
    "1 MB of tables": (
        {"a.json": one_megabyte({"table": {"columns": ["a", "b"], "rows": [["甲", 1]] * 9}})},
        ["next", "a.json"], 0, "",
    ),
    "a picture of 22,000 × 22,000": (
        {"a.json": figures("a.png"), "a.png": png(22_000, 22_000, 0, 1)},
        ["render", "a.json"], 2, "limit.exceeded",
    ),
    "a picture of 11,000 × 9,000 in RGB": (
        {"a.json": figures("a.png"), "a.png": png(11_000, 9_000, 2, 8)}, ["render", "a.json"], 0, "",
    ),
    "four of them": (
        {"a.json": figures("a.png", "b.png", "c.png", "d.png"),
         **{f"{name}.png": png(11_000, 8_999 + at, 2, 8) for at, name in enumerate("abcd")}},
        ["render", "a.json"], 0, "",
    ),
    "a picture of 8 MB named twenty times": (
        {"a.json": figures(*["a.png"] * 20), "a.png": png(3_000, 2_000, 2, 8) + os.urandom(8 << 20)},
        ["render", "a.json"], 0, "",
    ),
    "sections by alias": (
        {"a.yaml": TITLE + "sections:\n- &s {heading: 甲, blocks: [" + "甲乙丙丁, " * 100 + "]}\n" + "- *s\n" * 9_999},
        ["render", "a.yaml"], 2, "notation.repeated",
    ),
    "blocks by alias": (
        {"a.yaml": TITLE + "body: &b [" + "甲, " * 10_000 + "]\nsections:\n" + "- {heading: 甲, blocks: *b}\n" * 200},
        ["render", "a.yaml"], 2, "notation.repeated",
    ),
    "a paragraph by alias": (
        {"a.yaml": TITLE + "body:\n- &p " + "甲" * 1_000 + "\n" + "- *p\n" * 100_000},
        ["render", "a.yaml"], 2, "notation.repeated",
    ),
    "brackets without end": ({"a.yaml": "[" * 200_000}, ["render", "a.yaml"], 2, "notation.depth"),
    "a batch of 2,000": (
        {f"{number:04}.txt": f"工作快报\n第{number + 1}期\n\n某市政务服务中心   2025年5月16日\n\n一、情况\n各窗口运行平稳。\n"
         for number in range(2_000)},
        ["render", "--to", "docx,pdf", *(f"{number:04}.txt" for number in range(2_000))], 0, "",
    ),
}
# Bulletins of many pages, each with the most MB for its PDF.
LARGE = {
    "a table of 50,000 rows": (lambda: inputs.table(50_000), 300),
    "1,000 pages of text": (lambda: inputs.long(2_990), MOST),
}


def cases():
    """Every case, with the most MB that it may take."""
    for name, case in CASES.items():
        yield name, *case, MOST
    for name, (make, most) in LARGE.items():
        file = json.dumps(make(), ensure_ascii=False)
        yield name, {"a.json": file}, ["render", "--to", "pdf", "a.json"], 0, "", most


def peak(program, files, arguments):
    """The exit code, what was said, and the peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            Path(folder, name).write_bytes(data)
        run = taken((program, *arguments), cwd=folder)
        return run.code, run.said, run.megabytes


def self_test():
    """What takes much is seen to take much, though this program takes little."""
    code, _, megabytes = peak(sys.executable, {}, ["-c", "print(len(b'x' * 150_000_000))"])
    assert code == 0 and megabytes > 140, megabytes


def main(program):
    self_test()
    program = str(Path(program).resolve())
    wrong = 0
    for name, files, arguments, code, words, most in cases():
        got, said, megabytes = peak(program, files, arguments)
        is_right = got == code and words in said and megabytes < most
        wrong += not is_right
        print(f"{megabytes:7.1f} MB  {name}{'' if is_right else f'  WRONG: exit {got}, {said[:300]}'}")
    if wrong:
        sys.exit(f"{wrong} of {len(CASES) + len(LARGE)} are wrong")


if __name__ == "__main__":
    main(sys.argv[1])
