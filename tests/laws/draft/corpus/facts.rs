//! What a person knows who has read a draft: facts, and whether a bulletin says them.

use bulletin::flow::Role;
use bulletin::{Bulletin, ImprintEntry, StaffEntry};

use super::view::{Grid, View};
use super::words::{Finder, same};

/// One fact: `key argument = value @ words`.
pub(crate) struct Fact {
    key: String,
    argument: String,
    value: String,
    /// The words in the draft that say it, where they are not the value itself.
    anchor: Option<String>,
    /// The varieties it holds for; empty for all.
    varieties: Vec<String>,
}

/// What became of a fact.
pub(crate) enum Verdict {
    Right,
    /// What was read instead.
    Wrong(String),
}

/// The keys there are, so that a mistyped one is found out.
const KEYS: &[&str] = &[
    "name",
    "part",
    "above",
    "issue",
    "year",
    "total",
    "issuer",
    "issuers",
    "date",
    "hour",
    "period",
    "field",
    "signer",
    "secrecy",
    "urgency",
    "notice",
    "number",
    "editor",
    "contents",
    "title",
    "subtitle",
    "author",
    "addressee",
    "article",
    "articles",
    "source",
    "heading",
    "printed",
    "paragraph",
    "under",
    "column",
    "tables",
    "rows",
    "cell",
    "caption",
    "unit",
    "note",
    "annexes",
    "annex",
    "imprint",
    "copies",
    "staff",
    "printer",
    "printed-on",
    "signed",
    "signed-on",
    "kept",
    "exact",
    "absent",
];

/// Reads the facts of a kind.
pub(crate) fn read(text: &str) -> Result<Vec<Fact>, String> {
    let mut facts = Vec::new();
    let mut varieties = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            continue;
        }
        if let Some(names) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            varieties = names.split_whitespace().map(str::to_owned).collect();
            continue;
        }
        let (left, right) = line.split_once(" = ").ok_or(format!("no ` = ` in {line:?}"))?;
        let (key, argument) = left.split_once(' ').unwrap_or((left, ""));
        if !KEYS.contains(&key) {
            return Err(format!("no fact is called {key:?}"));
        }
        let (value, anchor) = match right.split_once(" @ ") {
            Some((value, anchor)) => (value, Some(anchor.to_owned())),
            None => (right, None),
        };
        facts.push(Fact {
            key: key.to_owned(),
            argument: argument.to_owned(),
            value: value.to_owned(),
            anchor,
            varieties: varieties.clone(),
        });
    }
    Ok(facts)
}

/// `key argument = value`
impl std::fmt::Display for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let blank = if self.argument.is_empty() { "" } else { " " };
        write!(f, "{}{blank}{} = {}", self.key, self.argument, self.value)
    }
}

impl Fact {
    /// Whether it is to be judged of a draft: it holds for all varieties that are in it, and what must
    /// not be printed stands in it.
    pub(crate) fn is_of(&self, parts: &[String], draft: &Finder) -> bool {
        let holds =
            self.varieties.is_empty() || parts.iter().all(|part| self.varieties.contains(part));
        holds && (self.key != "absent" || !draft.lines_with(&self.value).is_empty())
    }

    /// Whether it says that something is not there, or how many there are of something.
    fn is_negative(&self) -> bool {
        self.value == "none" || self.key == "absent"
    }

    /// Where in the draft it is said: first and last lines.
    pub(crate) fn places(&self, draft: &Finder) -> Vec<(u32, u32)> {
        if self.key == "absent" {
            return draft.lines_with(&self.value);
        }
        let words = self.said();
        let places = words.iter().map(|words| draft.find(words));
        places.into_iter().find(|places| !places.is_empty()).unwrap_or_default()
    }

    /// Whether a draft says it; whoever writes one has to.
    pub(crate) fn is_said(&self, draft: &Finder) -> bool {
        self.is_negative() || !self.places(draft).is_empty()
    }

