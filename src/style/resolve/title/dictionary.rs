//! The dictionary of Chinese words alone: those of other scripts that `icu_segmenter` brings would
//! add a megabyte to every program, and no title needs them.

use icu_provider::prelude::*;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakOptions;
use icu_segmenter::provider::{
    Baked, SegmenterBreakGraphemeClusterV1, SegmenterBreakWordOverrideV1, SegmenterBreakWordV1,
    SegmenterDictionaryAutoV2, SegmenterDictionaryExtendedV2,
};

/// A segmenter that knows Chinese words. A text in another script without blanks between its words
/// is one word to it.
pub(super) fn segmenter() -> Option<WordSegmenter> {
    WordSegmenter::try_new_dictionary_unstable(&ChineseOnly, WordBreakOptions::default()).ok()
}

/// The data that `icu_segmenter` brings, without the dictionaries of Burmese, Khmer, Lao and Thai.
struct ChineseOnly;

macro_rules! from_baked {
    ($($marker:ty),*) => {$(
        impl DataProvider<$marker> for ChineseOnly {
            fn load(&self, request: DataRequest<'_>) -> Result<DataResponse<$marker>, DataError> {
                Baked.load(request)
            }
        }
    )*};
}

from_baked!(
    SegmenterBreakGraphemeClusterV1,
    SegmenterBreakWordOverrideV1,
    SegmenterBreakWordV1,
    SegmenterDictionaryAutoV2
);

impl DataProvider<SegmenterDictionaryExtendedV2> for ChineseOnly {
    fn load(
        &self,
        request: DataRequest<'_>,
    ) -> Result<DataResponse<SegmenterDictionaryExtendedV2>, DataError> {
        // Says that there is none, which a segmenter takes for an answer.
        let none = DataErrorKind::IdentifierNotFound;
        Err(none.with_req(SegmenterDictionaryExtendedV2::INFO, request))
    }
}
