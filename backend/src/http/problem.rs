//! Refusals and faults on their way out: RFC 9457 problems.

use crate::error::Error;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gsdj_domain::check_in::CheckInRefusal;
use gsdj_domain::experience::ExperienceRefusal;
use gsdj_domain::meeting::MeetingRefusal;
use gsdj_domain::reaction::ReactionRefusal;
use gsdj_domain::refusal::FeatureRefusal;
use gsdj_domain::{Problem, Refusal};
use std::sync::Arc;
use utoipa::IntoResponses;

/// A failure on its way to [`super::envelope`], which turns it into a problem.
#[derive(Clone)]
pub(super) struct Failure(pub Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

/// The problem that an error is to whoever asked; logs it, once.
pub(super) fn answer(error: &Error, id: &str, route: &str) -> Response {
    let problem = match error {
        Error::Refused(refusal) => {
            tracing::debug!(request = id, route, code = refusal.code(), "refused");
            refusal.problem(id.to_owned())
        }
        Error::Conflict => Refusal::TooBusy.problem(id.to_owned()),
        Error::Internal(cause) => {
            tracing::error!(request = id, route, cause = format!("{cause:#}"), "internal error");
            internal(id)
        }
    };
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response = (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
    if let Error::Refused(refusal) = error {
        advise(&mut response, refusal);
    }
    response
}

/// The headers that some refusals carry.
fn advise(response: &mut Response, refusal: &Refusal) {
    let until = if let Refusal::LockedOut { until, now }
    | Refusal::Feature(
        FeatureRefusal::Meeting(MeetingRefusal::RemindedRecently { until, now })
        | FeatureRefusal::CheckIn(CheckInRefusal::TooManyTries { until, now })
        | FeatureRefusal::Experience(ExperienceRefusal::TooManyComments { until, now })
        | FeatureRefusal::Reaction(ReactionRefusal::TooManyRemarks { until, now }),
    ) = refusal
    {
        Some((until.0 - now.0) / 1000 + 1)
    } else {
        None
    };
    let wait = until.or((refusal.status() == 503).then_some(2));
    if let Some(value) = wait.and_then(|s| HeaderValue::from_str(&s.max(1).to_string()).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    if refusal.status() == 401 {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
}

fn internal(id: &str) -> Problem {
    Problem {
        kind: "/problems/internal".into(),
        title: "系统出了点问题，已记录，请稍后再试".into(),
        status: 500,
        code: "internal".into(),
        field: None,
        errors: Vec::new(),
        hint: Some("您填写的内容没有丢失；如果一直这样，请把下面的编号告诉管理员。".into()),
        request_id: id.into(),
    }
}

/// What any read may answer besides its own.
#[derive(IntoResponses)]
pub enum ReadProblems {
    /// Unchanged since the `ETag` in `If-None-Match`.
    #[response(status = 304)]
    Unchanged,
    /// The request can't be read.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// Not signed in.
    #[response(status = 401, content_type = "application/problem+json")]
    NotSignedIn(Problem),
    /// Not allowed.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// Not within the caller's scope.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// Something broke.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(Problem),
    /// Too busy or too slow; try again.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}

/// What any write may answer besides its own.
#[derive(IntoResponses)]
pub enum WriteProblems {
    /// The request can't be read.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// Not signed in, or wrong account or password.
    #[response(status = 401, content_type = "application/problem+json")]
    NotSignedIn(Problem),
    /// Not allowed.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// Not within the caller's scope.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// Does not fit the state the thing is in.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(Problem),
    /// The body is too large.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// A body of a kind that is not taken.
    #[response(status = 415, content_type = "application/problem+json")]
    Unsupported(Problem),
    /// Something filled in is wrong: `field` and `errors` say what.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(Problem),
    /// Too often; `Retry-After` says when.
    #[response(status = 429, content_type = "application/problem+json")]
    TooOften(Problem),
    /// Something broke.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(Problem),
    /// Too busy or too slow; try again.
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}
