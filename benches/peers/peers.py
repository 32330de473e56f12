"""Has this project and others make examples/weekly.toml in turns, and writes the part of
docs/performance.md on it. BULLETIN is the path of the command."""
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import content

HERE, ROOT = content.HERE, content.ROOT
# fonts_conf: LibreOffice with our faces, as the judges have it.
sys.path.append(str(ROOT / "tests" / "judges"))

import page  # noqa: E402
from inputs import WEEKLY  # noqa: E402
from measure import instructions, taken  # noqa: E402
from tools import embedded_faces, fonts_conf  # noqa: E402

ROUNDS = 9
FACES = ROOT / "assets" / "fonts"
MODULE = HERE / ".cache" / "node_modules" / "docx"


@dataclass
class Maker:
    """One who makes the bulletin: the command, the files it makes, and what its runs took."""

    name: str
    command: list
    files: list
    beside: str = ""  # which run of ours it is compared with
    is_counted: bool = False
    settings: dict = field(default_factory=dict)
    runs: list = field(default_factory=list)

    def run(self):
        for file in self.files:
            file.unlink(missing_ok=True)
        run = taken(self.command, **self.settings)
        if run.code or not all(file.exists() for file in self.files):
            sys.exit(f"{self.name} ended with {run.code}: {run.said[-600:]}")
        self.runs.append(run)

    def milliseconds(self):
        return 1000 * median(run.seconds for run in self.runs)

    def ratio(self, other):
        """How many times the time of another, the median of the rounds."""
        return median(own.seconds / its.seconds for own, its in zip(self.runs, other.runs))

    def megabytes(self):
        return max(run.megabytes for run in self.runs)

    def kilobytes(self):
        return " + ".join(f"{file.stat().st_size / 1000:.0f}" for file in self.files) or "–"


def version(package):
    return importlib.metadata.version(package)


def node_version():
    return json.loads((MODULE / "package.json").read_text())["version"]


def makers(folder):
    """Everybody, ours first; the inputs lie in the folder."""
    made = content.content()
    source, page_file = folder / "content.json", folder / "content.html"
    source.write_text(json.dumps(made, ensure_ascii=False))
    page_file.write_text(content.as_html(made))
    shutil.copy(HERE / "bulletin.typ", folder)
    python, command = sys.executable, os.environ["BULLETIN"]

    def ours(name, to):
        out = folder / to.replace(",", "-")
        files = [out / f"weekly.{ending}" for ending in to.split(",")]
        return Maker(name, [command, "render", "--force", "--to", to, "--out", out, WEEKLY], files, is_counted=True)

    def other(name, words, file, beside, **more):
        return Maker(name, words, [folder / file] if file else [], beside, **more)

    office = subprocess.run(("soffice", "--version"), capture_output=True, text=True).stdout.split()[1]
    of_ours = folder / "docx" / "weekly.docx"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    with_faces = {"env": dict(os.environ, FONTCONFIG_FILE=str(fonts_conf(folder)))}
    conversion = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, of_ours]
    faces = sorted({face.parent for face in embedded_faces()})
    return [
        ours("**ours, DOCX and PDF**", "docx,pdf"),
        ours("**ours, PDF**", "pdf"),
        ours("**ours, DOCX**", "docx"),
        other(f"Typst {version('typst')} (PyPI), PDF",
              [python, HERE / "by_typst.py", folder / "bulletin.typ", folder / "typst.pdf", FACES],
              "typst.pdf", "pdf", is_counted=True),
        other("Python with Typst loaded, nothing made", [python, HERE / "by_typst.py"], None, "pdf", is_counted=True),
        other(f"rdocx {version('rdocx')} (PyPI), PDF, from HTML",
              [python, HERE / "by_rdocx.py", page_file, folder / "rdocx.pdf", *faces], "rdocx.pdf", "pdf"),
        other(f"WeasyPrint {version('weasyprint')}, PDF, from HTML",
              [python, "-m", "weasyprint", "-q", page_file, folder / "weasyprint.pdf"], "weasyprint.pdf", "pdf"),
        other(f"LibreOffice {office}, PDF, from our DOCX", conversion, "weekly.pdf", "pdf", settings=with_faces),
        other(f"rdocx {version('rdocx')} (PyPI), DOCX, from HTML",
              [python, HERE / "by_rdocx.py", page_file, folder / "rdocx.docx"], "rdocx.docx", "docx"),
        other(f"python-docx {version('python-docx')}, DOCX",
              [python, HERE / "by_docx.py", source, folder / "python.docx"], "python.docx", "docx"),
        other(f"docx {node_version()} (npm), DOCX",
              ["node", HERE / "by_docx.mjs", MODULE / "dist/index.mjs", source, folder / "node.docx"],
              "node.docx", "docx"),
    ]