    /// The words that may say it.
    fn said(&self) -> Vec<String> {
        if let Some(anchor) = &self.anchor {
            return vec![anchor.clone()];
        }
        let value = &self.value;
        match self.key.as_str() {
            "issue" => ["第", "NO.", "期号：", "期次：", "〕", "期号|"]
                .map(|label| format!("{label}{value}"))
                .to_vec(),
            "year" => vec![format!("{value}年"), format!("〔{value}〕")],
            "total" => [
                "总第",
                "總第",
                "总期号：",
                "总期号：第",
                "总期数：",
                "累计期数：",
                "总期号",
                "总期数",
            ]
            .map(|label| format!("{label}{value}"))
            .to_vec(),
            "copies" => {
                vec![
                    format!("{value}份"),
                    format!("印数：{value}"),
                    format!("份数：{value}"),
                    format!("印数{value}"),
                ]
            }
            "date" | "printed-on" | "signed-on" => dates(value),
            "rows" => vec![self.argument.clone()],
            "cell" => self.argument.split(" / ").map(str::to_owned).collect(),
            "hour" => vec![format!("{value}时"), format!("{value}:")],
            _ => vec![value.clone()],
        }
    }

    /// Whether a bulletin says it.
    pub(crate) fn verdict(&self, bulletin: &Bulletin, view: &View) -> Verdict {
        match self.key.as_str() {
            "absent" => {
                let words = same(&self.value);
                let found = view.texts().find(|text| same(text).contains(&words));
                found.map_or(Verdict::Right, |text| Verdict::Wrong(text.to_owned()))
            }
            "kept" => {
                let words = same(&self.value);
                let found = view.texts().any(|text| same(text).contains(&words));
                if found { Verdict::Right } else { Verdict::Wrong(nearest(view, &self.value)) }
            }
            "exact" => {
                let one = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                let words = one(&self.value);
                let found = view.texts().any(|text| one(text).contains(&words));
                if found { Verdict::Right } else { Verdict::Wrong(nearest(view, &self.value)) }
            }
            "under" => self.stands_under(view),
            "printed" => {
                let words = same(&self.value);
                let found = view.lines.iter().any(|line| same(&line.text).starts_with(&words));
                if found { Verdict::Right } else { Verdict::Wrong(nearest(view, &self.value)) }
            }
            "paragraph" => {
                let words = same(&self.value);
                let is = |line: &super::view::Line| {
                    same(&line.text) == words || same(&line.words) == words
                };
                let text = |role| matches!(role, Role::Body | Role::Heading(_));
                let found = view.lines.iter().any(|line| text(line.role) && is(line));
                if found { Verdict::Right } else { Verdict::Wrong(nearest(view, &self.value)) }
            }
            "heading" => self.is_heading(view),
            "rows" | "cell" => self.stands_in_table(view),
            _ => self.is_among(&self.read(bulletin, view)),
        }
    }

    /// Compares the value with those that were read.
    fn is_among(&self, read: &[String]) -> Verdict {
        let value = same(&self.value);
        let right = match self.value.as_str() {
            "none" => read.is_empty(),
            _ if self.key == "note" || self.key == "editor" => {
                read.iter().any(|read| same(read).contains(&value))
            }
            // Its sign or number may stand before it.
            _ if self.key == "contents" => read.iter().any(|read| {
                same(read).strip_suffix(&value).is_some_and(|sign| sign.chars().count() < 4)
            }),
            _ => read.iter().any(|read| self.bare(&same(read)) == self.bare(&value)),
        };
        let said = if read.is_empty() { "nothing".to_owned() } else { read.join(" / ") };
        if right { Verdict::Right } else { Verdict::Wrong(said) }
    }

