//! Values of the right type that break a rule of the model.

use super::{Fault, check};

#[test]
fn values_that_break_a_rule() {
    check(&[
        Fault(
            "input.blank",
            "只有空白，应当有文字",
            [
                ("{\"masthead\": {\"title\": \"　\"}}", "1:24, masthead.title"),
                ("masthead.title = ' '", "1:18, masthead.title"),
                ("masthead: {title: ''}", "1:19, masthead.title"),
            ],
        ),
        Fault(
            "input.character",
            "第 2 个字符 U+0007 是无法印出的控制字符",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"},\n \"body\": [\"乙\", \"丙\\u0007\"]}",
                    "2:16, body[1]",
                ),
                ("masthead.title = '甲'\nbody = ['乙', \"丙\\u0007\"]", "2:14, body[1]"),
                ("masthead: {title: 甲}\nbody: [乙, \"丙\\a\"]", "2:11, body[1]"),
            ],
        ),
        Fault(
            "input.range",
            "101 超出范围，应当是 1 至 100 的整数",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"body\": [{\"figure\": {\"file\": \"a\", \"alt\": \"\", \"width\": 101}}]}",
                    "1:84, body[0].figure.width",
                ),
                (
                    "masthead.title = '甲'\n[[body]]\nfigure = { file = 'a', alt = '', width = 101 }",
                    "3:42, body[0].figure.width",
                ),
                (
                    "masthead: {title: 甲}\nbody:\n- figure: { file: a, alt: '', width: 101 }",
                    "3:38, body[0].figure.width",
                ),
            ],
        ),
        Fault(
            "input.range",
            "-1 超出范围，应当是 1 至 4294967295 的整数",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\", \"issue\": {\"number\": -1}}}",
                    "1:49, masthead.issue.number",
                ),
                ("[masthead]\ntitle = '甲'\nissue.number = -1", "3:16, masthead.issue.number"),
                ("masthead: {title: 甲, issue: {number: -1}}", "1:38, masthead.issue.number"),
            ],
        ),
        Fault(
            "input.date",
            "“2024-02-30”不是日期，日期应写作 2024-03-12 或 2024年3月12日",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\", \"date\": \"2024-02-30\"}}",
                    "1:37, masthead.date",
                ),
                ("[masthead]\ntitle = '甲'\ndate = '2024-02-30'", "3:8, masthead.date"),
                ("masthead: {title: 甲, date: 2024-02-30}", "1:28, masthead.date"),
            ],
        ),
        Fault(
            "input.type",
            "此处是数字 2024，应当是日期，写作 2024-03-12",
            [
                ("{\"masthead\": {\"title\": \"甲\", \"date\": 2024}}", "1:37, masthead.date"),
                ("[masthead]\ntitle = '甲'\ndate = 2024", "3:8, masthead.date"),
                ("masthead: {title: 甲, date: 2024}", "1:28, masthead.date"),
            ],
        ),
        Fault(
            "input.period",
            "起止日期颠倒：起于 2024-03-02，止于 2024-03-01",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\", \"period\": {\"start\": \"2024-03-02\", \"end\": \"2024-03-01\"}}}",
                    "1:39, masthead.period",
                ),
                (
                    "[masthead]\ntitle = '甲'\nperiod = { start = 2024-03-02, end = 2024-03-01 }",
                    "3:10, masthead.period",
                ),
                (
                    "masthead:\n  title: 甲\n  period: { start: 2024-03-02, end: 2024-03-01 }",
                    "3:11, masthead.period",
                ),
            ],
        ),
        Fault(
            "input.issue",
            "期号没有内容，year、number、total、series 至少写一项",
            [
                ("{\"masthead\": {\"title\": \"甲\", \"issue\": {}}}", "1:38, masthead.issue"),
                ("[masthead]\ntitle = '甲'\nissue = {}", "3:9, masthead.issue"),
                ("masthead: {title: 甲, issue: {}}", "1:29, masthead.issue"),
            ],
        ),
        Fault(
            "input.picture",
            "图片没有数据，应当是 PNG 或 JPEG 文件的内容",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"body\": [{\"figure\": {\"alt\": \"\", \"data\": \"\"}}]}",
                    "1:70, body[0].figure.data",
                ),
                (
                    "masthead.title = '甲'\n[[body]]\nfigure = { alt = '', data = '' }",
                    "3:29, body[0].figure.data",
                ),
                (
                    "masthead: {title: 甲}\nbody:\n- figure: { alt: '', data: '' }",
                    "3:28, body[0].figure.data",
                ),
            ],
        ),
        Fault(
            "input.picture-source",
            "file 和 data 都没有，应当只写一项",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"body\": [{\"figure\": {\"alt\": \"\"}}]}",
                    "1:50, body[0].figure",
                ),
                ("masthead.title = '甲'\n[[body]]\nfigure = { alt = '' }", "3:10, body[0].figure"),
                ("masthead: {title: 甲}\nbody:\n- figure: { alt: '' }", "3:11, body[0].figure"),
            ],
        ),
        Fault(
            "input.picture-source",
            "file 和 data 都有，应当只写一项",
            [
                ("", ""),
                (
                    "masthead.title = '甲'\n[[body]]\nfigure = { file = 'a', data = 'AAEC', alt = '' }",
                    "3:10, body[0].figure",
                ),
                ("", ""),
            ],
        ),
        Fault(
            "input.base64",
            "不是 Base64 编码，图片数据应当用 Base64 写",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"body\": [{\"figure\": {\"data\": \"甲\", \"alt\": \"\"}}]}",
                    "1:59, body[0].figure.data",
                ),
                (
                    "masthead.title = '甲'\n[[body]]\nfigure = { data = 'a b', alt = '' }",
                    "3:19, body[0].figure.data",
                ),
                (
                    "masthead: {title: 甲}\nbody:\n- figure: { data: a b, alt: '' }",
                    "3:19, body[0].figure.data",
                ),
            ],
        ),
        Fault(
            "input.run-in",
            "写了 run_in 而没有 heading，接排的标题不能缺",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"},\n\"sections\": [{},\n {\"run_in\": true}]}",
                    "3:2, sections[1]",
                ),
                (
                    "masthead.title = '甲'\n[[sections]]\n[[sections]]\nrun_in = true",
                    "3:1, sections[1]",
                ),
                ("masthead: {title: 甲}\nsections:\n- {}\n- run_in: true", "4:3, sections[1]"),
            ],
        ),
        Fault(
            "input.columns",
            "表格没有栏，至少要有一栏",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"body\": [{\"table\": {\"columns\": []}}]}",
                    "1:61, body[0].table.columns",
                ),
                (
                    "masthead.title = '甲'\n[[body]]\ntable.columns = []",
                    "3:17, body[0].table.columns",
                ),
                (
                    "masthead: {title: 甲}\nbody:\n- table: {columns: []}",
                    "3:20, body[0].table.columns",
                ),
            ],
        ),
        Fault(
            "input.cells",
            "本行有 2 格，表格有 1 栏，每栏应当一格",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"},\n \"body\": [{\"table\": {\"columns\": [\"a\"], \"rows\": [[1, 2]]}}]}",
                    "2:49, body[0].table.rows[0]",
                ),
                (
                    "masthead.title = '甲'\nbody = [{ table = { columns = ['a'], rows = [[1, 2]] } }]",
                    "2:46, body[0].table.rows[0]",
                ),
                (
                    "masthead: {title: 甲}\nbody: [{table: {columns: [a], rows: [[1,2]]}}]",
                    "2:38, body[0].table.rows[0]",
                ),
            ],
        ),
        // Rows that stand before their columns are checked when the table ends; the place is the
        // row's all the same.
        Fault(
            "input.cells",
            "本行有 0 格，表格有 1 栏，每栏应当一格",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"body\": [{\"table\": {\"rows\": [[1],\n []], \"columns\": [\"a\"]}}]}",
                    "2:2, body[0].table.rows[1]",
                ),
                (
                    "masthead.title = '甲'\n[[body]]\ntable.rows = [[1],\n []]\ntable.columns = ['a']",
                    "4:2, body[0].table.rows[1]",
                ),
                (
                    "masthead: {title: 甲}\nbody:\n- table:\n    rows:\n    - [1]\n    - []\n    columns: [a]",
                    "6:7, body[0].table.rows[1]",
                ),
            ],
        ),
        Fault(
            "input.rectangle",
            "合并的格不是矩形，各行应当同样宽",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"body\": [{\"table\": {\"columns\": [\"a\", \"b\"],\n\"rows\": [[1, \"left\"], [\"above\", 2]]}}]}",
                    "2:33, body[0].table.rows[1][1]",
                ),
                (
                    "masthead.title = '甲'\n[[body]]\ntable.columns = ['a', 'b']\ntable.rows = [[1, 'left'], ['above', 2]]",
                    "4:38, body[0].table.rows[1][1]",
                ),
                (
                    "masthead: {title: 甲}\nbody: [{table: {columns: [a, b], rows: [[1, left], [above, 2]]}}]",
                    "2:60, body[0].table.rows[1][1]",
                ),
            ],
        ),
        Fault(
            "input.above",
            "第一行之上没有格，不能写 above",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"body\": [{\"table\": {\"columns\": [\"a\"],\n\"rows\": [[\"above\"]]}}]}",
                    "2:11, body[0].table.rows[0][0]",
                ),
                (
                    "masthead.title = '甲'\n[[body]]\ntable.columns = ['a']\ntable.rows = [['above']]",
                    "4:16, body[0].table.rows[0][0]",
                ),
                (
                    "masthead: {title: 甲}\nbody: [{table: {columns: [a], rows: [[above]]}}]",
                    "2:39, body[0].table.rows[0][0]",
                ),
            ],
        ),
        Fault(
            "input.number-form",
            "序号样式中有换行或制表符，应当写在一行，如“第一部分”",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"sections\": [{\"number\": \"1\\n\"}]}",
                    "1:54, sections[0].number",
                ),
                (
                    "masthead.title = '甲'\nsections = [{ number = \"1\\n\" }]",
                    "2:24, sections[0].number",
                ),
                (
                    "masthead: {title: 甲}\nsections:\n- number: \"1\\n\"",
                    "3:11, sections[0].number",
                ),
            ],
        ),
        Fault(
            "input.below-title",
            "有副标题或作者而没有 title，应当写明标题",
            [
                ("{\"masthead\": {\"title\": \"甲\"}, \"subtitle\": \"乙\"}", "1:1"),
                ("masthead.title = '甲'\nauthor = '乙'", "1:1"),
                ("masthead: {title: 甲}\nsubtitle: 乙", "1:1"),
            ],
        ),
        Fault(
            "input.sign-off",
            "落款没有内容，signers、date 至少写一项",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"sign_off\": {\"seal\": true}}",
                    "1:42, sign_off",
                ),
                ("masthead.title = '甲'\n[sign_off]\nseal = true", "2:1, sign_off"),
                ("masthead: {title: 甲}\nsign_off: {seal: true}", "2:11, sign_off"),
            ],
        ),
        Fault(
            "input.id",
            "id“甲”前面已有，应当另取",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"appendices\": [{\"title\": \"乙\", \"id\": \"甲\"}, {\"title\": \"丙\", \"id\": \"甲\"}]}",
                    "1:93, appendices[1].id",
                ),
                (
                    "masthead.title = '甲'\n[[appendices]]\ntitle = '乙'\nid = '甲'\n[[appendices]]\ntitle = '丙'\nid = '甲'",
                    "7:6, appendices[1].id",
                ),
                (
                    "masthead: {title: 甲}\nappendices:\n- {title: 乙, id: 甲}\n- {title: 丙, id: 甲}",
                    "4:18, appendices[1].id",
                ),
            ],
        ),
        Fault(
            "input.block",
            "此处有 0 个键，应当是文字，或 table、ranking、figure、chart、beside、column、center、right、note 之一",
            [
                ("{\"masthead\": {\"title\": \"甲\"}, \"body\": [{}]}", "1:39, body[0]"),
                ("masthead.title = '甲'\nbody = [{}]", "2:9, body[0]"),
                ("masthead: {title: 甲}\nbody: [{}]", "2:8, body[0]"),
            ],
        ),
        Fault(
            "input.block",
            "此处有 2 个键，应当是文字，或 table、ranking、figure、chart、beside、column、center、right、note 之一",
            [
                (
                    "{\"masthead\": {\"title\": \"甲\"}, \"body\": [{\"column\": \"乙\", \"figure\": 1}]}",
                    "1:39, body[0]",
                ),
                ("masthead.title = '甲'\nbody = [{ column = '乙', figure = 1 }]", "2:9, body[0]"),
                ("masthead: {title: 甲}\nbody:\n- column: 乙\n  figure: 1", "3:3, body[0]"),
            ],
        ),
        Fault(
            "input.number",
            "“优”不是数，数应写作 1550、1,550.25 或 68.75%",
            [
                ("", ""),
                (
                    "masthead.title = '甲'\n[[body]]\n[body.ranking]\nrule = 'dense'\ncolumns = ['a', 'b', 'c', 'd']\nrows = [['甲', '优']]",
                    "6:15, body[0].ranking.rows[0][1]",
                ),
                (
                    "masthead: {title: 甲}\nbody:\n- ranking:\n    rule: dense\n    columns: [a, b, c, d]\n    rows:\n    - [甲, 优]",
                    "7:11, body[0].ranking.rows[0][1]",
                ),
            ],
        ),
        Fault(
            "input.scores",
            "有 2 个得分、1 个得分栏，应当每栏一个得分，尚未评分的都不写",
            [
                ("", ""),
                (
                    "masthead.title = '甲'\n[[body]]\n[body.ranking]\nrule = 'dense'\ncolumns = ['a', 'b', 'c', 'd']\nrows = [['甲', 1], ['乙', 1, 2]]",
                    "6:19, body[0].ranking.rows[1]",
                ),
                (
                    "masthead: {title: 甲}\nbody:\n- ranking:\n    rule: dense\n    columns: [a, b, c, d]\n    rows:\n    - [甲, 1]\n    - [乙, 1, 2]",
                    "8:7, body[0].ranking.rows[1]",
                ),
            ],
        ),
        Fault(
            "input.score-signs",
            "“7%”不能与前面的得分相加，百分号应当都有或都没有",
            [
                ("", ""),
                (
                    "masthead.title = '甲'\n[[body]]\n[body.ranking]\nrule = 'dense'\ncolumns = ['a', 'b', 'c', 'd', 'e']\nrows = [['甲', 1, '7%']]",
                    "6:9, body[0].ranking.rows[0]",
                ),
                ("", ""),
            ],
        ),
        Fault(
            "input.finite",
            "数没有确定的值（例如除以零的结果）",
            [
                ("", ""),
                (
                    "masthead.title = '甲'\n[[body]]\ntable.columns = ['a']\ntable.rows = [[nan]]",
                    "4:16, body[0].table.rows[0][0]",
                ),
                (
                    "masthead: {title: 甲}\nbody: [{table: {columns: [a], rows: [[.inf]]}}]",
                    "2:39, body[0].table.rows[0][0]",
                ),
            ],
        ),
    ]);
}
