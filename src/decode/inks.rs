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
    let says = |at: usize, words: &[u8]| profile.get(at..).is_some_and(|it| it.starts_with(words));
    let size = profile.first_chunk().map(|size| u32::from_be_bytes(*size));
    let is_whole = profile.len() >= 132
        && size.is_some_and(|size| usize::try_from(size).is_ok_and(|size| size == profile.len()));
    let is_known = profile.get(8).is_some_and(|version| (2..=4).contains(version));
    let is_kind = [&b"prtr"[..], b"mntr", b"scnr", b"spac"].iter().any(|kind| says(12, kind));
    is_whole && is_known && is_kind && says(16, b"CMYK") && says(36, b"acsp")
}