    /// Words without what is a matter of taste: a stop at the end, and the label that belongs to the field.
    fn bare<'w>(&self, words: &'w str) -> &'w str {
        let words = words.trim_end_matches(['.', '。']);
        match self.key.as_str() {
            "unit" => words.trim_start_matches("单位:"),
            "addressee" => words.trim_end_matches(':'),
            "source" => words.trim_start_matches("来源:").trim_end_matches("供稿"),
            _ => words,
        }
    }

    /// What was read of a field.
    fn read(&self, bulletin: &Bulletin, view: &View) -> Vec<String> {
        let masthead = &bulletin.masthead;
        let issue = masthead.issue.as_ref();
        let words = |role: Role| view.all(role).map(|line| line.words.clone()).collect::<Vec<_>>();
        let count = |count: usize| vec![count.to_string()];
        let one = |it: Option<String>| it.into_iter().collect::<Vec<_>>();
        let grids = |of: fn(&Grid) -> &String| {
            view.grids.iter().map(of).filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>()
        };
        let titles = bulletin.title.iter().chain(bulletin.articles.iter().map(|it| &it.title));
        match self.key.as_str() {
            "name" => one(Some(masthead.title.clone()).filter(|name| !name.is_empty())),
            "part" => one(masthead.title_part.clone()),
            "above" => masthead.lines_above.clone(),
            "issue" => one(issue.and_then(|it| it.number).map(|it| it.to_string())),
            "year" => one(issue.and_then(|it| it.year).map(|it| it.to_string())),
            "total" => one(issue.and_then(|it| it.total).map(|it| it.to_string())),
            "issuer" => masthead.issuers.clone(),
            "issuers" => count(masthead.issuers.len()),
            "date" => one(masthead.date.map(|it| it.day.to_string())),
            "hour" => one(masthead.date.and_then(|it| it.hour).map(|it| it.to_string())),
            "period" => {
                let bare = |it: String| it.trim_matches(['（', '）']).to_owned();
                one(masthead.period.as_ref().map(|it| bare(it.to_string())))
            }
            "field" => {
                let fields = masthead.fields.iter().filter(|it| it.label == self.argument);
                fields.map(|it| it.value.clone()).collect()
            }
            "signer" => one(masthead.signer.clone()),
            "secrecy" => one(masthead.secrecy.clone()),
            "urgency" => one(masthead.urgency.clone()),
            "notice" => {
                let lines = masthead.notice.iter().flat_map(|line| line.lines());
                let mut lines: Vec<String> = lines.map(str::to_owned).collect();
                lines.extend((lines.len() > 1).then(|| lines.concat()));
                lines
            }
            "number" => one(masthead.copy_number.clone()),
            "editor" => words(Role::EditorNote),
            "contents" => words(Role::ContentsItem),
            "title" => one(bulletin.title.as_ref().map(|it| it.to_plain())),
            "subtitle" => words(Role::Subtitle),
            "author" => words(Role::Author),
            "addressee" => one(bulletin.addressee.clone()),
            "article" => titles.map(|it| it.to_plain()).collect(),
            "articles" => count(titles.count()),
            "source" => {
                let own = bulletin.source.iter();
                let all = own.chain(bulletin.articles.iter().filter_map(|it| it.source.as_ref()));
                all.cloned().collect()
            }
            "column" => {
                let bare = |it: String| it.trim_matches(['【', '】']).to_owned();
                view.all(Role::Column).map(|line| bare(line.text.clone())).collect()
            }
            "tables" => count(view.grids.len()),
            "caption" => grids(|grid| &grid.caption),
            "unit" => grids(|grid| &grid.unit),
            "note" => {
                let notes = view.all(Role::Note).map(|line| line.text.clone());
                notes.chain(grids(|grid| &grid.note)).collect()
            }
            "annexes" => count(bulletin.appendices.len()),
            "annex" => bulletin.appendices.iter().map(|it| it.title.to_plain()).collect(),
            "imprint" => labelled(bulletin, &self.argument),
            "copies" => one(bulletin.imprint.print_count.map(|it| it.to_string())),
            "staff" => staff(bulletin, &self.argument),
            "printer" => one(bulletin.imprint.printed_by.clone()),
            "printed-on" => one(bulletin.imprint.printed_on.map(|it| it.to_string())),
            "signed" => {
                bulletin.sign_off.iter().flat_map(|it| it.signers.iter().cloned()).collect()
            }
            "signed-on" => {
                let date = bulletin.sign_off.as_ref().and_then(|it| it.date);
                one(date.map(|it| it.to_string()))
            }
            _ => Vec::new(),
        }
    }

    fn is_heading(&self, view: &View) -> Verdict {
        let value = same(&self.value);
        let is = |text: &str| same(text).trim_end_matches('。') == value;
        let found = view.lines.iter().find(|line| is(&line.text) || is(&line.words));
        match found.map(|line| line.role) {
            Some(Role::Heading(level)) if level.to_string() == self.argument => Verdict::Right,
            Some(role) => Verdict::Wrong(format!("{role:?}")),
            None => Verdict::Wrong(nearest(view, &self.value)),
        }
    }

    fn stands_under(&self, view: &View) -> Verdict {
        let (value, heading) = (same(&self.value), same(&self.argument));
        let mut found = view.lines.iter().filter(|line| same(&line.text).contains(&value));
        let mut all = found.by_ref().collect::<Vec<_>>();
        if all.iter().any(|line| line.under.iter().any(|it| same(it).contains(&heading))) {
            return Verdict::Right;
        }
        match all.pop() {
            Some(line) => Verdict::Wrong(format!("under {}", line.under.join(" > "))),
            None => Verdict::Wrong(nearest(view, &self.value)),
        }
    }

    /// `rows HEAD = 9`, `cell NAME / HEAD = 12`: in the table that has such a head.
    fn stands_in_table(&self, view: &View) -> Verdict {
        let (name, head) = match self.argument.split_once(" / ") {
            Some((name, head)) => (Some(same(name)), same(head)),
            None => (None, same(&self.argument)),
        };
        let is_head = |it: &String| same(it).contains(&head);
        let mut said = "no such table".to_owned();
        for grid in view.grids.iter().filter(|grid| grid.heads.iter().any(is_head)) {
            let Some(name) = &name else {
                said = grid.rows.len().to_string();
                if said == self.value {
                    return Verdict::Right;
                }
                continue;
            };
            let column = grid.heads.iter().position(is_head);
            let row = grid.rows.iter().find(|row| row.iter().any(|it| same(it) == *name));
            let cell = row.zip(column).and_then(|(row, column)| row.get(column));
            said = cell.cloned().unwrap_or("no such row".to_owned());
            if cell.is_some_and(|cell| same(cell) == same(&self.value)) {
                return Verdict::Right;
            }
        }
        Verdict::Wrong(said)
    }
}

