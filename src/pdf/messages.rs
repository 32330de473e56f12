//! What can be said of writing a PDF.

use crate::length::Length;
use crate::message::CodePoint;

crate::messages! {
    /// What goes wrong while a PDF is written.
    pub(crate) enum PdfMessage {
        /// The bytes of a picture are not those of the format that they are said to be.
        PictureFormat = Error(Image) "pdf.picture-format" { format: &'static str = "PNG" }
        en "the picture is not a {format} file", "give a PNG or JPEG file"
        zh "图片不是 {format} 文件", "请用 PNG 或 JPEG 图片";

        /// A picture is cut off or damaged, so that it cannot be shown.
        PictureBroken = Error(Image) "pdf.picture-broken" { format: &'static str = "PNG" }
        en "the {format} file of the picture is damaged or cut off",
            "export the picture again"
        zh "图片的 {format} 文件已损坏或不完整", "请重新导出图片";

        /// A picture has so many pixels that it is not decoded: a small file can hold a picture of
        /// gigabytes.
        PictureTooLarge = Error(Image) "pdf.picture-too-large" { format: &'static str = "PNG" }
        en "the {format} file of the picture has too many pixels to be decoded",
            "make the picture smaller"
        zh "图片的 {format} 文件像素过多，无法解码", "请缩小图片";

        /// A JPEG file is compressed in a way that PDF does not know, such as without loss.
        JpegProcess = Error(Image) "pdf.jpeg-process" {}
        en "the picture is a JPEG file of a kind that PDF does not know",
            "save the picture as baseline or progressive JPEG, or as PNG"
        zh "图片的 JPEG 压缩方式在 PDF 中不能使用", "请把图片另存为普通 JPEG 或 PNG";

        /// A JPEG file has neither one, three nor four colour components: it is not in grey, RGB
        /// or CMYK.
        JpegColors = Error(Image) "pdf.jpeg-colors" { components: u8 = 2 }
        en "the number of colour components of the JPEG file is {components}; expected 1, 3 or 4",
            "save the picture in grey, RGB or CMYK"
        zh "图片的 JPEG 文件有 {components} 个颜色分量，应当是 1、3 或 4 个",
            "请把图片另存为灰度、RGB 或 CMYK";

        /// A JPEG file has samples of other than eight bits, or no pixels at all.
        JpegSamples = Error(Image) "pdf.jpeg-samples" {
            width: u16 = 640,
            height: u16 = 480,
            bits: u8 = 12,
        }
        en "the JPEG file has {width} × {height} pixels of {bits} bits; expected pixels of 8 bits",
            "save the picture with 8 bits"
        zh "图片的 JPEG 文件是 {width} × {height} 像素、每个分量 {bits} 位，应当是 8 位",
            "请把图片另存为 8 位";

        /// The PDF could not be written to where it was to go: the disk is full, the connection is
        /// closed, the folder may not be written to.
        Write = Error(Io) "pdf.write" { reason: String = "no space left on device".into() }
        en "the PDF file could not be written: {reason}",
            "see whether the disk is full and whether you may write there"
        zh "PDF 文件没有写成", "请查看磁盘空间和写入权限";

        /// What is left of a face after subsetting is too large for a PDF file.
        FontTooLarge = Error(Font) "pdf.font-too-large" {}
        en "the font is too large for a PDF file"
        zh "字体过大，不能放进 PDF 文件";

        /// A file with red, black or other colours as printing inks needs the profile of these inks.
        Profile = Error(Input) "pdf.profile" {}
        en "the profile is not a whole ICC profile of four inks on paper (CMYK, class prtr)",
            "give the bytes of the .icc file that the printing works uses"
        zh "所给的不是完整的四色（CMYK）输出 ICC 特性文件", "请使用印刷厂提供的 .icc 文件";

        /// The ink that red is printed in has no name, or one that means all inks or none.
        Spot = Error(Input) "pdf.spot" {}
        en "the ink of red has no name of its own",
            "name it as the printing works does, in at most 127 bytes"
        zh "专色没有名称，或名称不能使用", "请按印刷厂的叫法填写，不超过 127 字节";

        /// The sheet cannot go on so far beyond the edge at which it is cut.
        Bleed = Error(Input) "pdf.bleed" { bleed: Length = Length::mm(-3.0) }
        en "the bleed is {bleed}; expected 0 to 100 mm"
        zh "出血为 {bleed}，应当在 0 到 100 毫米之间";

        /// Files are attached, and the archive format takes none.
        AttachmentLevel = Error(Input) "pdf.attachment-level" { level: &'static str = "PDF/A-2a" }
        en "{level} takes no attached files", "choose PDF/A-3b, or no archive format"
        zh "{level} 不能带附加文件", "请改用 PDF/A-3b，或不采用归档格式";

        /// An attached file has no name, one with a folder, or that of another.
        AttachmentName = Error(Input) "pdf.attachment-name" { name: String = "a/b.toml".to_owned() }
        en "“{name}” cannot be the name of an attached file",
            "give a name with its ending, without folders, that no other has"
        zh "附加文件不能叫“{name}”", "请给出带扩展名、不含目录、不重复的文件名";

        /// An attached file has no media type.
        AttachmentType = Error(Input) "pdf.attachment-type" {
            name: String = "weekly.toml".to_owned(),
            media_type: String = "toml".to_owned(),
        }
        en "the media type of “{name}” is “{media_type}”; expected one such as application/json"
        zh "附加文件“{name}”的媒体类型“{media_type}”不合规定，应当是以斜线分开的两个词";

        /// A character is missing from the faces, and the sign for it must not stand in an archived file
        /// (ISO 19005-2, 6.2.11.8). The file says no archive format.
        LevelGlyph = Warning "pdf.level-glyph" { asked: &'static str = "PDF/A-2a" }
        en "a character is missing from the fonts, so the file does not keep {asked}",
            "add a font that has it"
        zh "有的字字体中没有，文件不符合 {asked}", "请添加含有该字的字体";

        /// An array of the file would have more entries than PDF/A-1 allows (ISO 19005-1, 6.1.12). The file
        /// says no archive format.
        LevelTooLarge = Warning "pdf.level-too-large" { most: usize = 8191 }
        en "the bulletin is too large for PDF/A-1b, which has at most {most} parts in one",
            "choose PDF/A-2b"
        zh "简报过大，不符合 PDF/A-1b（一处最多 {most} 项）", "请改用 PDF/A-2b";

        /// A profile of inks, given or of a picture, is of a version that PDF/A-1 does not know (ISO 19005-1,
        /// 6.2.2). The file says no archive format.
        LevelProfile = Warning "pdf.level-profile" {}
        en "a profile of inks is newer than version 2, so the file does not keep PDF/A-1b",
            "choose PDF/A-2b, or a profile of version 2"
        zh "油墨的 ICC 特性文件不是第 2 版，文件不符合 PDF/A-1b", "请改用 PDF/A-2b，或使用第 2 版的特性文件";

        /// The bulletin has no name and no title, which readers announce (ISO 14289-1, 7.1). The file says
        /// PDF/A-2u and not 2a, nor PDF/UA-1.
        LevelTitle = Note "pdf.level-title" {}
        en "the bulletin has no name or title, so the PDF keeps PDF/A-2u and not 2a with PDF/UA-1"
        zh "简报没有名称和标题，PDF 符合 PDF/A-2u，不符合 2a 和 PDF/UA-1";

        /// It is not said which language the bulletin is in (ISO 14289-1, 7.2). The file says PDF/A-2u and
        /// not 2a, nor PDF/UA-1.
        LevelLanguage = Note "pdf.level-language" {}
        en "the language is not known, so the PDF keeps PDF/A-2u and not 2a with PDF/UA-1"
        zh "没有说明语言，PDF 符合 PDF/A-2u，不符合 2a 和 PDF/UA-1";

        /// A picture has no words for readers who cannot see it (ISO 14289-1, 7.3). The file says PDF/A-2u
        /// and not 2a, nor PDF/UA-1.
        LevelAlternative = Note "pdf.level-alternative" {}
        en "the picture has no alternative text, so the PDF keeps PDF/A-2u and not 2a with PDF/UA-1",
            "say in `alt` what it shows"
        zh "图片没有替代文字，PDF 符合 PDF/A-2u，不符合 2a 和 PDF/UA-1",
            "请在 `alt` 中说明图片内容";

        /// A character is one for private use: nobody knows what it stands for (ISO 19005-2, 6.2.11.7.3). The
        /// file says PDF/A-2u and not 2a, nor PDF/UA-1.
        LevelPrivate = Note "pdf.level-private" { code: CodePoint = CodePoint('\u{E001}') }
        en "{code} is a character for private use, so the PDF keeps PDF/A-2u and not 2a with PDF/UA-1",
            "replace it by the character that it stands for"
        zh "{code} 是自造字（专用区字符），PDF 符合 PDF/A-2u，不符合 2a 和 PDF/UA-1",
            "请换成正式编码的字";

        /// There are no pages to write. A fault of the program that made the pages.
        NoPages = Error(Internal) "pdf.no-pages" {}
        en "there are no pages; a PDF file has at least one page"
        zh "没有页面，而 PDF 文件至少要有一页";

        /// A run of glyphs names a face that the pages do not have. A fault of the program that
        /// made the pages.
        FaceMissing = Error(Internal) "pdf.face-missing" { face: usize = 9, faces: usize = 6 }
        en "a run names face {face}, there are {faces}"
        zh "有文字使用字体 {face}，而字体只有 {faces} 个";

        /// A run of glyphs has no size. A fault of the program that made the pages.
        RunSize = Error(Internal) "pdf.run-size" { face: usize = 4 }
        en "a run in face {face} has no size"
        zh "有一段使用字体 {face} 的文字没有字号";

        /// A glyph was not put into the font that shows it. A fault of this library.
        GlyphMissing = Error(Internal) "pdf.glyph-missing" { glyph: u16 = 36, face: usize = 4 }
        en "glyph {glyph} of face {face} was not prepared"
        zh "字体 {face} 的字形 {glyph} 没有准备";

        /// Something on a page belongs to an element that the pages do not have. A fault of the
        /// program that made the pages.
        ElementMissing = Error(Internal) "pdf.element-missing" { element: usize = 7 }
        en "an item belongs to element {element}, which is missing"
        zh "有内容属于元素 {element}，而没有这个元素";

        /// An element stands before the one that it is part of. A fault of the program that made
        /// the pages.
        ElementOrder = Error(Internal) "pdf.element-order" {}
        en "an element stands before the one that it is part of"
        zh "元素排在所属的元素之前";

        /// A heading of the outline is on a page that is not there. A fault of the program that
        /// made the pages.
        HeadingPage = Error(Internal) "pdf.heading-page" { heading: String = "总体情况".into() }
        en "the heading “{heading}” is on a missing page"
        zh "标题“{heading}”所在的页不存在";

        /// A picture on a page was not put into the file. A fault of this library.
        PictureMissing = Error(Internal) "pdf.picture-missing" {}
        en "the picture was not prepared"
        zh "图片没有准备";

        /// The objects of the file are not as this library expects. A fault of this library.
        Objects = Error(Internal) "pdf.objects" {}
        en "the objects of the PDF file are not as expected"
        zh "PDF 文件的对象与预期不符";
    }
}
