//! The skeleton of the next issue: what stays from week to week is kept, what moves on is moved on,
//! what has to be written anew is left empty.

use chrono::{Datelike, NaiveDate};

use super::period::{Stride, in_range};
use super::{
    Block, Bulletin, Cell, Contents, Date, Issue, Masthead, Period, Section, SignOff, Text,
};

impl Bulletin {
    /// The skeleton of the issue that follows this one.
    ///
    /// - **Number.** The number and the running total are one higher than the last of this issue. When
    ///   the new date lies in a new year, the number begins again at 1; the running total goes on. What
    ///   follows the 创刊号 is the second of the regular issues. A line of the office's own has the new
    ///   numbers and year in the place of the old; one in which they do not stand is left out.
    /// - **Period and date.** Days that are whole months move on by as many months, any others by
    ///   the least number of whole weeks that holds them; weeks, thirds of months, months, quarters,
    ///   half-years and years by one of their kind; words are left out. The date keeps its hour and
    ///   weekday, the day of printing (印发日期) its distance from it. Without a period the date moves
    ///   on by a week. When `date` is given it
    ///   is the new date, and the period moves on by as many steps as come nearest to it, at least
    ///   one. What would leave the years 1000 to 9999 stays where it is.
    /// - **Kept**: the name, issuers, notices, headings, column headings, the heads of tables and
    ///   the words in tables that hold figures, titles of articles and appendices, the imprint,
    ///   to whom it is addressed and who signs it.
    /// - **Rankings** stay rankings: the names in the order of the ranks that they reached, these as
    ///   the ranks before where a column shows them, and no scores.
    /// - **Charts** keep their categories and the names of their series, without numbers.
    /// - **Left empty**: paragraphs, numbered paragraphs, pictures, figures and ranks in tables and
    ///   the rows of tables without figures with the marks of rows, the title of the body, subtitles,
    ///   authors and sources, the editor's note, the copy number. A list of contents is made from the headings again.
    ///
    /// Dates and comparisons that kept words still have, [`check::stale`](crate::check::stale()) finds.
    ///
    /// ```
    /// use bulletin::{Bulletin, Issue, NaiveDate, Period};
    ///
    /// let day = |month, day| NaiveDate::from_ymd_opt(2024, month, day).unwrap();
    /// let mut issue = Issue::new(2024, 8);
    /// issue.total = Some(479.into());
    /// let mut last = Bulletin::new("窗口工作周报");
    /// last.masthead.issue = Some(issue);
    /// last.masthead.period = Some(Period::spanning(day(2, 26), day(3, 1)));
    /// last.masthead.date = Some(day(3, 12).into());
    /// let next = last.next_issue(None);
    /// assert_eq!(next.masthead.issue.unwrap().to_string(), "2024年第9期（总第480期）");
    /// assert_eq!(next.masthead.period.unwrap().to_string(), "（3月4日—3月8日）");
    /// assert_eq!(next.masthead.date, Some(day(3, 19).into()));
    /// ```
    #[must_use]
    pub fn next_issue(&self, date: Option<NaiveDate>) -> Bulletin {
        let last = &self.masthead;
        let stride = Stride::of(last.period.as_ref());
        let from = last.date.map(|date| date.day).or(last.period.as_ref().and_then(Period::end));
        let steps = from.zip(date).map_or(1, |(from, date)| stride.steps(from, date));
        let moved = |day: NaiveDate| stride.moved(day, steps);

        // What is emptied is not copied first: a text may be long.
        let Bulletin {
            masthead,
            editor_note: _,
            contents,
            contents_heading,
            title: _,
            subtitle: _,
            author: _,
            addressee,
            body,
            sections,
            source: _,
            articles,
            sign_off,
            appendices,
            imprint,
        } = self;
        let mut next = Bulletin {
            masthead: masthead.clone(),
            contents: contents.as_ref().map(|_| Contents::Auto),
            contents_heading: contents_heading.clone(),
            addressee: addressee.clone(),
            body: body.iter().filter(|block| is_kept(block)).cloned().collect(),
            sections: sections.clone(),
            articles: articles.clone(),
            sign_off: sign_off.clone(),
            appendices: appendices.clone(),
            imprint: imprint.clone(),
            ..Bulletin::default()
        };
        let in_year = last.issue.as_ref().and_then(|issue| issue.year).or(year(last));
        next.masthead.period = last.period.as_ref().and_then(|period| period.moved(steps, in_year));
        next.masthead.date = match last.date {
            Some(last) => Some(Date { day: date.unwrap_or_else(|| moved(last.day)), ..last }),
            None => date.map(Date::from),
        };
        next.masthead.issue = last.issue.as_ref().and_then(|issue| {
            let (begins_anew, year) = years(issue, last, &next.masthead);
            issue.following(year, begins_anew)
        });
        next.masthead.copy_number = None;
        // As many days from the new date as it was from the last one.
        let (from, to) = (last.date, next.masthead.date);
        let kept = |day: NaiveDate| match (from, to) {
            (Some(from), Some(to)) => in_range(to.day.checked_add_signed(day - from.day), to.day),
            _ => moved(day),
        };
        next.imprint.printed_on = self.imprint.printed_on.map(kept);
        next.sign_off =
            next.sign_off.map(|sign_off| SignOff { date: sign_off.date.map(kept), ..sign_off });

        empty(&mut next.body);
        empty_sections(&mut next.sections);
        for article in &mut next.articles {
            (article.subtitle, article.author, article.source) = (None, None, None);
            empty(&mut article.body);
            empty_sections(&mut article.sections);
        }
        for appendix in &mut next.appendices {
            empty(&mut appendix.blocks);
            empty_sections(&mut appendix.sections);
        }
        next
    }
}