def text(file):
    """The text of a file without white space."""
    if file.suffix == ".pdf":
        words = subprocess.run(("pdftotext", "-raw", file, "-"), capture_output=True, check=True).stdout.decode()
    else:
        with zipfile.ZipFile(file) as package:
            words = re.sub(r"<[^>]*>", "", package.read("word/document.xml").decode())
    return re.sub(r"\s", "", words)


def lacking(maker):
    """The texts of the bulletin that a file of a maker does not have."""
    every = content.words(content.content())
    return [(file.name, words) for file in maker.files for words in every if words not in text(file)]


def rows(everybody, counts):
    by = {maker.command[4]: maker for maker in everybody[:3]}
    both = by["docx,pdf"]
    found = []
    for maker in everybody:
        against = by.get(maker.beside)
        found.append([
            maker.name, f"{maker.milliseconds():.0f}",
            f"{maker.ratio(against):.1f}" if against else "",
            f"{maker.ratio(both):.1f}" if against else "",
            f"{maker.megabytes():.0f}", maker.kilobytes(),
            f"{counts[maker.name] / 1e6:.0f}" if maker.name in counts else "",
        ])
    return found


# What the READMEs say of a run, in the order of the makers that stand in it.
IN_READMES = {
    "README.md": (
        "Beside others, in one run, in processor time of whole programs ([docs/performance.md](docs/performance.md) has all and"
        " what large documents and batches take): both files of `weekly` take {} ms. The PDF alone takes Typst {}"
        " times as long, WeasyPrint {}, LibreOffice, which makes it of our DOCX, {}; the DOCX alone takes"
        " python-docx {} times as long, docx (npm) {}."
    ),
    "README.zh.md": (
        "与其他工具在同一次实测中比较（整个程序的处理器时间，全部数据及大文件、批量的数据见"
        "[docs/performance.md](docs/performance.md)）：`weekly` 的两个文件共 {} 毫秒；只生成 PDF，Typst 用时是其 {} 倍，"
        "WeasyPrint {} 倍，LibreOffice（转换我们的 DOCX）{} 倍；只生成 DOCX，python-docx {} 倍，docx（npm）{} 倍。"
    ),
}


def write_readmes(everybody):
    """Writes the figures of the READMEs: how many times the time of our both files."""
    ours = everybody[0]
    times = [
        f"{next(maker for maker in everybody if maker.name.startswith(name)).ratio(ours):.1f}"
        for name in ("Typst", "WeasyPrint", "LibreOffice", "python-docx", "docx")
    ]
    for file, sentence in IN_READMES.items():
        page.replace("figures", sentence.format(f"{ours.milliseconds():.0f}", *times), ROOT / file)


def main():
    with tempfile.TemporaryDirectory() as folder:
        everybody = makers(Path(folder))
        # The first round is not counted: it fills caches, and LibreOffice makes its profile.
        for number in range(ROUNDS + 1):
            for maker in everybody:
                maker.run()
                if number == 0:
                    assert not lacking(maker), (maker.name, lacking(maker)[:3])
                    maker.runs.clear()
            print(f"round {number} of {ROUNDS}", *(f"{maker.milliseconds():.0f}" for maker in everybody if maker.runs), flush=True)
        counts = {
            maker.name: instructions(maker.command, **maker.settings) for maker in everybody if maker.is_counted
        }
        heads = ["", "CPU ms", "× ours, the same file", "× ours, both files", "peak MB", "file kB", "million instructions"]
        made = page.table(heads, rows(everybody, counts))
        said = page.conditions(os.environ["BULLETIN"])
        page.replace("peers", f"{made}\n\n{said} Medians of {ROUNDS} rounds; peak: the most of them.")
        write_readmes(everybody)
        print(made)


if __name__ == "__main__":
    main()
