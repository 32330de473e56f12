//! The scans of a JPEG file: the codes of every block are followed as a decoder would, and no sample is
//! made (ITU-T T.81, F.2 and G.2).

use super::bits::{Bits, Codes};

/// A component of the frame.
pub(super) struct Component {
    pub(super) id: u8,
    /// How many blocks of it are in a unit of a scan of several components.
    pub(super) across: usize,
    pub(super) down: usize,
    /// Which table of steps it is quantised by.
    pub(super) steps: u8,
    /// Its own blocks, without those that only fill up a unit.
    pub(super) blocks_across: usize,
    pub(super) blocks_down: usize,
    /// Blocks in a row of units.
    pub(super) stride: usize,
    /// For each block of a progressive file which of its 64 coefficients are not zero so far.
    pub(super) known: Vec<u64>,
    /// Whether a scan began it.
    pub(super) is_begun: bool,
}

/// What a scan codes.
#[derive(Clone, Copy)]
pub(super) struct Band {
    /// The first and the last coefficient, in the order of the zigzag.
    pub(super) from: u32,
    pub(super) to: u32,
    /// Whether an earlier scan coded the upper bits.
    pub(super) refines: bool,
    pub(super) is_progressive: bool,
}

/// A component of a scan: where it is in the frame, and its codes.
pub(super) struct Coded<'a> {
    pub(super) component: usize,
    pub(super) first: Option<&'a Codes>,
    pub(super) others: Option<&'a Codes>,
}

/// A scan.
pub(super) struct Scan<'a> {
    pub(super) coded: Vec<Coded<'a>>,
    pub(super) band: Band,
    /// Units of the frame in a row, and rows of them.
    pub(super) units: (usize, usize),
    /// After how many units the codes begin anew; zero for never.
    pub(super) restart: usize,
}

impl Scan<'_> {
    /// Follows the scan to its end. Gives what comes after it; none if it is damaged.
    pub(super) fn follow<'d>(
        &self,
        mut data: &'d [u8],
        components: &mut [Component],
    ) -> Option<&'d [u8]> {
        let (across, down) = match self.coded.as_slice() {
            [one] => {
                let component = components.get(one.component)?;
                (component.blocks_across, component.blocks_down)
            }
            _ => self.units,
        };
        let count = across.checked_mul(down)?;
        let stretch = if self.restart == 0 { count } else { self.restart };
        let (mut unit, mut number) = (0, 0);
        loop {
            let mut bits = Bits::new(data);
            // How many more blocks hold nothing in this band.
            let mut empty = 0;
            for unit in unit..count.min(unit + stretch) {
                self.unit(unit / across, unit % across, components, &mut bits, &mut empty)?;
            }
            data = bits.end()?;
            unit += stretch;
            if unit >= count {
                return Some(data);
            }
            data = data.strip_prefix(&[0xFF, 0xD0 + number])?;
            number = (number + 1) % 8;
        }
    }

    /// Follows a unit: one block of a component that is alone, else so many of each.
    fn unit(
        &self,
        row: usize,
        column: usize,
        components: &mut [Component],
        bits: &mut Bits<'_>,
        empty: &mut u32,
    ) -> Option<()> {
        let is_alone = self.coded.len() == 1;
        for coded in &self.coded {
            let component = components.get_mut(coded.component)?;
            let (across, down) = if is_alone { (1, 1) } else { (component.across, component.down) };
            for y in 0..down {
                for x in 0..across {
                    let place = (row * down + y) * component.stride + column * across + x;
                    if self.band.is_progressive {
                        let known = component.known.get_mut(place)?;
                        progressive(coded, self.band, known, bits, empty)?;
                    } else {
                        sequential(coded, bits)?;
                    }
                }
            }
        }
        Some(())
    }
}

/// A block of a sequential file (F.2.2).
fn sequential(coded: &Coded<'_>, bits: &mut Bits<'_>) -> Option<()> {
    let size = bits.code(coded.first?)?;
    bits.take(size.into()).filter(|_| size <= 15)?;
    let table = coded.others?;
    let mut at = 1;
    while at <= 63 {
        let (run, size) = halves(bits.code(table)?);
        if size == 0 {
            if run != 15 {
                break;
            }
            at += 16;
        } else {
            at += run + 1;
            bits.take(size)?;
        }
    }
    (at <= 64).then_some(())
}

/// A block of one scan of a progressive file (G.1.2).
fn progressive(
    coded: &Coded<'_>,
    band: Band,
    known: &mut u64,
    bits: &mut Bits<'_>,
    empty: &mut u32,
) -> Option<()> {
    if band.from == 0 {
        if band.refines {
            return bits.take(1).map(|_| ());
        }
        let size = bits.code(coded.first?)?;
        return bits.take(size.into()).filter(|_| size <= 15).map(|_| ());
    }
    if band.refines {
        return refined(coded.others?, band, known, bits, empty);
    }
    if *empty > 0 {
        *empty -= 1;
        return Some(());
    }
    let table = coded.others?;
    let mut at = band.from;
    while at <= band.to {
        let (run, size) = halves(bits.code(table)?);
        if size == 0 {
            if run != 15 {
                *empty = (1 << run) - 1 + bits.take(run)?;
                break;
            }
            at += 16;
        } else {
            at += run;
            bits.take(size)?;
            *known |= 1_u64.checked_shl(at)?;
            at += 1;
        }
    }
    (at <= band.to + 1).then_some(())
}

/// A block whose coefficients get one more bit each (G.1.2.3).
fn refined(
    table: &Codes,
    band: Band,
    known: &mut u64,
    bits: &mut Bits<'_>,
    empty: &mut u32,
) -> Option<()> {
    let mut at = band.from;
    // Passes over coefficients, so many of which may be zero; those that are not have a bit more.
    let pass = |at: &mut u32, mut zeros: u32, known: u64, bits: &mut Bits<'_>| {
        while *at <= band.to {
            if known >> *at & 1 == 1 {
                bits.take(1)?;
            } else if zeros == 0 {
                break;
            } else {
                zeros -= 1;
            }
            *at += 1;
        }
        Some(zeros)
    };
    while *empty == 0 && at <= band.to {
        let (run, size) = halves(bits.code(table)?);
        if size == 0 && run != 15 {
            *empty = (1 << run) + bits.take(run)?;
            break;
        }
        if size > 0 {
            bits.take(1).filter(|_| size == 1)?;
            pass(&mut at, run, *known, bits)?;
            if at > band.to {
                return None;
            }
            *known |= 1_u64.checked_shl(at)?;
            at += 1;
        } else {
            // Sixteen zeros: behind the last of them the next code begins.
            pass(&mut at, 15, *known, bits)?;
            at += 1;
        }
    }
    if *empty > 0 {
        pass(&mut at, 64, *known, bits)?;
        *empty -= 1;
    }
    Some(())
}

/// How many zeros, and the size of what follows them.
fn halves(code: u8) -> (u32, u32) {
    (u32::from(code >> 4), u32::from(code & 15))
}
