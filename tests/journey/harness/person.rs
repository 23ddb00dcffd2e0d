//! Somebody who uses the API over HTTP: for what a story needs but does not look at.

use super::platform::Platform;
use gsdj_domain::MeetingId;
use gsdj_domain::account::{ChangePassword, FirstPassword, SignIn, SignedIn};
use gsdj_domain::meeting::{Answer, AnswerForm};
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Somebody signed in.
pub struct Person {
    http: reqwest::Client,
    platform: Platform,
    token: String,
}

impl Person {
    /// Signs in.
    pub async fn sign_in(platform: &Platform, account: &str, password: &str) -> Self {
        let nobody = Self { http: gsdj_tests::web::client(), platform: platform.clone(), token: String::new() };
        let device = Some("示例设备".to_owned());
        let form = SignIn { account: account.into(), password: password.into(), device };
        let signed: SignedIn = nobody.send(Method::POST, "/api/session", &form).await;
        Self { token: signed.token, ..nobody }
    }

    /// Signs in for the first time and changes the password, as everybody must.
    pub async fn enter(platform: &Platform, account: &str, first: &str, password: &str) -> Self {
        let person = Self::sign_in(platform, account, first).await;
        let form = ChangePassword { current: first.into(), new: password.into() };
        let reply = person.reply(Method::POST, "/api/password", &form).await;
        assert!(reply.status().is_success(), "{}", reply.text().await.unwrap());
        person
    }

    /// Gives an organisation right below a new first password.
    pub async fn reset(&self, org: i64) -> String {
        let path = format!("/api/orgs/{org}/password-reset");
        self.send::<FirstPassword>(Method::POST, &path, &serde_json::json!({})).await.password
    }

    /// Answers that they attend.
    pub async fn attends(&self, meeting: MeetingId) {
        let form = AnswerForm { answer: Answer::Attend, reason: String::new(), for_member: None };
        let path = format!("/api/meetings/{meeting}/answer");
        let _: serde_json::Value = self.send(Method::PUT, &path, &form).await;
    }

    /// Reads.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        self.send(Method::GET, path, &()).await
    }

    /// Sends and insists on success.
    pub async fn send<T: DeserializeOwned>(&self, method: Method, path: &str, body: &impl Serialize) -> T {
        let reply = self.reply(method, path, body).await;
        let status = reply.status();
        let text = reply.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}: {text}"))
    }

    async fn reply(&self, method: Method, path: &str, body: &impl Serialize) -> reqwest::Response {
        let mut request = self.http.request(method.clone(), self.platform.url(path));
        if method != Method::GET {
            request = request.json(body);
        }
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        request.send().await.unwrap()
    }
}
