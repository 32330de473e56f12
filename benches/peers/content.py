"""The weekly example as others are given it: numbered, every line in words, as JSON and as HTML."""
import html
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from inputs import ROOT, weekly  # noqa: E402

NUMBERS = "一二三四五六七八九十"


def runs(text):
    """A text by what is bold: pairs of words and whether they are."""
    return [[part, index % 2 == 1] for index, part in enumerate(text.split("**")) if part]


def date(day):
    year, month, number = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{number}日"


def content():
    """The masthead, the paragraphs with their kind, the table, the imprint."""
    bulletin = weekly()
    head, imprint = bulletin["masthead"], bulletin["imprint"]
    issue, period = head["issue"], head["period"]
    begin, end = (date(period[at]).split("年")[1] for at in ("start", "end"))
    made = {
        "title": head["title"],
        "issue": f"{issue['year']}年第{issue['number']}期（总第{issue['total']}期）",
        "period": f"（{begin}—{end}）",
        "issuer": head["issuers"][0],
        "date": date(head["date"]),
        "paragraphs": [],
    }

    def say(kind, text):
        made["paragraphs"].append({"kind": kind, "runs": runs(text)})

    for number, section in enumerate(bulletin["sections"]):
        say("heading", f"{NUMBERS[number]}、{section['heading']}")
        for text in section.get("blocks", []):
            say("text", text)
        for below, inner in enumerate(section.get("sections", [])):
            first, *others = inner["blocks"]
            if "heading" in inner:
                say("subheading", f"（{NUMBERS[below]}）{inner['heading']}")
                say("text", first)
            else:
                say("text", f"（{NUMBERS[below]}）{first}")
            for text in others:
                say("text", text)
    appendix = bulletin["appendices"][0]
    table = appendix["blocks"][0]["table"]
    made["appendix"] = {"label": "附件", "title": appendix["title"]}
    rows, spans = [], []
    for row in table["rows"]:
        if row[0] == "above":
            spans[-1] += 1
        else:
            spans.append(1)
        rows.append(["" if cell == "above" else str(cell) for cell in row])
    made["table"] = {"heads": table["columns"], "rows": rows, "spans": spans}
    made["imprint"] = [
        f"报：{imprint['report']}", f"发：{imprint['issue']}", f"（共印{imprint['print_count']}份）",
    ]
    return made


def words(made):
    """The first characters of every text: what a file of the content has to hold."""
    texts = [made[key] for key in ("title", "issue", "period", "issuer", "date")]
    texts += ["".join(words for words, _ in one["runs"]) for one in made["paragraphs"]]
    texts += [made["appendix"]["title"], *made["table"]["heads"], *made["imprint"]]
    texts += [cell for row in made["table"]["rows"] for cell in row]
    return [re.sub(r"\s", "", text)[:12] for text in texts if text]


def as_html(made):
    """The content as a page of HTML with its style, the faces of this repository by name and place."""
    say = html.escape
    style = (HERE / "page.css").read_text().replace("FACES", (ROOT / "assets/fonts").as_uri())
    lines = [f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>{say(made["title"])}</title>']
    lines.append(f"<style>{style}</style>")
    lines.append(f'<h1 class="name">{say(made["title"])}</h1>')
    lines += [f'<p class="line">{say(made[key])}</p>' for key in ("issue", "period")]
    lines.append(f'<p class="from"><span>{say(made["issuer"])}</span> <span>{say(made["date"])}</span></p>')
    tags = {"heading": "h2", "subheading": "h3", "text": "p"}
    for one in made["paragraphs"]:
        inner = "".join(f"<b>{say(text)}</b>" if bold else say(text) for text, bold in one["runs"])
        lines.append(f"<{tags[one['kind']]}>{inner}</{tags[one['kind']]}>")
    lines.append(f'<p class="label">{made["appendix"]["label"]}</p>')
    lines.append(f'<h1 class="title">{say(made["appendix"]["title"])}</h1>')
    table = made["table"]
    lines.append("<table><thead><tr>" + "".join(f"<th>{head}</th>" for head in table["heads"]) + "</tr></thead>")
    spans = iter(table["spans"])
    for row in table["rows"]:
        cells = "".join(f"<td>{say(cell)}</td>" for cell in row[1:])
        first = f'<td rowspan="{next(spans)}">{row[0]}</td>' if row[0] else ""
        lines.append(f"<tr>{first}{cells}</tr>")
    lines.append("</table>")
    lines += [f'<p class="imprint">{say(line)}</p>' for line in made["imprint"]]
    return "\n".join(lines)
