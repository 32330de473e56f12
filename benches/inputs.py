"""Bulletins to measure, made of examples/weekly.toml: others of its kind, longer ones, and ones of a large
table. The same ones in every run."""
import json
import random
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEEKLY = ROOT / "examples" / "weekly.toml"

# Words of the example, each with others in its place, so that bulletins differ in their characters too.
WORDS = {
    "优化营商环境": ("推进乡村振兴", "防汛抗旱", "安全生产", "稳就业促增收", "耕地保护"),
    "经济和信息化厅": ("畜牧兽医局", "粮食和物资储备局", "退役军人事务厅", "医疗保障局"),
    "工业节能诊断": ("粮库清仓查验", "烈士陵园修缮", "药品集中采购", "疫苗冷链抽检"),
    "中小企业和工业园区": ("牧场和屠宰企业", "县乡粮站", "零售药店", "偏远村寨"),
    "资质审核": ("档案抽查", "现场踏勘", "专家评估", "网上巡查"),
    "水利建设市场": ("农机购置补贴", "校外培训", "殡葬服务", "网约车经营"),
    "围标串标": ("虚报冒领", "哄抬价格", "无证经营", "瞒报漏报"),
    "林草局": ("文物局", "港航局", "畜牧局", "监狱管理局"),
    "总工会": ("妇女联合会", "残疾人联合会", "青年联合会", "红十字会"),
    "巾帼标兵": ("青年先锋", "爱岗模范", "金牌调解员", "最美志愿者"),
    "广电局": ("侨务办", "气象台", "海事局", "邮政管理局"),
    "教育入学": ("婚育户籍", "灵活就业", "车辆过户", "身后遗产"),
    "水电气联动报装": ("农资赊销登记", "二手房水暖过户", "渔船检验换证", "古树名木认养"),
    "开办餐饮": ("开办旅馆", "开设药店", "承办演出", "经营驿站"),
    "惠企政策": ("助农政策", "助残政策", "稳岗政策", "托育政策"),
    "科技厅": ("民宗委", "体育局", "盐业局", "煤监局"),
}


def weekly():
    """The example."""
    return tomllib.loads(WEEKLY.read_text())


def other(number):
    """A bulletin of the size of the example, with other numbers and words: the same for the same number."""
    chance = random.Random(number)
    chosen = {word: chance.choice((word, *others)) for word, others in WORDS.items()}

    def reworded(text):
        for word, another in chosen.items():
            text = text.replace(word, another)
        # Days, months and years stay dates.
        return re.sub(r"(?<![\d.])[1-9]\d*(?![\d.]|年|月|日)", lambda m: figure(chance, len(m[0])), text)

    made = changed(weekly(), reworded)
    head = made["masthead"]
    head["issue"].update(number=number % 52 + 1, total=400 + number)
    head["date"], head["period"] = "2024-03-12", weekly()["masthead"]["period"]
    return made


def figure(chance, digits):
    return str(chance.randrange(10 ** (digits - 1), 10**digits))


def changed(value, change):
    """A value with all its texts changed."""
    if isinstance(value, str):
        return change(value) if value != "above" else value
    if isinstance(value, list):
        return [changed(item, change) for item in value]
    if isinstance(value, dict):
        return {key: changed(item, change) for key, item in value.items()}
    return value


def table(rows):
    """A bulletin of one table with so many rows of four cells."""
    chance = random.Random(rows)
    windows = weekly()["appendices"][0]["blocks"][0]["table"]["rows"]
    cells = [
        [row + 1, windows[row % len(windows)][1], chance.randrange(1000), chance.randrange(1000) / 10]
        for row in range(rows)
    ]
    content = {"columns": ["序号", "部门窗口", "受理", "办结率"], "rows": cells}
    return {"masthead": {"title": "窗口工作周报"}, "body": [{"table": content}]}


def long(sections):
    """The example with so many sections, of two or three paragraphs each."""
    made = weekly()
    own = [weekly()["sections"]] + [other(number)["sections"] for number in range(7)]
    every = [section for one in own for section in one]
    made["sections"] = [every[index % len(every)] for index in range(sections)]
    return made


def write(bulletin, path):
    """Writes a bulletin as JSON; its path."""
    path.write_text(json.dumps(bulletin, ensure_ascii=False))
    return path
