//! What the module says of font files, of faces, and of which face serves which typeface.

use std::io;

use crate::message::terms;

crate::messages! {
    /// What is said of fonts.
    pub(crate) enum FontMessage {
        /// A typeface is served by the face that official documents are set in.
        Official = Note "font.official" {
            typeface: &'static str = "仿宋_GB2312",
            face: String = "FangSong_GB2312".to_owned(),
        }
        en "{typeface}: {face}"
        zh "{typeface}：“{face}”";

        /// A typeface is served by a face that looks like it.
        Substitute = Note "font.substitute" {
            typeface: &'static str = "仿宋_GB2312",
            face: String = "BulletinFangSong-Regular".to_owned(),
        }
        en "{typeface}: {face} (substitute)"
        zh "{typeface}：“{face}”（同类代用）";

        /// The font set has no face at all for a typeface that official documents are set in.
        NoFace = Error(Font) "font.no-face" { typeface: &'static str = "仿宋_GB2312" }
        en "no face for {typeface}", "install {typeface}, or add its font file to the font set"
        zh "缺少字体“{typeface}”", "请安装或提供字体“{typeface}”";

        /// No face of the set bears the name of a typeface or of one that looks like it; a face
        /// of another kind is used in its place.
        StandIn = Warning "font.stand-in" {
            typeface: &'static str = "仿宋_GB2312",
            face: String = "BulletinKai-Light".to_owned(),
        }
        en "{face}, a face of another kind, stands in for {typeface}",
            "install {typeface}, or add its font file to the font set"
        zh "“{typeface}”由“{face}”代替（不是同类字体）", "请安装或提供字体“{typeface}”";

        /// The names of a face fit no typeface that official documents are set in, and it is slanted;
        /// it is not used.
        Unused = Note "font.unused" { face: String = "Impact-Italic".to_owned() }
        en "{face} is not a face of official documents and is not used"
        zh "“{face}”不是公文用的字体，没有使用";

        /// The names of a face fit no typeface that official documents are set in; only characters that
        /// all other faces lack are taken from it.
        LastResort = Note "font.last-resort" { face: String = "NotoSansMongolian".to_owned() }
        en "{face} is not a face of official documents; it is used for what all others lack"
        zh "“{face}”不是公文用的字体，只用来补其他字体缺的字";

        /// The maker of a face does not allow it to be embedded in documents; it is not used.
        NotEmbeddable = Warning(Font) "font.not-embeddable" { face: String = "Impact".to_owned() }
        en "the maker of {face} does not allow it to be embedded in documents",
            "use another font file"
        zh "“{face}”的厂商不允许嵌入文档，没有使用", "请换用其他字体文件";

        /// A font file cannot be used; the other files of the folder are.
        UnusableFile = Warning(Font) "font.unusable-file" { reason: Unusable = Unusable::Damaged }
        en "the font file cannot be used: {reason}"
        zh "字体文件不能用：{reason}";

        /// A font file is larger than any that is read; the other files of the folder are used.
        TooLarge = Warning(Limit) "font.too-large" {
            bytes: u64 = 300_000_000,
            most: u64 = 268_435_456,
        }
        en "the font file has {bytes} bytes; files of up to {most} bytes are read"
        zh "字体文件有 {bytes} 字节，最多读取 {most} 字节";

        /// Bytes that were given as a font are none that can be used.
        Unusable = Error(Font) "font.unusable" { reason: Unusable = Unusable::NoOutlines }
        en "the font cannot be used: {reason}"
        zh "字体不能用：{reason}";

        /// A folder of fonts cannot be read.
        Folder = Error(Io) "font.folder" { reason: Unreadable = Unreadable::Missing }
        en "the folder of fonts cannot be read: {reason}"
        zh "字体文件夹读不出来：{reason}";

        /// No face in a folder serves a typeface that official documents are set in.
        NoneFits = Error(Font) "font.none-fits" {
            typefaces: Vec<&'static str> = vec!["仿宋_GB2312", "黑体"],
        }
        en "no font file here has a face of official documents, such as {typefaces}"
        zh "这里没有公文用的字体，如“{typefaces}”";

        /// No face in a folder serves a typeface that official documents are set in, and some of
        /// its font files cannot be used.
        NoneUsable = Error(Font) "font.none-usable" {
            typefaces: Vec<&'static str> = vec!["仿宋_GB2312", "黑体"],
            unusable: Vec<String> = vec!["simfang.ttf".to_owned()],
        }
        en "no font file here has a face of official documents, such as {typefaces}; \
            not usable: {unusable}"
        zh "这里没有公文用的字体，如“{typefaces}”；不能用的文件：“{unusable}”";

        /// A face that was opened before cannot be opened again.
        Closed = Error(Internal) "font.closed" { face: String = "BulletinKai-Light".to_owned() }
        en "{face} cannot be opened again"
        zh "字体“{face}”再次打开时出错";

        /// The pages ask for a glyph that their face does not have.
        NoGlyph = Error(Font) "font.no-glyph" {
            face: String = "BulletinKai-Light".to_owned(),
            glyph: u16 = 65535,
            glyphs: u32 = 7000,
        }
        en "glyph {glyph} is asked for; {face} has {glyphs} glyphs"
        zh "要用第 {glyph} 号字形，而“{face}”只有 {glyphs} 个字形";

        /// The glyphs that the pages use cannot be taken out of a face.
        Subset = Error(Font) "font.subset" { face: String = "BulletinKai-Light".to_owned() }
        en "no subset of {face} can be made", "use another font file"
        zh "从字体“{face}”里取不出用到的字形", "请换用其他字体文件";
    }
}

terms! {
    /// Why a font file cannot be used.
    pub(crate) enum Unusable {
        /// Its tables cannot be read.
        Damaged = "it is damaged, or not a font file", "文件已损坏，或不是字体文件";
        /// It has neither a `glyf` nor a `CFF ` table.
        NoOutlines = "it has no outlines", "没有字形轮廓";
        /// It has no `cmap` or no `hmtx` table.
        NoCharacters = "it has no table of characters or of their widths", "没有字符表或字宽表";
        /// It has no name that a PDF could call it by.
        NoName = "it has no name", "没有字体名";
        /// It is not there any more.
        Missing = "it does not exist", "文件不存在";
        /// It is for others to read.
        Denied = "permission is denied", "没有读取权限";
        /// It cannot be read for another reason.
        Unread = "it cannot be read", "文件读不出来";
    }
}

terms! {
    /// Why a folder cannot be read.
    pub(crate) enum Unreadable {
        /// There is none.
        Missing = "it does not exist", "文件夹不存在";
        /// It is for others to read.
        Denied = "permission is denied", "没有读取权限";
        /// It is a file.
        NoFolder = "it is not a folder", "不是文件夹";
        /// Another reason.
        Other = "reading failed", "读取失败";
    }
}

impl From<&io::Error> for Unusable {
    fn from(error: &io::Error) -> Unusable {
        match error.kind() {
            io::ErrorKind::NotFound => Unusable::Missing,
            io::ErrorKind::PermissionDenied => Unusable::Denied,
            _ => Unusable::Unread,
        }
    }
}

impl From<&io::Error> for Unreadable {
    fn from(error: &io::Error) -> Unreadable {
        match error.kind() {
            io::ErrorKind::NotFound => Unreadable::Missing,
            io::ErrorKind::PermissionDenied => Unreadable::Denied,
            io::ErrorKind::NotADirectory => Unreadable::NoFolder,
            _ => Unreadable::Other,
        }
    }
}
