"""Makes the weekly example by rdocx, which reads HTML: one edit of a document takes it 0.1 s.

usage: by_rdocx.py HTML FILE [FACES...]    FACES: folders of faces, for a PDF"""
import sys
from pathlib import Path

from rdocx import Document

content, file, *faces = sys.argv[1:]
document, _ = Document.from_html(Path(content).read_text())
if file.endswith(".pdf"):
    Path(file).write_bytes(document.to_pdf(font_dirs=faces))
else:
    document.save(file)
