//! The bits of a scan of a JPEG file (ITU-T T.81, F.2.2.5), and the codes in them (annex C).

/// What is left of a scan, bit by bit. It ends at the next marker.
pub(super) struct Bits<'a> {
    data: &'a [u8],
    /// The next bits, the first of them highest.
    next: u64,
    /// How many of them are real.
    count: u32,
}

impl<'a> Bits<'a> {
    pub(super) fn new(data: &'a [u8]) -> Bits<'a> {
        Bits { data, next: 0, count: 0 }
    }

    /// Takes bytes until a code and the bits behind it are there, or the scan ends.
    fn fill(&mut self) {
        while self.count <= 56 {
            let byte = match self.data {
                // A byte of ones is followed by a zero; anything else is a marker.
                [0xFF, 0, rest @ ..] => {
                    self.data = rest;
                    0xFF
                }
                [0xFF, ..] | [] => return,
                [byte, rest @ ..] => {
                    self.data = rest;
                    *byte
                }
            };
            self.next |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    /// The next bits, at most 16, as a number. None if the scan ends before.
    pub(super) fn take(&mut self, count: u32) -> Option<u32> {
        if count == 0 {
            return Some(0);
        }
        if self.count < count {
            self.fill();
        }
        let bits = u32::try_from(self.next >> (64 - count)).ok()?;
        self.skip(count).map(|()| bits)
    }

    /// Passes over bits that were looked at or that do not matter.
    fn skip(&mut self, count: u32) -> Option<()> {
        self.count = self.count.checked_sub(count)?;
        self.next <<= count;
        Some(())
    }

    /// What the next code stands for. None if it is no code, or the scan ends before.
    pub(super) fn code(&mut self, table: &Codes) -> Option<u8> {
        if self.count < 16 {
            self.fill();
        }
        let ahead = u16::try_from(self.next >> 48).ok()?;
        let (length, value) = table.find(ahead)?;
        self.skip(length)?;
        Some(value)
    }

    /// Ends the scan here: the rest of the byte is filled up. Gives what comes after, from the marker
    /// on; none if there is more than somebody's padding before that.
    pub(super) fn end(mut self) -> Option<&'a [u8]> {
        self.skip(self.count % 8)?;
        let ahead = self.next.to_be_bytes();
        let ahead = ahead.get(..usize::try_from(self.count / 8).ok()?)?;
        let marker = marker(self.data)?;
        let (more, rest) = self.data.split_at_checked(marker)?;
        let unread = ahead.iter().chain(more).filter(|byte| **byte != 0).count();
        (unread <= PADDING).then_some(rest)
    }
}

/// Some programs leave a few bytes behind the last code; decoders pass over them.
const PADDING: usize = 8;

/// Where the next marker is, from its byte of ones on.
fn marker(data: &[u8]) -> Option<usize> {
    data.windows(2).position(|pair| matches!(pair, [0xFF, next] if !matches!(next, 0 | 0xFF)))
}

/// A table of codes (ITU-T T.81, annex C).
pub(super) struct Codes {
    values: Vec<u8>,
    /// For each length from 1 to 16: the first sixteen bits that are behind all codes of it, and which
    /// value belongs to the code of no bits but zeros if all had this length.
    lengths: [(u32, i32); 16],
    /// The length and the value of the codes of at most eight bits; length 0 for none.
    short: [(u8, u8); 256],
}

impl Codes {
    /// The table with so many codes of each length, for these values. None where there cannot be so
    /// many codes.
    pub(super) fn new(counts: &[u8; 16], values: &[u8]) -> Option<Codes> {
        let mut lengths = [(0, 0); 16];
        let mut short = [(0, 0); 256];
        let (mut code, mut place) = (0_u32, 0_usize);
        for (length, (count, slot)) in (1..=16_u32).zip(counts.iter().zip(&mut lengths)) {
            let offset = i32::try_from(place).ok()? - i32::try_from(code).ok()?;
            for _ in 0..*count {
                let value = *values.get(place)?;
                if length <= 8 {
                    let from = usize::try_from(code << (8 - length)).ok()?;
                    let to = from + (1 << (8 - length));
                    short.get_mut(from..to)?.fill((u8::try_from(length).ok()?, value));
                }
                code += 1;
                place += 1;
            }
            // The code of ones alone is kept free.
            if code >= 1 << length {
                return None;
            }
            *slot = (code << (16 - length), offset);
            code <<= 1;
        }
        Some(Codes { values: values.get(..place)?.to_vec(), lengths, short })
    }

    /// The length and the value of the code with which these bits begin.
    fn find(&self, ahead: u16) -> Option<(u32, u8)> {
        let (length, value) = *self.short.get(usize::from(ahead >> 8))?;
        if length > 0 {
            return Some((length.into(), value));
        }
        let ahead = u32::from(ahead);
        let (length, offset) = (1..=16)
            .zip(&self.lengths)
            .find_map(|(length, (end, offset))| (ahead < *end).then_some((length, *offset)))?;
        let place = i32::try_from(ahead >> (16 - length)).ok()?.checked_add(offset)?;
        Some((length, *self.values.get(usize::try_from(place).ok()?)?))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    /// The codes 0, 10, 110 and 1111 0000 0 for 7, 8, 9 and 10.
    fn codes() -> Codes {
        let counts = [1, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
        Codes::new(&counts, &[7, 8, 9, 10]).unwrap()
    }

    #[test]
    fn codes_of_every_length_are_found() {
        let table = codes();
        // 0 10 110 111000000 and 1: the codes of nine bits begin at 1 1100 0000.
        let mut bits = Bits::new(&[0b0101_1011, 0b1000_0001, 0xFF, 0x00, 0xFF, 0xD9]);
        let found: Vec<_> = (0..4).map(|_| bits.code(&table)).collect();
        assert_eq!(found, [Some(7), Some(8), Some(9), Some(10)]);
        assert_eq!(bits.take(1), Some(1));
        assert_eq!(bits.take(4), Some(15));
        assert_eq!(bits.take(4), Some(15));
        assert_eq!(bits.take(1), None, "a marker ends the scan");
    }

    #[test]
    fn a_scan_may_end_with_padding_and_with_nothing_else() {
        for (data, rest) in [
            (&[0x80, 0xFF, 0xD9][..], Some(&[0xFF, 0xD9][..])),
            (&[0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xD9], Some(&[0xFF, 0xD9])),
            (&[0x80, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0xFF, 0xD9], None),
            (&[0x80], None),
        ] {
            let mut bits = Bits::new(data);
            assert_eq!(bits.take(1), Some(1));
            assert_eq!(bits.end(), rest, "{data:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_table_is_none() {
        let mut three = [0; 16];
        *three.first_mut().unwrap() = 3;
        assert!(Codes::new(&three, &[1, 2, 3]).is_none(), "more codes than there are");
        *three.first_mut().unwrap() = 2;
        assert!(Codes::new(&three, &[1]).is_none(), "a value is missing");
        assert!(codes().find(u16::MAX).is_none(), "no code begins so");
    }
}
