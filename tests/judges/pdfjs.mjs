// What pdf.js, the reader of PDF in Firefox and in many office systems, reads of a file, as JSON: of each page
// its label, its lines, its elements with their words, and what words belong to none; the outline, the facts,
// the names of attachments. usage: node pdfjs.mjs FILE
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const build = path.join(import.meta.dirname, ".cache/node_modules/pdfjs-dist/legacy/build/pdf.mjs");
// It says that there is no canvas, which reading does not need.
console.warn = () => {};
const { getDocument, VerbosityLevel } = await import(pathToFileURL(build));

const data = new Uint8Array(fs.readFileSync(process.argv[2]));
const file = await getDocument({ data, verbosity: VerbosityLevel.ERRORS, useSystemFonts: false }).promise;

// The words by lines, by the marked content that they stand in, and what is neither content nor an artefact.
function words(items) {
    const lines = [""];
    const marked = new Map();
    let outside = "";
    const open = [];
    for (const item of items) {
        if (item.type === "beginMarkedContent" || item.type === "beginMarkedContentProps") {
            open.push(item.tag === "Artifact" ? null : item.id);
        } else if (item.type === "endMarkedContent") {
            open.pop();
        } else {
            lines[lines.length - 1] += item.str;
            if (item.hasEOL) lines.push("");
            const id = open.at(-1);
            if (id) marked.set(id, (marked.get(id) ?? "") + item.str);
            if (id === undefined) outside += item.str;
        }
    }
    return { lines, marked, outside };
}

// The elements: [role, [elements and contents]]; a content is [number, words].
function element(node, marked) {
    const below = (node.children ?? []).filter((one) => one.role || one.type === "content");
    return [node.role, below.map((one) =>
        one.role ? element(one, marked) : [Number(/_mc(\d+)$/.exec(one.id)?.[1] ?? -1), marked.get(one.id) ?? ""])];
}

const labels = await file.getPageLabels();
const pages = [];
for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    const { lines, marked, outside } = words(items);
    const tree = await page.getStructTree();
    pages.push({ label: labels?.[number - 1] ?? null, lines, outside, tree: tree && element(tree, marked) });
}

async function outline(items) {
    const found = [];
    for (const item of items ?? []) {
        const where = typeof item.dest === "string" ? await file.getDestination(item.dest) : item.dest;
        const page = where ? await file.getPageIndex(where[0]) : null;
        found.push([item.title, page, await outline(item.items)]);
    }
    return found;
}

const { info } = await file.getMetadata();
console.log(JSON.stringify({
    pages,
    outline: await outline(await file.getOutline()),
    title: info.Title ?? null,
    language: info.Language ?? null,
    marked: (await file.getMarkInfo())?.Marked ?? false,
    attachments: Object.keys((await file.getAttachments()) ?? {}),
}));
