//! The lines of the masthead.

use super::Writer;
use super::plain::{is_head_line, is_plain_issuer, is_plain_name};
use crate::draft::classify::{self, LineKind};
use crate::draft::date::{self, Anchor, Issued};
use crate::draft::directive::Key;
use crate::draft::fields::{print_date, print_issue, print_period};
use crate::draft::head::{self, Piece};
use crate::model::{Issue, Logo, Masthead};

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
        let single = masthead.notice.len() == 1;
        for notice in &masthead.notice {
            let plain = |line: &str| {
                is_head_line(line)
                    && classify::kind(line) == LineKind::Plain
                    && head::pieces(line) == [Piece::Notice(line)]
            };
            if single && notice.split('\n').all(plain) {
                self.line(notice);
            } else {
                self.directive(Key::Notice, notice);
            }
        }
        if let Some(logo) = &masthead.logo {
            self.logo(logo);
        }
        for line in &masthead.lines_above {
            self.directive(Key::LineAbove, line);
        }
        let title = &masthead.title;
        if is_plain_name(title) {
            self.line(title);
        } else if title.is_empty() {
            self.directive(Key::NoName, "");
        } else {
            self.directive(Key::Name, title);
        }
        if let Some(part) = &masthead.title_part {
            self.directive(Key::NamePart, part);
        }
        for line in &masthead.lines_below {
            self.directive(Key::LineBelow, line);
        }
        if let Some(issue) = &masthead.issue {
            self.issue(issue);
        }
        if let Some(period) = &masthead.period {
            let line = period.to_string();
            let year = masthead.issue.as_ref().and_then(|issue| issue.year);
            let anchor = Anchor { date: masthead.date.map(|date| date.day), year };
            let read = date::period(&line).and_then(|(span, _)| span.resolve(anchor));
            if read.as_ref() == Some(period) {
                self.line(&line)
            } else {
                self.line(&print_period(period))
            }
        }
        for field in &masthead.fields {
            self.directive(Key::FieldLabel, &field.label);
            self.directive(Key::FieldValue, &field.value);
        }
        // Directives are read first, so if one issuer needs a directive, all do.
        let mut bare: Vec<&str> =
            masthead.issuers.iter().map(|name| head::bare_organ(name)).collect();
        bare.sort_unstable();
        bare.dedup();
        let plain = masthead.date.is_some()
            && bare.len() == masthead.issuers.len()
            && masthead.issuers.iter().all(|name| is_plain_issuer(name));
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
            |name| format!("签发人：{name}"),
            |piece, value| *piece == Piece::Signer(value.to_owned()),
        );
        if let Some(date) = masthead.date {
            let line = date.to_string();
            let plain = Issued { date, ..Issued::from(date.day) };
            match date::issued(&line) {
                Some((read, _)) if read == plain => self.line(&line),
                _ => self.line(&print_date(date)),
            }
        }
    }

    /// An issue: its plain line if that is read back so, else its parts; and its own line.
    fn issue(&mut self, issue: &Issue) {
        let mut parts = issue.clone();
        parts.line = None;
        let line = parts.to_string();
        match head::pieces(&line).as_slice() {
            [Piece::Issue(read, _)] if *read == parts => self.line(&line),
            _ if parts == Issue::default() && issue.line.is_some() => {}
            _ => self.line(&print_issue(&parts)),
        }
        if let Some(line) = &issue.line {
            self.directive(Key::IssueLine, line);
        }
    }

    fn logo(&mut self, logo: &Logo) {
        self.image(&logo.image, Key::LogoFile, Key::LogoData);
        if !logo.alt.is_empty() {
            self.directive(Key::LogoAlt, &logo.alt);
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
