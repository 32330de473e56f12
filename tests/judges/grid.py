"""The grids of tables as three others read them: python-docx and LibreOffice the DOCX, pikepdf the
tags of the PDF. A table is the list of its cells: row, column, how many rows and columns it covers;
those without a head (the imprint, the frame of a picture) are left out."""
import xml.etree.ElementTree as tree

import docx
import docx.table
import pikepdf
from docx.oxml.ns import qn

from tools import Dissatisfied

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def of_docx(file):
    """As python-docx reads them."""
    tables = []
    document = docx.Document(str(file))
    # Tables beside each other stand in the cells of one without a head.
    for element in document.element.body.iter(qn("w:tbl")):
        table = docx.table.Table(element, document)
        if table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            continue
        places = {}
        for row in range(len(table.rows)):
            for column in range(len(table.columns)):
                cell = table.cell(row, column)._tc
                places.setdefault(cell, []).append((row, column))
        tables.append(sorted(area(cells) for cells in places.values()))
    return tables


def area(places):
    """The rectangle that a cell covers."""
    rows, columns = ({place[way] for place in places} for way in (0, 1))
    if len(places) != len(rows) * len(columns):
        raise Dissatisfied(f"a cell that is no rectangle: {places}")
    return min(rows), min(columns), len(rows), len(columns)


def of_fodt(file):
    """As LibreOffice reads the DOCX."""
    tables = []
    root = tree.parse(file)
    # The numbers of a chart are a table within it, which is no table of the text.
    of_charts = {table for chart in root.iter(f"{OFFICE}chart") for table in chart.iter(f"{TABLE}table")}
    for table in root.iter(f"{TABLE}table"):
        if table in of_charts or table.find(f"{TABLE}table-header-rows") is None:
            continue
        cells = []
        for row, line in enumerate(table.iter(f"{TABLE}table-row")):
            column = 0
            for cell in line:
                count = int(cell.get(f"{TABLE}number-columns-repeated", 1))
                if cell.tag == f"{TABLE}table-cell":
                    spans = (int(cell.get(f"{TABLE}number-{way}-spanned", 1)) for way in ("rows", "columns"))
                    cells.append((row, column, *spans))
                column += count
        tables.append(sorted(cells))
    return tables


def of_pdf(file):
    """As the tags of the PDF say."""
    tables = []

    def attribute(cell, name):
        owners = cell.get("/A", [])
        owners = owners if isinstance(owners, pikepdf.Array) else [owners]
        return next((int(owner[name]) for owner in owners if name in owner), 1)

    def kids(element):
        below = element.get("/K", [])
        below = below if isinstance(below, pikepdf.Array) else [below]
        return [kid for kid in below if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]

    def rows(element):
        for kid in kids(element):
            if kid["/S"] == "/TR":
                yield kid
            else:
                yield from rows(kid)

    def walk(element):
        for kid in kids(element):
            if kid["/S"] != "/Table":
                walk(kid)
            elif any(part["/S"] == "/THead" for part in kids(kid)):
                tables.append(placed(list(rows(kid))))

    def placed(lines):
        taken, cells = set(), []
        for row, line in enumerate(lines):
            column = 0
            for cell in kids(line):
                while (row, column) in taken:
                    column += 1
                spans = attribute(cell, "/RowSpan"), attribute(cell, "/ColSpan")
                cells.append((row, column, *spans))
                taken |= {
                    (row + down, column + across)
                    for down in range(spans[0])
                    for across in range(spans[1])
                }
        return sorted(cells)

    with pikepdf.open(file) as pdf:
        walk(pdf.Root["/StructTreeRoot"])
    return tables


def same(one, other, who):
    """Dissatisfied where two readers see other cells."""
    if len(one) != len(other):
        raise Dissatisfied(f"{len(one)} tables, {who} {len(other)}")
    for number, (mine, yours) in enumerate(zip(one, other), 1):
        if mine != yours:
            only = sorted(set(mine) ^ set(yours))[:4]
            raise Dissatisfied(f"table {number}: {who} other cells: {only}")
