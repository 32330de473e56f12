//! The colours of printing inks in a JPEG file, and the profile that says which inks they are
//! (ICC.1:2010, B.4).

use crate::picture;

/// Whether a file is in four inks and does not say which.
pub(super) fn are_unknown(data: &[u8]) -> bool {
    let inks = picture::frame(data).is_some_and(|(frame, _)| frame.components == 4);
    inks && profile(data).is_none()
}

/// The profile of a JPEG file in four inks, if it is one that a PDF may hold (ISO 32000-1, 8.6.5.5).
pub(crate) fn profile(data: &[u8]) -> Option<Vec<u8>> {
    let icc = picture::segments(data).filter(|(marker, ..)| *marker == 0xE2);
    let mut parts: Vec<(u8, &[u8])> = icc
        .filter_map(|(_, content, _)| match content.strip_prefix(b"ICC_PROFILE\0")? {
            [number, _, part @ ..] => Some((*number, part)),
            _ => None,
        })
        .collect();
    parts.sort_by_key(|(number, _)| *number);
    let profile: Vec<u8> = parts.into_iter().flat_map(|(_, part)| part).copied().collect();
    is_of_inks(&profile).then_some(profile)
}

/// Whether a profile is whole and of four inks, of a version that PDF/A-2 knows (ICC.1:2004-10, 7.2).
fn is_of_inks(profile: &[u8]) -> bool {
    let is_kind = [b"prtr", b"mntr", b"scnr", b"spac"].iter().any(|kind| says(profile, 12, *kind));
    is_kind && is_whole(profile) && says(profile, 16, b"CMYK")
}

/// Whether a profile says how four inks look on paper: that of a printing works, with the table that an output
/// profile has (ICC.1:2004-10, 8.5).
#[cfg(feature = "pdf")]
pub(crate) fn is_of_press(profile: &[u8]) -> bool {
    let has_table = || tags(profile).any(|tag| tag.starts_with(b"A2B0"));
    says(profile, 12, b"prtr") && says(profile, 16, b"CMYK") && is_whole(profile) && has_table()
}

/// Whether PDF/A-1 knows the version of a profile: PDF 1.4 knows 2 alone (ISO 19005-1, 6.2.2).
#[cfg(feature = "pdf")]
pub(crate) fn is_of_old(profile: &[u8]) -> bool {
    profile.get(8) == Some(&2)
}

fn says(profile: &[u8], at: usize, words: &[u8]) -> bool {
    profile.get(at..).is_some_and(|it| it.starts_with(words))
}

/// A number of a profile: four bytes.
fn number(bytes: &[u8]) -> Option<usize> {
    let bytes: [u8; 4] = bytes.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(bytes)).ok()
}

/// What a profile says that it has: names of four bytes, where they begin and how long they are (7.3).
fn tags(profile: &[u8]) -> impl Iterator<Item = &[u8]> {
    let count = profile.get(128..132).and_then(number).unwrap_or_default();
    profile.get(132..).unwrap_or_default().chunks_exact(12).take(count)
}

/// Whether all of a profile is there, and in a version that PDF/A-2 knows.
fn is_whole(profile: &[u8]) -> bool {
    let is_inside = |tag: &[u8]| {
        let (start, size) = (tag.get(4..8).and_then(number), tag.get(8..).and_then(number));
        start
            .zip(size)
            .and_then(|(start, size)| start.checked_add(size))
            .is_some_and(|end| end <= profile.len())
    };
    profile.len() >= 132
        && profile.get(..4).and_then(number) == Some(profile.len())
        && profile.get(8).is_some_and(|version| (2..=4).contains(version))
        && says(profile, 36, b"acsp")
        && tags(profile).all(is_inside)
}
