//! Files: pictures shown and kept for offline, attachments saved, photos and attachments sent.

use super::{ApiAnswer, Core, telling};
use crate::clock;
use crate::outbox;
use crate::remote::{Ask, Reply};
use crate::trouble::{Result, Trouble};
use gsdj_domain::file::clean_name;
use gsdj_domain::{FileId, MeetingId, Problem};
use std::path::{Path, PathBuf};

/// The most bytes of a picture that is kept.
const KEPT_MAX: usize = 8 << 20;
/// Kinds of pictures that may be shown inside the app; nothing that could carry a script.
const SHOWN: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];

/// A picture for an `<img>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its media type.
    pub kind: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Core {
    /// The picture with this id; `None` when it can't be had now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn picture(&self, file: FileId) -> Result<Option<Picture>> {
        let Some(line) = self.line().filter(|line| line.ticket.is_some()) else { return Ok(None) };
        let owner = line.owner();
        if let Some((kind, bytes)) = self.0.cache.picture(&owner, file)? {
            return Ok(Some(Picture { kind, bytes }));
        }
        let token = line.ticket.as_ref().map(|ticket| &ticket.token);
        let Ok(reply) = line.remote.ask(Ask::get(&format!("/api/files/{file}"), token)).await else {
            self.lost();
            return Ok(None);
        };
        let kind = reply.kind.split(';').next().unwrap_or_default().trim().to_owned();
        if !reply.is_ok() || !SHOWN.contains(&kind.as_str()) {
            return Ok(None);
        }
        self.heard();
        if reply.body.len() <= KEPT_MAX && self.is_current(&line) {
            self.0.cache.put_picture(&owner, file, &kind, &reply.body, clock::now())?;
        }
        Ok(Some(Picture { kind, bytes: reply.body }))
    }

    /// Sends a photo or an attachment; the answer is the server's `FileInfo`.
    ///
    /// # Errors
    /// When this device fails.
    pub async fn upload(&self, purpose: &str, name: &str, bytes: Vec<u8>, key: Option<String>) -> Result<ApiAnswer> {
        let Some(line) = self.line() else { return Ok(ApiAnswer::problem(telling::no_server())) };
        let purpose = if purpose == "photo" { "photo" } else { "attachment" };
        let key = key.unwrap_or_else(outbox::fresh_key);
        let token = line.ticket.as_ref().map(|ticket| &ticket.token);
        let path = format!("/api/files?purpose={purpose}");
        match line.remote.upload(&path, token, clean_name(name), bytes, &key).await {
            Ok(reply) if reply.is_ours() => {
                self.heard();
                if reply.status == 401 {
                    self.session_ended(&line)?;
                }
                Ok(ApiAnswer::of(&reply))
            }
            Ok(_) | Err(_) => {
                self.lost();
                Ok(ApiAnswer::problem(telling::own_problem(
                    0,
                    "offline",
                    "网络中断，文件没有上传",
                    Some("请联网后重试"),
                )))
            }
        }
    }

    /// Saves an attachment into `folder` under its name, beside what lies there already, and returns where.
    ///
    /// # Errors
    /// When it can't be had or written; the sentence is for the user.
    pub async fn save(&self, file: FileId, name: &str, folder: &Path) -> Result<PathBuf> {
        let reply = self.whole(&format!("/api/files/{file}"), "文件不存在或您无权查看").await?;
        put(folder, name, &reply.body)
    }

    /// Saves a meeting's minutes into `folder`, beside what lies there already, and returns where.
    ///
    /// # Errors
    /// As [`Self::save`]; what the server refuses is said in its own words.
    pub async fn export(&self, meeting: MeetingId, ending: &str, folder: &Path) -> Result<PathBuf> {
        let ending = if ending == "docx" { "docx" } else { "pdf" };
        let path = format!("/api/meetings/{meeting}/record.{ending}");
        let reply = self.whole(&path, "会议记录没有导出，请稍后再试").await?;
        put(folder, &format!("会议记录 {meeting}.{ending}"), &reply.body)
    }

    /// The content at `path`; `otherwise` is said where the server says nothing of its own.
    async fn whole(&self, path: &str, otherwise: &str) -> Result<Reply> {
        let line = self.line().ok_or_else(|| Trouble::Server("尚未设置服务器".into()))?;
        let token = line.ticket.as_ref().map(|ticket| &ticket.token);
        match line.remote.ask(Ask::get(path, token)).await {
            Ok(reply) if reply.is_ok() => Ok(reply),
            Ok(reply) => {
                let problem: Option<Problem> = serde_json::from_slice(&reply.body).ok();
                let said = problem.filter(|p| p.status != 404).map(|p| p.title);
                Err(Trouble::Server(said.unwrap_or_else(|| otherwise.to_owned())))
            }
            Err(_) => Err(Trouble::Server("当前没有网络，文件没有下载".into())),
        }
    }
}

fn put(folder: &Path, name: &str, content: &[u8]) -> Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let place = free_place(folder, &clean_name(name));
    std::fs::write(&place, content)?;
    Ok(place)
}

/// `会议.pdf`, or `会议 (2).pdf` when that is taken.
fn free_place(folder: &Path, name: &str) -> PathBuf {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) => (stem, format!(".{ending}")),
        None => (name, String::new()),
    };
    let names = std::iter::once(name.to_owned()).chain((2..1_000).map(|n| format!("{stem} ({n}){ending}")));
    let mut places = names.map(|name| folder.join(name));
    places.find(|place| !place.exists()).unwrap_or_else(|| folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_lies_beside_what_is_there_already() {
        let dir = crate::scratch::dir("save");
        assert_eq!(free_place(&dir, "会议.pdf"), dir.join("会议.pdf"));
        std::fs::write(dir.join("会议.pdf"), b"1").unwrap();
        assert_eq!(free_place(&dir, "会议.pdf"), dir.join("会议 (2).pdf"));
    }
}
