//! Which server the app talks to: decided by the environment, by an earlier choice, or by the user at the first start.

use super::Core;
use crate::embedded;
use crate::remote::{Ask, Remote};
use crate::settings;
use crate::trouble::{Result, Trouble};
use gsdj_domain::home::Platform;
use gsdj_domain::shell::{Choice, Server};
use std::sync::PoisonError;

impl Core {
    /// Which server is in use.
    pub async fn server(&self) -> Choice {
        Choice {
            samples: if self.is_demo_here().await { embedded::samples() } else { Vec::new() },
            server: self.0.settings.server(),
            fixed: self.0.settings.is_forced(),
            here_possible: embedded::POSSIBLE,
            trouble: self.0.trouble.read().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    /// Takes up another server after trying it, and remembers it. What is kept for others stays theirs.
    ///
    /// # Errors
    /// When it can't be used; the sentence is for the user, and everything stays as it was.
    pub async fn choose_server(&self, server: Server) -> Result<Choice> {
        if self.0.settings.is_forced() {
            return Err(Trouble::Server("服务器地址由本机管理员指定，不能在此更改".into()));
        }
        let server = match server {
            Server::Remote { url } => Server::Remote { url: tried(&url).await? },
            Server::Here => Server::Here,
        };
        self.take_up(&server).await?;
        self.0.settings.choose(server)?;
        Ok(self.server().await)
    }

    /// Whether the server in use is the one inside the app, with the demo in it.
    async fn is_demo_here(&self) -> bool {
        let Some(line) = self.line().filter(|line| line.name == Server::Here.name()) else { return false };
        let reply = line.remote.ask(Ask::get("/api/platform", None)).await.ok();
        reply
            .and_then(|reply| serde_json::from_slice::<Platform>(&reply.body).ok())
            .is_some_and(|platform| platform.demo)
    }
}

/// The address in its lasting form, once a server of ours has answered there.
async fn tried(typed: &str) -> Result<String> {
    let url = settings::trimmed(&settings::address(typed)?);
    let reply = Remote::new(&url)?.ask(Ask::get("/api/platform", None)).await;
    match reply {
        Ok(reply) if serde_json::from_slice::<Platform>(&reply.body).is_ok() => Ok(url),
        Ok(_) => Err(Trouble::Server("该地址不是本平台的服务器，请核对地址".into())),
        Err(_) => Err(Trouble::Server("连接不上该服务器，请核对地址并检查网络".into())),
    }
}
