"""What pdf.js and pypdf read of a PDF, as they give it."""
import functools
import json

import pypdf

from tools import HERE, run


@functools.lru_cache(maxsize=4)
def by_pdfjs(file):
    """What pdf.js reads of a file."""
    return json.loads(run("node", HERE / "pdfjs.mjs", file).splitlines()[-1])


@functools.lru_cache(maxsize=4)
def by_pypdf(file):
    return pypdf.PdfReader(str(file))


def lines(file, reader):
    """The lines of each page."""
    if reader == "pdf.js":
        return [page["lines"] for page in by_pdfjs(file)["pages"]]
    return [page.extract_text().splitlines() for page in by_pypdf(file).pages]
