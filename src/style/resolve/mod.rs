//! Bulletin + theme → flow: every number, label, line pitch, width and title line is decided here,
//! in cells of the grid and without a font, so that the DOCX and the PDF cannot differ in them.

mod article;
mod beside;
mod body;
mod chart;
mod contents;
mod estimate;
mod figure;
mod footnotes;
mod headings;
mod imprint;
mod info;
mod masthead;
mod references;
mod repertoire;
mod side_by_side;
mod sign_off;
mod table;
mod title;
mod turned;

use std::collections::BTreeMap;

use super::flow::{Align, Flow, Indent, Inline, PageNumber, PageSpec, Paragraph, Role};
use super::runs::Typesetter;
use super::theme::{PageTheme, Theme, TypeRole, TypeStyle};
use crate::error::Error;
use crate::finding::Finding;
use crate::info::Info;
use crate::length::Length;
use crate::model::{Bulletin, Text};
use crate::place::ModelPath;

impl Bulletin {
    /// Applies a theme: the input of [`docx`](crate::docx()) and of [`Flow::pages`]. What the
    /// theme cannot do as asked is in [`Flow::findings`](Flow#structfield.findings).
    ///
    /// # Errors
    /// The first fault of the bulletin, else of the theme, when one does not validate: see
    /// [`Bulletin::validate`] and [`Theme::validate`]. A name in the masthead that is so long that it
    /// would have to be smaller than 9 pt (小五) to stand in a line.
    ///
    /// ```
    /// use bulletin::{Bulletin, Theme};
    ///
    /// let mut bulletin = Bulletin::new("工作简报");
    /// bulletin.body.push("各窗口运行平稳。".into());
    /// let flow = bulletin.flow(&Theme::gbt9704())?;
    /// assert_eq!(flow.page.rows, 22);
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    pub fn flow(&self, theme: &Theme) -> Result<Flow, Error> {
        self.validate()?;
        theme.validate()?;
        let mut resolver = Resolver::new(theme);
        resolver.refer(self);
        resolver.names_left = resolver.has_long_names(self);
        let masthead = resolver.masthead(&self.masthead);
        resolver.check_names(&masthead)?;
        resolver.check_slots(&self.masthead, &masthead);
        let (parts, imprint) = resolver.document(self, masthead);
        Ok(Flow {
            info: info(self),
            page_number: resolver.page_number(),
            repertoire: resolver.repertoire(!self.articles.is_empty()),
            page: resolver.page,
            lines: theme.lines,
            parts,
            imprint,
            findings: resolver.findings,
        })
    }
}

/// What the file says of itself.
fn info(bulletin: &Bulletin) -> Info {
    let masthead = &bulletin.masthead;
    let issue = masthead.issue.as_ref().map(|issue| one_line(&issue.to_string()));
    // What a bulletin without a name is called by.
    let first = || headings::first_title(bulletin).map(|(title, _)| title.to_plain());
    let name = Some(masthead.title.clone()).filter(|name| !name.is_empty()).or_else(first);
    let title: Vec<String> = [name.map(|name| one_line(&name)), issue]
        .into_iter()
        .flatten()
        .filter(|words| !words.is_empty())
        .collect();
    Info {
        title: title.join(" "),
        author: masthead
            .issuers
            .iter()
            .map(|issuer| one_line(issuer))
            .collect::<Vec<_>>()
            .join("、"),
        subject: bulletin
            .title
            .as_ref()
            .map(Text::to_plain)
            .map_or_else(String::new, |title| one_line(&title)),
        date: masthead.date.map(|date| date.day),
        language: "zh-CN".into(),
        keywords: info::keywords(bulletin),
        fields: info::fields(bulletin),
    }
}

/// Words on one line, for the outline and the file's properties: forced line ends are for the page
/// only.
fn one_line(words: &str) -> String {
    let line: String = words.split('\n').map(str::trim).collect();
    line.replace('\t', " ")
}

/// A theme being applied.
struct Resolver<'a> {
    theme: &'a Theme,
    page: PageSpec,
    findings: Vec<Finding>,
    album: figure::Album,
    /// Whether the sections at hand stand below a title that is in the outline.
    below_title: bool,
    /// The labels of what has an id: 附件2, 表1.
    labels: BTreeMap<String, String>,
    /// How many footnotes there are so far.
    footnotes: u32,
    /// Whether the columns of names of all tables stand at the left, as one of them does.
    names_left: bool,
}

impl<'a> Resolver<'a> {
    fn new(theme: &'a Theme) -> Resolver<'a> {
        let page = theme.geometry.page_spec(theme.types[TypeRole::Body].size);
        let PageTheme { widow_control, fit } = theme.page;
        let page = PageSpec { widow_control, fit, ..page };
        Resolver {
            theme,
            page,
            findings: Vec::new(),
            album: figure::Album::new(),
            below_title: false,
            labels: BTreeMap::new(),
            footnotes: 0,
            names_left: false,
        }
    }

    fn style(&self, role: TypeRole) -> &'a TypeStyle {
        &self.theme.types[role]
    }

    /// Runs of a role's type. Text in the size of the body stands on the grid.
    fn typesetter(&self, role: TypeRole) -> Typesetter<'a> {
        let style = self.style(role);
        let on_grid = style.size == self.page.size;
        Typesetter { style, cell: on_grid.then(|| self.page.cell()) }
    }

    /// The width of one character of a role: a cell of the grid in the size of the body.
    fn character(&self, style: &TypeStyle) -> Length {
        if style.size == self.page.size { self.page.cell() } else { style.size }
    }

    fn text(&self, role: TypeRole, text: &Text) -> Vec<Inline> {
        self.typesetter(role).text(&self.resolved(text))
    }

    fn words(&self, role: TypeRole, words: &str) -> Vec<Inline> {
        self.typesetter(role).words(words)
    }

    fn label(&self, role: TypeRole, label: &str) -> Vec<Inline> {
        self.typesetter(role).label(label)
    }

    /// A paragraph as the theme has it for a role.
    fn paragraph(
        &self,
        role: Role,
        type_role: TypeRole,
        path: ModelPath,
        content: Vec<Inline>,
    ) -> Paragraph {
        let style = self.style(type_role);
        let character = self.character(style);
        let on_grid = style.pitch.is_none();
        Paragraph {
            path,
            align: style.align,
            indent: Indent {
                left: character * i64::from(style.left),
                right: character * i64::from(style.right),
                first: character * i64::from(style.first),
            },
            line: style.pitch.unwrap_or(self.page.row_pitch),
            snap: on_grid,
            ..Paragraph::bare(role, content, style.size)
        }
    }

    fn page_number(&self) -> Option<PageNumber> {
        let theme = &self.theme.page_number;
        let font = self.typesetter(TypeRole::PageNumber).font();
        theme.print.then(|| PageNumber {
            font,
            before: theme.before.clone(),
            after: theme.after.clone(),
            position: theme.position,
            indent: self.page.cell() * i64::from(theme.indent),
            center: self.page.type_area.bottom() + theme.gap,
        })
    }
}

impl Paragraph {
    /// From the upper edge of a line's box to that of the em square in it.
    pub(crate) fn half_leading(&self) -> Length {
        (self.line - self.size) / 2
    }

    /// The same paragraph, aligned otherwise.
    fn aligned(mut self, align: Align) -> Paragraph {
        self.align = align;
        self
    }
}
