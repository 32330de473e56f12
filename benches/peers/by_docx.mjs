// Makes the weekly example by docx (npm). usage: by_docx.mjs LIBRARY CONTENT FILE
import { readFileSync, writeFileSync } from "node:fs";

const [library, contentPath, file] = process.argv.slice(2);
const d = await import(library);
const made = JSON.parse(readFileSync(contentPath, "utf8"));
const mm = (length) => Math.round((length * 1440) / 25.4);

const run = (text, font, size, look = {}) =>
  new d.TextRun({ text, font: { name: font, eastAsia: font }, size: size * 2, ...look });
const say = (runs, font = "Bulletin FangSong", size = 16, { centred, indented = true, pageBreakBefore, ...look } = {}) =>
  new d.Paragraph({
    alignment: centred ? d.AlignmentType.CENTER : d.AlignmentType.BOTH,
    indent: indented && !centred ? { firstLine: size * 40 } : undefined,
    pageBreakBefore,
    children: runs.map(([text, bold]) => run(text, font, size, { bold, ...look })),
  });

const faces = { heading: "Bulletin Hei", subheading: "Bulletin Kai", text: "Bulletin FangSong" };
const { heads, rows, spans } = made.table;
const next = spans[Symbol.iterator]();
const cell = (text, font, rowSpan) =>
  new d.TableCell({ rowSpan, children: [new d.Paragraph({ alignment: d.AlignmentType.CENTER, children: [run(text, font, 14)] })] });
const table = new d.Table({
  width: { size: 100, type: d.WidthType.PERCENTAGE },
  rows: [
    new d.TableRow({ tableHeader: true, children: heads.map((head) => cell(head, "Bulletin Hei")) }),
    ...rows.map(([first, ...others]) => new d.TableRow({
      children: [
        ...(first ? [cell(first, "Bulletin FangSong", next.next().value)] : []),
        ...others.map((text) => cell(text, "Bulletin FangSong")),
      ],
    })),
  ],
});

const document = new d.Document({
  sections: [{
    properties: { page: {
      size: { width: mm(210), height: mm(297) },
      margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) },
    } },
    children: [
      say([[made.title, true]], "Bulletin Song", 48, { centred: true, color: "FF0000" }),
      ...[made.issue, made.period].map((line) => say([[line, false]], undefined, 16, { centred: true })),
      say([[`${made.issuer}\t${made.date}`, false]], undefined, 16, { indented: false }),
      ...made.paragraphs.map((one) => say(one.runs, faces[one.kind])),
      say([[made.appendix.label, false]], "Bulletin Hei", 16, { indented: false, pageBreakBefore: true }),
      say([[made.appendix.title, true]], "Bulletin Song", 22, { centred: true }),
      table,
      ...made.imprint.map((line) => say([[line, false]], undefined, 14)),
    ],
  }],
});
writeFileSync(file, await d.Packer.toBuffer(document));
