//! Whether a JPEG file is whole. A decoder shows what it can and says little of what it could not, and
//! it holds the picture; here the codes alone are followed, strictly, and hardly anything is held.

use super::bits::Codes;
use super::scan::{Band, Coded, Component, Scan};
use crate::picture;

/// Whether all scans of the file are there and hold what they should, up to the mark of its end.
pub(super) fn is_whole(data: &[u8]) -> bool {
    let mut file = File::default();
    file.read(data).is_some() && file.components.iter().all(|component| component.is_begun)
}

/// What was read of a file so far.
#[derive(Default)]
struct File {
    is_progressive: bool,
    components: Vec<Component>,
    /// Units in a row, and rows of them.
    units: (usize, usize),
    restart: usize,
    /// The tables of codes for the first coefficients and for the others.
    first: [Option<Codes>; 4],
    others: [Option<Codes>; 4],
    /// Which tables of steps are there.
    steps: [bool; 4],
}

impl File {
    /// Reads to the end of the picture. None if anything is not as it should be.
    fn read(&mut self, data: &[u8]) -> Option<()> {
        let mut rest = data.strip_prefix(&[0xFF, 0xD8])?;
        loop {
            if is_end(rest) {
                return (!self.components.is_empty()).then_some(());
            }
            let (marker, content, after) = picture::segment(rest)?;
            rest = after;
            match marker {
                0xC0..=0xC2 => self.frame(marker, content)?,
                0xC4 => self.codes(content)?,
                0xDB => self.steps(content)?,
                0xDD => self.restart = u16::from_be_bytes(*content.first_chunk()?).into(),
                0xDA => rest = self.scan(content, rest)?,
                // What programs say beside the picture.
                0xE0..=0xEF | 0xFE => {}
                _ => return None,
            }
        }
    }

    /// The header of the frame (B.2.2).
    fn frame(&mut self, marker: u8, content: &[u8]) -> Option<()> {
        if !self.components.is_empty() {
            return None;
        }
        let (&[_, high, low, left, right, count], rest) = content.split_first_chunk()?;
        let height = usize::from(u16::from_be_bytes([high, low]));
        let width = usize::from(u16::from_be_bytes([left, right]));
        let parts = rest.as_chunks::<3>().0.get(..count.into())?;
        let factors =
            |[_, factors, _]: &[u8; 3]| (usize::from(factors >> 4), usize::from(factors & 15));
        if parts.iter().map(factors).any(|(h, v)| !((1..=4).contains(&h) && (1..=4).contains(&v))) {
            return None;
        }
        let widest = parts.iter().map(|part| factors(part).0).max()?;
        let tallest = parts.iter().map(|part| factors(part).1).max()?;
        self.is_progressive = marker == 0xC2;
        self.units = (width.div_ceil(8 * widest), height.div_ceil(8 * tallest));
        for part in parts {
            let (across, down) = factors(part);
            let stride = self.units.0 * across;
            let known = if self.is_progressive { stride * self.units.1 * down } else { 0 };
            let [id, _, steps] = *part;
            self.components.push(Component {
                id,
                across,
                down,
                steps,
                blocks_across: (width * across).div_ceil(8 * widest),
                blocks_down: (height * down).div_ceil(8 * tallest),
                stride,
                known: vec![0; known],
                is_begun: false,
            });
        }
        Some(())
    }

    /// Tables of codes (B.2.4.2).
    fn codes(&mut self, mut content: &[u8]) -> Option<()> {
        while let Some((kind, rest)) = content.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>()?;
            let values = counts.iter().map(|count| usize::from(*count)).sum();
            let (values, rest) = rest.split_at_checked(values)?;
            let tables = if kind >> 4 == 0 { &mut self.first } else { &mut self.others };
            *tables.get_mut(usize::from(kind & 15))? = Some(Codes::new(counts, values)?);
            content = rest;
        }
        Some(())
    }

    /// Tables of steps (B.2.4.1): that they are there is all that matters.
    fn steps(&mut self, mut content: &[u8]) -> Option<()> {
        while let Some((kind, rest)) = content.split_first() {
            *self.steps.get_mut(usize::from(kind & 15))? = true;
            content = rest.get(if kind >> 4 == 0 { 64 } else { 128 }..)?;
        }
        Some(())
    }

    /// The header of a scan (B.2.3) and the scan. Gives what comes after it.
    fn scan<'d>(&mut self, content: &[u8], data: &'d [u8]) -> Option<&'d [u8]> {
        let (count, rest) = content.split_first()?;
        let (parts, rest) = rest.split_at_checked(2 * usize::from(*count))?;
        let &[from, to, bits] = rest.first_chunk()?;
        let (from, to) = (u32::from(from), u32::from(to));
        let band = Band { from, to, refines: bits >> 4 > 0, is_progressive: self.is_progressive };
        let is_known =
            from <= to && to <= 63 && (from == 0) == (to == 0) && (from == 0 || *count == 1);
        if !(1..=4).contains(count) || self.is_progressive && !is_known {
            return None;
        }
        let mut coded = Vec::new();
        for [id, tables] in parts.as_chunks::<2>().0 {
            let place = self.components.iter().position(|component| component.id == *id)?;
            let component = self.components.get_mut(place)?;
            component.is_begun |= from == 0;
            if !*self.steps.get(usize::from(component.steps))? {
                return None;
            }
            coded.push(Coded {
                component: place,
                first: self.first.get(usize::from(tables >> 4))?.as_ref(),
                others: self.others.get(usize::from(tables & 15))?.as_ref(),
            });
        }
        let scan = Scan { coded, band, units: self.units, restart: self.restart };
        scan.follow(data, &mut self.components)
    }
}

/// Whether the mark of the end is next, behind any number of bytes of ones.
fn is_end(data: &[u8]) -> bool {
    let ones = data.iter().take_while(|byte| **byte == 0xFF).count();
    ones > 0 && data.get(ones) == Some(&0xD9)
}
