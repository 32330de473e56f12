//! What can be said of writing a DOCX.

use crate::message::{CodePoint, terms};

crate::messages! {
    /// What goes wrong while a DOCX is written.
    pub(crate) enum DocxMessage {
        /// A text holds a character that no DOCX file can hold, such as a control character. A
        /// bulletin never leads to one; a flow that a program made by hand can.
        Character = Error(Input) "docx.character" { character: CodePoint = CodePoint('\u{b}') }
        en "the character {character} cannot stand in a DOCX file",
            "remove it from the text"
        zh "DOCX 文件不能含有字符 {character}", "请从文字中删除这个字符";

        /// The DOCX could not be written to where it was to go: the disk is full, the connection
        /// is closed, the folder may not be written to.
        Write = Error(Io) "docx.write" { reason: String = "no space left on device".into() }
        en "the DOCX file could not be written: {reason}",
            "see whether the disk is full and whether you may write there"
        zh "DOCX 文件没有写成", "请查看磁盘空间和写入权限";

        /// The size of a picture of the flow is negative, or larger than any sheet. A fault of the
        /// program that made the flow.
        PictureSize = Error(Internal) "docx.picture-size" {}
        en "the size of the picture is negative or too large"
        zh "图片的尺寸为负数或过大";

        /// A row of a table of the flow does not fill all columns. A fault of the program that made
        /// the flow.
        RowWidth = Error(Internal) "docx.row-width" {
            filled: usize = 3,
            columns: usize = 4,
        }
        en "a row fills {filled} of the {columns} columns of its table"
        zh "表格有 {columns} 列，有一行只占 {filled} 列";

        /// A cell of the flow stands outside the columns of its table, or not beside the cell
        /// before it. A fault of the program that made the flow.
        CellPlace = Error(Internal) "docx.cell-place" {
            column: usize = 5,
            columns: usize = 4,
        }
        en "the cell that begins in column {column} of {columns} stands outside the table or not \
            beside the cell before it"
        zh "起于第 {column} 列的单元格超出表格的 {columns} 列，或者没有紧接前一个单元格";

        /// A part of the package cannot be written as XML or read back. A fault of this library.
        Syntax = Error(Internal) "docx.syntax" {}
        en "a part of the DOCX file cannot be written as XML or read back"
        zh "DOCX 文件中有一个部件不能写成 XML 或读回";

        /// A part of the package is not made as this library expects. A fault of this library.
        Shape = Error(Internal) "docx.shape" { fault: ShapeFault = ShapeFault::Row }
        en "a part of the DOCX file has {fault}"
        zh "DOCX 文件中有一个部件{fault}";

        /// An element stands where the schema of DOCX files has no place for it. A fault of this
        /// library.
        Misplaced = Error(Internal) "docx.misplaced" { element: String = "w:t".into() }
        en "the element {element} stands where it may not in the DOCX file"
        zh "DOCX 文件中的元素 {element} 位置不对";

        /// The parts could not be put together. A fault of this library.
        Package = Error(Internal) "docx.package" {}
        en "the parts of the DOCX file could not be put together"
        zh "DOCX 文件的各部件无法打包";
    }
}

terms! {
    /// What is wrong with a part: behind “has”, and behind the part in Chinese.
    pub(crate) enum ShapeFault {
        /// A comment, a processing instruction or the like.
        Node = "something that is neither an element nor text", "含有元素和文字以外的内容";
        Row = "a row that is not in the flow", "多出一行表格";
        Column = "a column without a width", "有一列表格没有宽度";
        FloatingTable = "a floating table that is not in the flow", "多出一个浮动表格";
        Picture = "a picture that is not in the flow", "多出一张图片";
        End = "an end without a beginning", "有结束标记而没有开始标记";
        Child = "an element that goes on behind its parent", "有元素超出上级元素";
        Rest = "no room for all that belongs in it", "提前结束";
    }
}
