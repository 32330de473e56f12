"""Bulletins in which every two things that a bulletin may have stand together at least once: each of
the parts below is left out or has one of some forms, and every two forms of two parts are in one of the
bulletins (a covering array of strength 2). The same on every run.

usage: pairs.py FOLDER [COUNT]   writes the first COUNT bulletins (all, some 40) and their themes"""
import itertools
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
QR = 'data = "'

WORDS = [
    "本周，各窗口受理事项96件，全部办结，群众评价良好。",
    "各地要把群众反映集中的事项逐件梳理，压减申报材料，优化流转环节，做到窗口收件、后台分办、统一出件，确保事事有着落、件件有回音。",
    "下一步，继续完善办事指南，规范窗口服务用语，安排专人引导。",
]


def picture():
    """The picture of the case `imprint.toml`, in Base64."""
    case = (HERE / "cases/imprint.toml").read_text(encoding="utf8")
    return case.split(QR)[1].split('"')[0]


def masthead(**fields):
    return {"masthead": fields}


def section(heading, blocks=(), **more):
    return {"heading": heading, "blocks": list(blocks), **more}


TABLE = {
    "id": "scores", "caption": "办件情况", "unit": "件",
    "columns": ["窗口", {"heading": "受理", "group": "办件"}, {"heading": "办结", "group": "办件"}],
    "rows": [["甲窗口", 12, "10.5"], ["乙窗口", 7, 7], ["above", "1,550", "68.75%"]],
    "note": "数字截至3月1日。",
}
RANKING = {
    "rule": "competition",
    "columns": ["名次", "单位", {"heading": "办结率", "weight": "60%"}, {"heading": "满意率", "weight": "40%"},
                "总分", {"heading": "上期", "role": "previous"}, {"heading": "升降", "role": "change"}],
    "rows": [{"name": "水利厅", "scores": [98, 96], "previous": 2}, ["商务厅", 98, 96], ["公安厅", 90, 88]],
    "summary": ["total", "mean"],
}
MONTHS = ["一月", "二月", "三月"]
CHARTS = {
    "columns": [{"name": "受理", "values": [120, 98, ""]}, {"name": "办结", "values": ["115.5", -9, 150]}],
    "bars": [{"values": ["1,250", "-320", "860"]}],
    "lines": [{"name": "窗口", "values": ["96.5%", "", "98.2%"]}, {"name": "网上", "values": ["95%", "96.1%", "97%"]}],
    "shares": [{"values": [450, 320, 210]}],
}


def chart(kind):
    return {"chart": {"kind": kind, "categories": MONTHS, "series": CHARTS[kind], "unit": "件", "caption": "办件", "id": kind}}


SMALL = {"table": {"caption": "收入", "columns": ["项目", "金额"], "rows": [["甲", 12], ["乙", "30.5"]]}}
FORMS = [section("跳过一级", WORDS[:1], number="1."), section("符号", WORDS[:1], number="■ ")]

