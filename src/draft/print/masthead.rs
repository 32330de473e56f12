//! The lines of the masthead.

use super::Writer;
use super::plain::{is_head_line, is_plain_issuer, is_plain_name};
use crate::draft::classify::{self, LineKind};
use crate::draft::date::{self, Anchor};
use crate::draft::directive::Key;
use crate::draft::fields::{print_issue, print_period};
use crate::draft::head::{self, Piece};
use crate::draft::issue;
use crate::model::{Masthead, chinese_date};

impl Writer {
    pub(super) fn masthead(&mut self, masthead: &Masthead) {
        self.field(
            Key::CopyNumber,
            masthead.copy_number.as_ref(),
            |number| format!("编号：{number}"),
            |piece, value| *piece == Piece::CopyNumber(value),
        );
        self.field(Key::Secrecy, masthead.secrecy.as_ref(), str::to_owned, |piece, value| {
            *piece == Piece::Secrecy(value.to_owned())
        });
        self.field(Key::Urgency, masthead.urgency.as_ref(), str::to_owned, |piece, value| {
            *piece == Piece::Urgency(value.to_owned())
        });
        if let Some(notice) = &masthead.notice {
            let plain = |line: &str| {
                is_head_line(line)
                    && classify::kind(line) == LineKind::Plain
                    && head::pieces(line) == [Piece::Notice(line)]
            };
            if notice.split('\n').all(plain) {
                self.line(notice);
            } else {
                self.directive(Key::Notice, notice);
            }
        }
        for line in &masthead.lines_above {
            self.directive(Key::LineAbove, line);
        }
        let title = &masthead.title;
        if is_plain_name(title) {
            self.line(title);
        } else if !title.is_empty() {
            self.directive(Key::Name, title);
        }
        if let Some(issue) = &masthead.issue {
            let line = issue.to_string();
            match issue::whole(&line) {
                Some((read, _)) if read == *issue => self.line(&line),
                _ => self.line(&print_issue(issue)),
            }
        }
        if let Some(period) = &masthead.period {
            let line = period.to_string();
            let anchor =
                Anchor { date: masthead.date, year: masthead.issue.and_then(|issue| issue.year) };
            let read = date::period(&line).and_then(|(span, _)| span.resolve(anchor));
            if read == Some(*period) { self.line(&line) } else { self.line(&print_period(period)) }
        }
        // Directives are read first, so if one issuer needs a directive, all do.
        let plain =
            masthead.date.is_some() && masthead.issuers.iter().all(|name| is_plain_issuer(name));
        for issuer in &masthead.issuers {
            if plain {
                self.line(issuer);
            } else {
                self.directive(Key::Issuer, issuer);
            }
        }
        self.field(
            Key::Signer,
            masthead.signer.as_ref(),
            |name| format!("签发：{name}"),
            |piece, value| *piece == Piece::Signer(value.to_owned()),
        );
        if let Some(date) = masthead.date {
            let line = chinese_date(date);
            match date::whole(&line) {
                Some((read, _)) if read == date => self.line(&line),
                _ => self.directive(Key::Date, &date.to_string()),
            }
        }
    }

    /// A field of the masthead: its plain line if that is read back as this field, else a
    /// directive.
    fn field(
        &mut self,
        key: Key,
        value: Option<&String>,
        plain: impl Fn(&str) -> String,
        is_it: impl Fn(&Piece<'_>, &str) -> bool,
    ) {
        let Some(value) = value else {
            return;
        };
        let line = plain(value);
        let read = is_head_line(&line)
            && matches!(classify::kind(&line), LineKind::Plain | LineKind::Imprint);
        match head::pieces(&line).as_slice() {
            [piece] if read && is_it(piece, value) => self.line(&line),
            _ => self.directive(key, value),
        }
    }
}
