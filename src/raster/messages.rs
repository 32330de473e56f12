//! What can be said of drawing pages as PNG.

crate::messages! {
    /// What goes wrong while a page becomes a PNG file.
    pub(crate) enum PngMessage {
        /// The picture asked for has no pixels, or so many that it is not made.
        Size = Error(Limit) "png.size" { width: i64 = 99_000, height: i64 = 140_000 }
        en "the picture would have {width} × {height} pixels; at least one and at most 100 million are made",
            "ask for another resolution or width"
        zh "图片将有 {width} × {height} 像素，应当至少 1 个、至多一亿个", "请改用别的分辨率或宽度";

        /// A picture on the page cannot be decoded.
        Picture = Error(Image) "png.picture" {}
        en "the picture cannot be decoded", "export the picture again"
        zh "图片无法解码", "请重新导出图片";

        /// The PNG file could not be made. A fault of this library.
        Encode = Error(Internal) "png.encode" {}
        en "the PNG file could not be made"
        zh "PNG 文件没有生成";
    }
}
