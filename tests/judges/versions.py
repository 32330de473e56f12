"""The Open XML SDK of several years looks at every DOCX: what it accepts, Word of that year opens.

usage: versions.py FOLDER...    prints what is wrong, then the count"""
import json
import pathlib
import sys
from concurrent.futures import ThreadPoolExecutor

from tools import CACHE, Dissatisfied, run

VERSIONS = ["Office2013", "Office2019", "Microsoft365"]
VALIDATOR = CACHE / "node_modules/.bin/ooxml-validator"


def validate(file, version=None):
    """Dissatisfied with a file that does not keep the schema of this version, or of the newest."""
    of_version = () if version is None else ("--officeVersion", version)
    said = json.loads(run(VALIDATOR, file, *of_version, codes=(0, 1)))
    if not said["ok"] or said["errors"]:
        first = json.dumps(said["errors"][:1], ensure_ascii=False)
        raise Dissatisfied(f"{len(said['errors'])} errors, the first {first[:400]}")


def verdict(case):
    file, version = case
    try:
        validate(file, version)
        return None
    except Dissatisfied as said:
        return f"FAIL  {version:12} {file.name}: {said}"


def main(folders):
    files = sorted(path for folder in folders for path in pathlib.Path(folder).glob("*.docx"))
    if not files:
        sys.exit("there is nothing to validate in " + ", ".join(folders))
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(verdict, [(file, version) for file in files for version in VERSIONS]))
    wrong = [one for one in said if one]
    print("\n".join([*wrong, f"{len(said) - len(wrong)} passed, {len(wrong)} failed (Open XML SDK, {len(files)} files)"]))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
