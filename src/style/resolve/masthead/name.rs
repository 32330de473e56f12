//! The size of the name and of the lines around it: as large as the line allows.

use crate::length::Length;
use crate::style::flow::Inline;
use crate::style::resolve::Resolver;
use crate::style::runs;
use crate::style::theme::TypeRole;

/// A line of the name before its size is known.
pub(super) struct NameLine {
    pub(super) content: Vec<Inline>,
    characters: usize,
}

impl Resolver<'_> {
    /// The lines of a name in one size, each spread over a line of this measure.
    pub(super) fn name_lines(&self, title: &str, measure: Length) -> (Vec<NameLine>, Length) {
        let mut lines: Vec<NameLine> = title
            .split('\n')
            .map(|line| line.trim().replace('\t', " "))
            .filter(|line| !line.is_empty())
            .map(|line| NameLine {
                content: self.words(TypeRole::Mark, &line),
                characters: line.chars().count(),
            })
            .collect();
        let sizes = lines.iter().map(|line| {
            let half_cells = runs::half_cells(&line.content);
            (self.spread(measure, half_cells, line.characters), half_cells)
        });
        let sizes: Vec<((Length, Length), i64)> = sizes.collect();
        let size = sizes.iter().map(|((size, _), _)| *size).min().unwrap_or_default();
        for (line, ((own, gap), half_cells)) in lines.iter_mut().zip(sizes) {
            // A line that could be larger has the room between its characters.
            let gap = if own == size {
                gap
            } else {
                self.gap(measure, size, half_cells, line.characters).min(size)
            };
            spread_runs(&mut line.content, size, whole_twips(gap));
        }
        (lines, size)
    }

    /// The size of a name of so many half cells and characters, and the white between them.
    fn spread(&self, measure: Length, half_cells: i64, characters: usize) -> (Length, Length) {
        let theme = &self.theme.masthead;
        let filled = measure.scale(i64::from(theme.name_fill), 100);
        let gaps = i64::try_from(characters).unwrap_or(i64::MAX).saturating_sub(1);
        let half_cells = half_cells.max(1);
        // With white of a quarter em between the characters, as long as that leaves the smallest
        // size; a longer name is set solid, within 96 % of the line.
        let airy = filled.scale(4, half_cells.saturating_mul(2).saturating_add(gaps));
        if airy >= theme.name_smallest {
            let size = airy.min(theme.name_largest);
            return (size, self.gap(measure, size, half_cells, characters).min(size));
        }
        let solid = measure.scale(96 * 2, half_cells.saturating_mul(100));
        let size = solid.min(theme.name_smallest);
        (size, self.gap(measure, size, half_cells, characters))
    }

    /// The white between the characters of a name in this size.
    fn gap(&self, measure: Length, size: Length, half_cells: i64, characters: usize) -> Length {
        let filled = measure.scale(i64::from(self.theme.masthead.name_fill), 100);
        let gaps = i64::try_from(characters).unwrap_or(i64::MAX).saturating_sub(1);
        let rest = filled - size.scale(half_cells, 2);
        if gaps == 0 { Length::ZERO } else { (rest / gaps).max(Length::ZERO) }
    }

    /// A line around the name in the type of its role, at most `largest`, smaller where it would
    /// not stand on the line.
    pub(super) fn fitted_line(
        &self,
        role: TypeRole,
        words: &str,
        measure: Length,
        largest: Length,
    ) -> (Vec<Inline>, Length) {
        let mut content = self.words(role, words);
        // 96 % of the line, as a long name is set.
        let cells = runs::half_cells(&content).max(1);
        let widest = measure.scale(96 * 2, cells.saturating_mul(100)).min(largest);
        // In whole half points, as word processors have sizes.
        let half_point = Length::pt(0.5);
        let widest = half_point * widest.whole_times(half_point).max(1);
        let size = self.style(role).size.min(widest);
        for inline in &mut content {
            if let Inline::Run(run) = inline {
                run.font.size = size;
            }
        }
        (content, size)
    }
}

/// A length in whole twips, as word processors have it.
fn whole_twips(length: Length) -> Length {
    let twip = Length::twips(1);
    twip * length.whole_times(twip)
}

/// Sets the size of a name and the white between its characters; none behind the last, so that the
/// name stands in the middle.
fn spread_runs(content: &mut Vec<Inline>, size: Length, gap: Length) {
    for inline in content.iter_mut() {
        if let Inline::Run(run) = inline {
            run.font.size = size;
            run.font.tracking = gap;
        }
    }
    if let Some(Inline::Run(run)) = content.last_mut()
        && let Some(last) = run.text.pop()
    {
        let mut end = run.clone();
        end.text = last.into();
        end.font.tracking = Length::ZERO;
        if run.text.is_empty() {
            content.pop();
        }
        content.push(Inline::Run(end));
    }
}
