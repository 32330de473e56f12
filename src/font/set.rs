//! The set of faces: for each typeface a chain of faces, asked in turn for each character.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Face;
use crate::typeface::Typeface;

/// The faces that serve each [`Typeface`], in the order in which they are asked for a character.
#[derive(Clone, Debug, Default)]
pub struct Fonts {
    chains: BTreeMap<Typeface, Vec<Arc<Face>>>,
}

impl Fonts {
    /// A set without faces; add them with [`Fonts::add`].
    pub fn empty() -> Fonts {
        Fonts::default()
    }

    /// Adds a face at the end of a typeface's chain.
    pub fn add(&mut self, typeface: Typeface, face: Arc<Face>) {
        self.chains.entry(typeface).or_default().push(face);
    }

    /// The faces of a typeface, in the order in which they are asked.
    pub fn chain(&self, typeface: Typeface) -> &[Arc<Face>] {
        self.chains.get(&typeface).map_or(&[], Vec::as_slice)
    }
}

#[cfg(feature = "embedded-fonts")]
impl Fonts {
    /// The faces that this program carries.
    pub fn embedded() -> Fonts {
        use bulletin_fonts_ofl as ofl;
        let open = |data: &'static [u8]| Face::new(data, 0).ok().map(Arc::new);
        let (song_bold, song) = (open(ofl::SONG_BOLD), open(ofl::SONG));
        let (hei, kai, latin) = (open(ofl::HEI), open(ofl::KAI), open(ofl::LATIN));
        #[cfg(feature = "fangsong")]
        let fang_song = open(bulletin_fonts_fangsong::FANGSONG);
        #[cfg(not(feature = "fangsong"))]
        let fang_song: Option<Arc<Face>> = None;
        let chains: [(Typeface, [&Option<Arc<Face>>; 3]); 6] = [
            (Typeface::XiaoBiaoSong, [&song_bold, &song, &kai]),
            (Typeface::FangSong, [&fang_song, &kai, &song]),
            (Typeface::Hei, [&hei, &song_bold, &kai]),
            (Typeface::Kai, [&kai, &song, &hei]),
            (Typeface::Song, [&song, &kai, &hei]),
            (Typeface::Latin, [&latin, &song, &kai]),
        ];
        let mut fonts = Fonts::empty();
        for (typeface, chain) in chains {
            for face in chain.into_iter().flatten() {
                fonts.add(typeface, Arc::clone(face));
            }
        }
        fonts
    }
}
