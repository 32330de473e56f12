//! What reading a length can say.

crate::messages! {
    /// What reading a length can say.
    pub(crate) enum LengthMessage {
        /// A length has no unit, or is neither a number nor the name of a Chinese type size.
        NotALength = Error "theme.length" { text: String = "37".to_owned() }
        en "“{text}” is not a length: expected a number with mm, pt, twip or emu, or a Chinese \
            type size such as 三号"
        zh "“{text}”不是长度，应当是带单位 mm、pt、twip 或 emu 的数，或者“三号”这样的字号";
    }
}
