// What readers that are not word processors make of a DOCX, as JSON: docx-preview (a page in a browser) and
// mammoth (HTML). usage: node readers.mjs FILE
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

const require = createRequire(path.join(import.meta.dirname, ".cache", "package.json"));
const { JSDOM } = require("jsdom");
const mammoth = require("mammoth");

const bytes = fs.readFileSync(process.argv[2]);
const { window } = new JSDOM("<body></body>");
for (const name of ["window", "document", "Node", "DOMParser", "XMLSerializer", "HTMLElement", "Blob", "FileReader"]) {
    globalThis[name] ??= name === "window" ? window : window[name];
}
globalThis.URL.createObjectURL ??= () => "";
const preview = require("docx-preview");
const page = window.document.createElement("div");
await preview.renderAsync(bytes, page, page, { useBase64URL: true });
const texts = (selector) => [...page.querySelectorAll(selector)].map((node) => node.textContent);

const { value: html } = await mammoth.convertToHtml({ buffer: bytes });
const read = new JSDOM(html).window.document;
const count = (selector) => read.querySelectorAll(selector).length;
console.log(JSON.stringify({
    preview: { text: page.textContent, footers: texts("footer"), tables: page.querySelectorAll("table").length },
    mammoth: {
        headings: [1, 2, 3].map((level) => count(`h${level}`)),
        heads: count("thead tr"),
        rows: [...read.querySelectorAll("td, th")].filter((cell) => cell.rowSpan > 1).length,
        columns: [...read.querySelectorAll("td, th")].filter((cell) => cell.colSpan > 1).length,
    },
}));
