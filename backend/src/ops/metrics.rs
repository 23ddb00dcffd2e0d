//! What is counted: answers by route and class, and how long they took.

use axum::http::{Method, StatusCode};
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::time::Duration;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    method: String,
    route: String,
    class: Class,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelValue)]
enum Class {
    Success,
    Redirect,
    Refused,
    Failed,
}

/// The counters.
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Histogram,
    listening: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// All at zero.
    #[must_use]
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("gsdj");
        let requests = Family::default();
        let seconds = Histogram::new([0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0]);
        let listening = Gauge::default();
        registry.register("http_requests", "Answers by route and class", requests.clone());
        registry.register("http_seconds", "Time to answer", seconds.clone());
        registry.register("live_listeners", "Accounts with an open live stream", listening.clone());
        Self { registry, requests, seconds, listening }
    }

    /// Counts one answer.
    pub fn answered(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let class = match status.as_u16() {
            100..=299 => Class::Success,
            300..=399 => Class::Redirect,
            400..=499 => Class::Refused,
            _ => Class::Failed,
        };
        let labels = Labels { method: method.as_str().into(), route: route.into(), class };
        self.requests.get_or_create(&labels).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// The counters in OpenMetrics' text form.
    #[must_use]
    pub fn text(&self, listening: usize) -> String {
        self.listening.set(i64::try_from(listening).unwrap_or(i64::MAX));
        let mut out = String::new();
        // writing into a String can't fail
        let _ = encode(&mut out, &self.registry);
        out
    }
}
