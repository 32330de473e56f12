"""What the judges share: the places of things, running a program, LibreOffice with our faces, and
the verdicts."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CACHE = HERE / ".cache"


class Dissatisfied(Exception):
    """What a judge says against a file."""


def expect(holds, said):
    if not holds:
        raise Dissatisfied(said)


def failures(files, judge):
    """Has each file judged, and says what is against it; how many there is something against."""
    failed = 0
    for file in files:
        try:
            judge(file)
        except (Dissatisfied, OSError) as said:
            failed += 1
            print(f"FAIL  {file.name}: {said}")
    return failed


def run(*command, cwd=None, env=None, codes=(0,), timeout=300):
    """Runs a program; its output. Dissatisfied when it ends with another code."""
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=env, timeout=timeout,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    output = done.stdout.decode("utf8", "replace")
    if done.returncode not in codes:
        said = (output + done.stderr.decode("utf8", "replace")).strip()
        raise Dissatisfied(f"{command[0]} ended with {done.returncode}: {said[:600]}")
    return output


# The faces a DOCX asks for, and those of this repository that stand in for them here.
FACES = {
    "方正小标宋简体": ("Bulletin Song", "bold"),
    "仿宋_GB2312": ("Bulletin FangSong", None),
    "黑体": ("Bulletin Hei", None),
    "楷体_GB2312": ("Bulletin Kai", None),
    "宋体": ("Bulletin Song", "regular"),
    "Times New Roman": ("Bulletin Latin", None),
}


def embedded_faces():
    """Every face of this repository, wherever below assets/fonts it stands."""
    return sorted((ROOT / "assets/fonts").rglob("*.[ot]tf"))


def named_faces():
    """The names a DOCX asks for, each with the bytes of the face that stands in for it."""

    def stands_in(family, weight):
        files = embedded_faces()
        named = [file for file in files if file.stem.split("-")[0] == family.replace(" ", "")]
        heavy = [file for file in named if (weight or "") in file.stem.lower()]
        if not heavy:
            raise Dissatisfied(f"no face {family} {weight or ''} below assets/fonts")
        return heavy[0].read_bytes()

    return [(asked, stands_in(*face)) for asked, face in FACES.items()]


def fonts_conf(folder, faces=None):
    """Writes a fontconfig file that knows the faces of this repository alone, or those of another
    folder in their place; its path."""
    faces = [faces] if faces else {face.parent for face in embedded_faces()}
    lines = ['<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>']
    lines += [f"<dir>{path}</dir>" for path in sorted(faces)]
    lines.append(f"<cachedir>{folder}/fontconfig</cachedir>")
    for asked, (family, weight) in FACES.items():
        edit = f'<edit name="family" mode="assign" binding="same"><string>{family}</string></edit>'
        if weight:
            edit += f'<edit name="weight" mode="assign"><const>{weight}</const></edit>'
        test = f'<test name="family"><string>{asked}</string></test>'
        lines.append(f'<match target="pattern">{test}{edit}</match>')
    lines.append("</fontconfig>")
    path = pathlib.Path(folder) / "fonts.conf"
    path.write_text("\n".join(lines), encoding="utf8")
    return path


def libreoffice(files, folder):
    """Converts DOCX files to PDF into a folder; a map from file to PDF, of those that worked.

    By way of LibreOffice's own format: it does not read w:autoSpaceDE and w:autoSpaceDN, and would
    set a quarter of an em between Chinese and Latin where the DOCX says that there is none."""
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    env = dict(os.environ, FONTCONFIG_FILE=str(fonts_conf(folder)))
    out = {}
    with tempfile.TemporaryDirectory() as profile:

        def convert(file, to, into):
            run(
                "soffice", f"-env:UserInstallation=file://{profile}", "--headless",
                "--convert-to", to, "--outdir", into, file, env=env,
            )
            made = into / f"{file.stem}.{to}"
            return made if made.exists() else None

        # Files of one name in several folders: each gets a folder of its own.
        for index, file in enumerate(files):
            into = folder / str(index)
            flat = convert(file, "fodt", into)
            if flat is None:
                continue
            if no_autospace(file):
                text = flat.read_text(encoding="utf8")
                text = re.sub(r'(style:text-autospace)="[^"]*"', r'\1="none"', text)
                flat.write_text(text, encoding="utf8")
            made = convert(flat, "pdf", into)
            if made is not None:
                out[file] = made
    return out


def no_autospace(file):
    """Whether a DOCX says, once and of all, that there is no space between Chinese and Latin."""
    styles = zipfile.ZipFile(file).read("word/styles.xml").decode("utf8")
    said = set(re.findall(r'<w:(autoSpaceD[EN]) w:val="([^"]*)"', styles))
    return said == {("autoSpaceDE", "0"), ("autoSpaceDN", "0")}


def page_count(pdf):
    for line in run("pdfinfo", pdf).splitlines():
        if line.startswith("Pages:"):
            return int(line.split()[1])
    raise Dissatisfied("pdfinfo gives no number of pages")
