//! What the archive is refused for.

refusals! {
    /// Why a record is not printed.
    pub enum ArchiveRefusal {
        /// There is nothing to print yet.
        NoRecord = "no_record" 409 => "还没有会议记录，不能导出", next "请先上传会议记录。";
        /// A member reads records that are done.
        RecordNotDone = "record_not_done" 409 => "会议记录审核通过后才能导出";
        /// No font with Chinese characters was found on the server.
        NoFonts = "no_fonts" 501 => "服务器上没有找到可用的中文字体，暂时不能导出 PDF，请联系管理员安装字体，也可以先导出 Word";
    }
}