/// Whether the numbers begin anew in the next issue, and its year.
fn years(issue: &Issue, last: &Masthead, next: &Masthead) -> (bool, Option<i32>) {
    let (was, is) = (issue.year.or(year(last)), year(next));
    (was.zip(is).is_some_and(|(was, is)| is > was), is)
}

/// The year of an issue by its date, else by its period.
fn year(masthead: &Masthead) -> Option<i32> {
    let of_date = masthead.date.map(|date| date.day.year());
    of_date.or(masthead.period.as_ref().and_then(Period::year))
}

/// Sections without their text; those that are numbered paragraphs are text.
fn empty_sections(sections: &mut Vec<Section>) {
    sections.retain(|section| section.heading.is_some());
    for section in sections {
        section.run_in = false;
        empty(&mut section.blocks);
        empty_sections(&mut section.sections);
    }
}

/// Blocks without their text.
fn empty(blocks: &mut Vec<Block>) {
    blocks.retain(is_kept);
    let mut kept = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        let Block::Beside(mut beside) = block else {
            kept.push(block);
            continue;
        };
        // Nothing stands beside anything within it.
        for cell in &mut beside.cells {
            cell.retain(|block| is_kept(block) && !matches!(block, Block::Beside(_)));
            cell.iter_mut().for_each(empty_block);
        }
        beside.cells.retain(|cell| !cell.is_empty());
        match beside.cells.len() {
            0 | 1 => kept.extend(beside.cells.into_iter().flatten()),
            _ => kept.push(Block::Beside(beside)),
        }
    }
    kept.iter_mut().for_each(empty_block);
    *blocks = kept;
}

/// Whether a block is more than text.
fn is_kept(block: &Block) -> bool {
    matches!(
        block,
        Block::Table(_) | Block::Ranking(_) | Block::Chart(_) | Block::Beside(_) | Block::Column(_)
    )
}

/// A block without its numbers.
fn empty_block(block: &mut Block) {
    if let Block::Chart(chart) = block {
        chart.empty();
    }
    if let Block::Ranking(ranking) = block {
        ranking.move_on();
    }
    let Block::Table(table) = block else { return };
    if !table.rows.iter().flatten().any(|cell| cell.number().is_some()) {
        table.rows.clear();
        table.marks.retain(|mark| !mark.marks_rows());
    }
    for cell in table.rows.iter_mut().flatten() {
        // What goes on to the right does so from words; tied ranks are told anew.
        if cell.text().is_none() && *cell != Cell::Left {
            *cell = Cell::Text(Text::default());
        }
    }
}
