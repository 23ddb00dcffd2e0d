//! What can go wrong inside the app itself. What the server refuses is an answer, not trouble.

/// Something on this device failed; the sentence is shown to the user.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The cache or the outbox could not be read or written.
    #[error("本机数据读写失败，请检查存储空间后重试")]
    Store(#[from] rusqlite::Error),
    /// A file could not be read or written.
    #[error("本机文件读写失败，请检查存储空间和权限后重试")]
    File(#[from] std::io::Error),
    /// The place where the sign-in is kept failed.
    #[error("登录信息无法保存到系统钥匙串：{0}")]
    Keychain(String),
    /// The network part could not be made ready.
    #[error("网络组件无法启动：{0}")]
    Network(String),
    /// The server chosen does not do; the text says why and what to do.
    #[error("{0}")]
    Server(String),
}

/// The result of whatever touches the device.
pub type Result<T> = std::result::Result<T, Trouble>;