# Each part with its forms: what it adds to the bulletin. `theme` is TOML of the theme.
PARTS = {
    "name": [
        masthead(title="政务信息"),
        masthead(title="清江市人民政府办公室\n工作简报", title_part="（专刊）"),
        masthead(title="舆情专报", lines_above=["中共清江市委"], lines_below=["优化营商环境领导小组办公室"]),
        masthead(title="气象快报", logo={"data": picture(), "alt": "单位标识"}),
        {},
    ],
    "issue": [
        masthead(issue="2025年第3期（总第479期）"),
        masthead(issue="〔2025〕第8—9期（总第480、481期）"),
        masthead(issue={"number": 3, "series": "supplement"}),
        masthead(issue={"year": 2025, "number": 53, "line": "2025年度第53期（内部刊物）"}),
        masthead(issue="第12周"),
    ],
    "period": [{}, masthead(period="2025-02-26/2025-03-01"), masthead(period="1月上旬"), masthead(period="上半年")],
    "origin": [
        masthead(issuers=["清江市政府办公室"], date="2025-01-02"),
        masthead(issuers=["清江市政府办公室", "清江市政务服务局", "清江市气象局"], date="2025年1月2日（星期四）16时"),
        masthead(fields=[{"label": "主办", "value": "清江市政府"}, {"label": "主编", "value": "方某"}], date="2025-01-02"),
        {},
    ],
    "care": [{}, masthead(secrecy="秘密★1年", urgency="特急", copy_number="000012"),
             masthead(notice=["内部资料", "注意保存"], signer="李某")],
    "front": [
        {}, {"title": "关于一周工作情况的报告"},
        {"title": "关于一周工作情况的报告", "subtitle": "——以“一件事”改革为例", "author": "综合处　林某"},
        {"contents": "auto", "contents_heading": "目录", "editor_note": "本期刊发三项做法，供参考。"},
    ],
    "text": [
        {"body": WORDS},
        {"body": ["**商务厅**办结12件<note>截至本周五。</note>，减排CO<sub>2</sub> 3吨，绿化2km<sup>2</sup>。", *WORDS[1:]]},
        {"body": ["发布<#C00000>暴雨红色预警</#>，<u>不得迟报</u>。", {"note": "雨量由自动站测得。"}, {"right": "（市气象台供稿）"}, {"column": "要闻"}, WORDS[1]]},
    ],
    "sections": [
        {}, {"sections": [section("工作动态", WORDS[:2]), section("存在问题", WORDS[2:])]},
        {"sections": [section("工作动态", WORDS[:1], sections=FORMS), section("没有编号", WORDS[1:2], number="")]},
        {"sections": [section("梳理目录。", WORDS[:2], run_in=True), {"blocks": [WORDS[2]]}], "theme": 'sections.numbers = ["第一部分　", "一、", "（一）"]\n'},
    ],
    "data": [
        {}, {"sections": [section("数据", [{"table": TABLE}, WORDS[0]])]}, {"sections": [section("排名", [{"ranking": RANKING}])]},
        {"sections": [section("图片", [{"figure": {"id": "mark", "data": picture(), "alt": "标识", "caption": "标识", "width": 20}}, "见<ref>mark</ref>。"])]},
        {"sections": [section("图表", [chart("columns"), WORDS[0], chart("lines")])]},
        {"sections": [section("图表", [chart("bars"), "见<ref>shares</ref>。", chart("shares")])]},
        {"sections": [section("并排", [{"beside": [chart("columns"), chart("shares")]}, {"beside": [chart("bars"), WORDS[:2]]}])]},
        {"sections": [section("并排", [{"beside": [SMALL, SMALL]}, WORDS[0], {"beside": [chart("lines"), [WORDS[0]], SMALL]}])]},
    ],
    "articles": [
        {}, {"articles": [{"title": "甲镇抓春耕", "source": "甲镇政府供稿", "body": WORDS[:2]},
                          {"title": "乙镇抓防火", "subtitle": "——乙镇的做法", "sections": [section("做法", WORDS[1:])]}]},
    ],
    "sign-off": [
        {}, {"addressee": "各县（区）政务服务局", "sign_off": {"signers": "清江市政务服务局", "date": "2025-01-06"}},
        {"sign_off": {"signers": ["清江市政务服务局", "清江市财政局"], "date": "2025-01-06", "seal": True}},
    ],
    "appendices": [
        {}, {"appendices": [{"id": "list", "title": "检查计划", "sections": [section("检查范围", WORDS[:1]), section("检查内容", WORDS[1:])]}]},
        {"appendices": [{"title": "名单", "blocks": WORDS[:1]}, {"title": "统计表", "blocks": [{"table": {**TABLE, "id": "second", "rows": TABLE["rows"][:2] * 16}}]}]},
    ],
    "imprint": [
        {}, {"imprint": {"report": "省政府办公厅。", "send": "省直有关部门（单位）。", "issue": "各窗口。", "print_count": 103}},
        {"imprint": {"entries": [{"label": "呈报", "value": "省委、省政府领导。"}, {"label": "本期增发", "value": "各街道。"}, "地址：健康路1号　邮箱：jb@example.org"],
                     "staff": [{"label": "责任编辑", "value": "林某"}], "picture": {"data": picture(), "alt": "二维码", "caption": "扫码阅读"},
                     "printed_by": "清江市政府办公室", "printed_on": "2025-01-06"}},
        {"imprint": {"copy": "、".join(f"第{number}街道便民服务中心" for number in range(1, 90)) + "。", "print_count": 90}},
    ],
}


def pairs_of(choice):
    return set(itertools.combinations(enumerate(choice), 2))


def covering():
    """Choices of a form for each part, until every two forms stood together (greedy: each choice is
    filled part by part with the form that brings most new pairs)."""
    counts = [len(forms) for forms in PARTS.values()]
    every = [[(part, form) for form in range(count)] for part, count in enumerate(counts)]
    missing = {pair for one, other in itertools.combinations(every, 2) for pair in itertools.product(one, other)}
    choices = []
    while missing:
        first = min(missing)
        chosen = dict(first)
        for part, count in enumerate(counts):
            if part in chosen:
                continue

            def gain(form):
                new = (tuple(sorted([(part, form), other])) for other in chosen.items())
                return sum(pair in missing for pair in new)

            # Turned by the number of the choice, so that what gains nothing takes turns as well.
            order = sorted(range(count), key=lambda form: (form + len(choices)) % count)
            chosen[part] = max(order, key=gain)
        choice = [chosen[part] for part in range(len(counts))]
        missing -= pairs_of(choice)
        choices.append(choice)
    return choices


def merged(choice):
    """The bulletin of a choice, and its theme."""
    bulletin, theme = {}, ""
    for forms, form in zip(PARTS.values(), choice):
        for key, value in forms[form].items():
            if key == "theme":
                theme += value
            elif isinstance(value, dict) and key != "sign_off":
                bulletin.setdefault(key, {}).update(value)
            elif isinstance(value, list):
                bulletin.setdefault(key, []).extend(value)
            else:
                bulletin[key] = value
    sections = bulletin.setdefault("sections", [])
    if not any("heading" in one and "run_in" not in one for one in sections):
        # For the judge of the outline.
        sections.append(section("下一步打算", WORDS[2:]))
    if "title" not in bulletin.get("masthead", {}):
        bulletin.setdefault("title", "关于一周工作情况的报告")
    return bulletin, theme


def toml(value):
    """A value as TOML, on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def main(folder, count=None):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for number, choice in enumerate(covering()[: int(count) if count else None]):
        bulletin, theme = merged(choice)
        file = folder / f"pairs-{number:02}.toml"
        forms = ", ".join(f"{part} {form}" for part, form in zip(PARTS, choice))
        lines = [f"{key} = {toml(value)}" for key, value in bulletin.items()]
        file.write_text("\n".join([f"# {forms}", *lines, ""]), encoding="utf8")
        if theme:
            file.with_suffix(".theme.toml").write_text(theme, encoding="utf8")


if __name__ == "__main__":
    main(*sys.argv[1:])