/// What stands under a label of the imprint.
fn labelled(bulletin: &Bulletin, label: &str) -> Vec<String> {
    let imprint = &bulletin.imprint;
    let known = match label {
        "报" => imprint.report.as_ref(),
        "送" => imprint.send.as_ref(),
        "发" => imprint.issue.as_ref(),
        "抄送" => imprint.copy.as_ref(),
        _ => None,
    };
    let own = |it: &&ImprintEntry| it.label.as_deref() == Some(label);
    let own = imprint.entries.iter().filter(own).map(|it| &it.value);
    known.into_iter().chain(own).cloned().collect()
}

/// Who is named under a label, in the imprint or in the masthead.
fn staff(bulletin: &Bulletin, label: &str) -> Vec<String> {
    let entries = bulletin.imprint.staff.iter();
    let of = |it: &&StaffEntry| it.label == label;
    let mut found: Vec<String> = entries.filter(of).map(|it| it.value.clone()).collect();
    let fields = bulletin.masthead.fields.iter().filter(|it| it.label == label);
    found.extend(fields.map(|it| it.value.clone()));
    found.extend(labelled(bulletin, label));
    found.extend(bulletin.masthead.signer.clone().filter(|_| label == "签发"));
    found
}

/// The line that has some of the words, to show what became of them.
fn nearest(view: &View, words: &str) -> String {
    let words: Vec<char> = same(words).chars().collect();
    for part in words.windows(words.len().clamp(1, 4)) {
        let part: String = part.iter().collect();
        let line = view.lines.iter().find(|line| same(&line.text).contains(&part));
        let cell = || view.texts().find(|text| same(text).contains(&part)).map(str::to_owned);
        let shown = line.map(|line| format!("{:?} {}", line.role, line.text)).or_else(cell);
        if let Some(shown) = shown {
            return shown.chars().take(70).collect();
        }
    }
    "nothing".to_owned()
}

/// The ways to write a date.
fn dates(date: &str) -> Vec<String> {
    let parts: Vec<u32> = date.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = parts[..] else { return vec![date.to_owned()] };
    vec![
        format!("{year}年{month}月{day}日"),
        format!("{year}年{month:02}月{day:02}日"),
        date.to_owned(),
        format!("{year}.{month}.{day}"),
        format!("{year}/{month}/{day}"),
        format!("{year}-{month}-{day}"),
    ]
}
