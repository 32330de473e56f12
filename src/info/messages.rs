//! What reading a colour can say.

crate::messages! {
    /// What reading a colour can say.
    pub(crate) enum ColorMessage {
        /// A colour is not written as `#` and six hexadecimal digits.
        NotAColor = Error "theme.color" { text: String = "red".to_owned() }
        en "“{text}” is not a colour: expected # and six hexadecimal digits, such as #FF0000"
        zh "“{text}”不是颜色，应当是 # 和六位十六进制数字，如 #FF0000";
    }
}
