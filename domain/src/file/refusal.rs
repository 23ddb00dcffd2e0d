//! What uploads are refused for: each row a code, a status, a field and a sentence.

refusals! {
    /// Why a file is not taken.
    pub enum FileRefusal {
        /// The file's content is of a kind that is not taken, whatever its name says.
        FileKindNotTaken = "file_kind_not_taken" 415 in "file" => "不支持这种文件，请上传图片（JPG、PNG、WebP）或 PDF、Word、Excel 文件";
        /// The file is empty or cut off.
        FileBroken = "file_broken" 422 in "file" => "文件不完整或已损坏，请重新选择";
        /// A picture with more points than can be handled.
        PictureTooLarge = "picture_too_large" 422 in "file" => "图片尺寸过大，请缩小后再上传";
        /// More files than a record holds.
        TooManyFiles {
            /// The most it holds.
            max: usize,
        } = "too_many_files" 422 in "files" => format!("最多上传 {max} 个文件");
        /// A large file of a kind that is not taken.
        MediaNotTaken = "media_not_taken" 415 in "file" => "不支持这种文件，请上传 MP4、WebM 视频，MP3、M4A、OGG、WAV 音频，或 PDF、Word 文档";
        /// A piece of an upload that does not begin where the last one ended.
        UploadOffset {
            /// Where it must begin, in bytes.
            at: u64,
        } = "upload_offset" 409 => format!("上传位置不对，应从第 {at} 字节继续");
        /// A piece that goes beyond the length that was said.
        UploadTooLong = "upload_too_long" 413 in "file" => "上传的内容比文件长，请重新上传";
        /// Another version of the protocol for uploads.
        UploadVersion = "upload_version" 412 => "不支持这个版本的上传协议，请刷新页面后重试";
        /// Uploads are of at least a byte.
        UploadEmpty = "upload_empty" 422 in "file" => "文件是空的，请重新选择";
        /// A file that is not the caller's to use.
        FileNotYours = "file_not_yours" 403 in "files" => "不能使用他人上传的文件";
    }
}
