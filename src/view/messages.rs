//! What can be said of drawing a page.

crate::messages! {
    /// What goes wrong while a page is drawn.
    pub(crate) enum ViewMessage {
        /// A page was asked for that the bulletin does not have. Pages are counted from 0.
        NoPage = Error(Input) "view.no-page" { page: usize = 9, pages: usize = 6 }
        en "there is no page {page}; the pages are counted from 0, and there are {pages}"
        zh "没有第 {page} 页（从 0 数起），总共 {pages} 页";

        /// A run of glyphs names a face that the pages do not have. A fault of the program that
        /// made the pages.
        FaceMissing = Error(Internal) "view.face-missing" { face: usize = 9, faces: usize = 6 }
        en "a run names face {face}, there are {faces}"
        zh "有文字使用字体 {face}，而字体只有 {faces} 个";
    }
}
