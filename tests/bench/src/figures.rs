//! Figures and how they are printed.

use serde_json::{Value, json};

/// All figures of a run.
#[derive(Default)]
pub struct Figures(Vec<Value>);

impl Figures {
    /// Adds a figure; `limit` is what it is held against, in the same unit. The ratio is value ÷ limit.
    pub fn add(&mut self, name: &str, value: f64, unit: &str, limit: f64) {
        let ratio = if limit == 0.0 { 0.0 } else { value / limit };
        eprintln!("{name:<40} {value:>12.3} {unit:<12} limit {limit:>12.3}  ratio {ratio:.3}");
        self.0.push(json!({"name": name, "value": rounded(value), "unit": unit, "limit": rounded(limit), "ratio": rounded(ratio)}));
    }

    /// The object that is printed.
    pub fn json(&self) -> Value {
        json!({ "figures": self.0 })
    }
}

fn rounded(v: f64) -> f64 {
    (v * 10_000.0).round() / 10_000.0
}
