//! What came back, and what a test says about it.

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use gsdj_domain::Problem;
use serde::de::DeserializeOwned;

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The request, for the messages: `GET /api/home`.
    pub what: String,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Reply {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// One header as text; empty when there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// Insists on a status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.what, self.text());
        self
    }

    /// The body as JSON of a type.
    #[track_caller]
    #[must_use]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{}: {e}: {}", self.what, self.text()))
    }

    /// Insists on 200 and reads the body.
    #[track_caller]
    pub fn ok<T: DeserializeOwned>(self) -> T {
        self.is(200).json()
    }

    /// Insists on 201 and reads the body.
    #[track_caller]
    pub fn created<T: DeserializeOwned>(self) -> T {
        self.is(201).json()
    }

    /// Insists on a refusal with this status and code.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Problem {
        let problem: Problem = self.is(status).json();
        assert_eq!(problem.code, code, "{}", problem.title);
        problem
    }

    /// Insists on 422 for one fault: its code and its field.
    #[track_caller]
    pub fn fault(self, code: &str, field: &str) -> Problem {
        let problem = self.refused(422, code);
        assert_eq!(problem.field.as_deref(), Some(field), "{}", problem.title);
        problem
    }
}
