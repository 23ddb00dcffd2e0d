//! What the library is refused for: each row a code, a status, a field and a sentence.

refusals! {
    /// Why something about a work is not done.
    pub enum LibraryRefusal {
        /// The act does not fit where the work stands.
        NotNow {
            /// What was tried, as a Chinese label.
            act: &'static str,
            /// Where it stands, as a Chinese label.
            state: &'static str,
        } = "book_not_now" 409 => format!("现在不能{act}：这本书{state}");
        /// Nothing to read in it.
        Empty = "book_empty" 409 => "还没有可以阅读的章节，不能上架", next "先添加章节，或者导入 EPUB、PDF、音频文件。";
        /// Somebody reads it.
        InUse = "book_in_use" 409 => "已经有人读过或者放进书架，不能删除", next "可以下架，下架后读者不再看到。";
        /// A chapter stands deeper than one below the chapter before it.
        LevelSkipped {
            /// Which line of the contents, from 1.
            line: usize,
        } = "book_level_skipped" 422 in "items" => format!("目录第 {line} 行的层级不对：最多比上一行深一级，最深四级");
        /// A level that there is not.
        BadLevel = "book_bad_level" 422 in "level" => "层级应为 1 到 4";
        /// The new order names other chapters than there are.
        OrderDiffers = "book_order_differs" 409 in "items" => "目录已有变化，请刷新后再调整";
        /// No more chapters fit in.
        TooManyChapters {
            /// The most there are.
            max: usize,
        } = "book_too_many_chapters" 422 => format!("一本书最多 {max} 个章节");
        /// A place with counters that can't be.
        BadPlace = "book_bad_place" 422 in "clock" => "阅读位置无效，请重新打开这本书";
        /// A place in a chapter that the work has not.
        PlaceGone = "book_place_gone" 409 in "chapter" => "这一章已经没有了，请从目录重新打开";
        /// Pictures in a text that are not those of the work or of the editor.
        PictureNotYours = "book_picture_not_yours" 403 in "pieces" => "正文里有不能使用的图片，请重新上传";

        /// Neither EPUB nor PDF.
        NotABook = "book_not_a_book" 415 in "file" => "只能导入 EPUB 或者 PDF 文件";
        /// Neither MP3 nor M4A nor WAV.
        NotARecording = "book_not_a_recording" 415 in "file" => "只能上传 MP3、M4A 或者 WAV 音频";
        /// It can't be read.
        Broken {
            /// What is wrong with it, in Chinese.
            why: &'static str,
        } = "book_broken" 422 in "file" => format!("文件读不出来：{why}");
        /// It is locked.
        Locked = "book_locked" 422 in "file" => "文件加了密码或者版权保护，不能导入";
        /// More comes out of it than there may be.
        Bomb = "book_bomb" 422 in "file" => "文件解开后过大，不能导入", next "请检查文件来源，或者分成几册导入。";
        /// Nothing to read in it.
        NoText = "book_no_text" 422 in "file" => "文件里没有可以阅读的内容";
        /// The same file is there already.
        Imported {
            /// The work made of it.
            title: String,
        } = "book_imported" 409 in "file" => format!("这个文件已经导入过：《{title}》");
    }
}
