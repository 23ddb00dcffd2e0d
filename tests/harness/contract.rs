//! The API's own document as a judge: every answer that a test gets must be one that the document promises.

use super::reply::Reply;
use axum::http::Method;
use gsdj_domain::Problem;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One operation of the document.
pub struct Operation {
    /// `GET`, `POST`, …
    pub method: String,
    /// `/api/meetings/{id}`
    pub route: String,
    /// What its address takes: the document's parameter objects.
    pub parameters: Vec<Value>,
    /// The schema of its JSON body, null where it takes none.
    pub body: Value,
    responses: BTreeMap<u16, Value>,
}

impl Operation {
    /// `METHOD /route`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.route)
    }
}

/// The methods there are; beside them a route of the document has parameters and the like.
const METHODS: [&str; 6] = ["get", "post", "put", "patch", "delete", "options"];

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(gsdj_backend::http::document()).unwrap());

static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let mut found = Vec::new();
    for (route, methods) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap().iter().filter(|(m, _)| METHODS.contains(&m.as_str())) {
            let all = operation["responses"].as_object().unwrap();
            let responses = all.iter().map(|(s, r)| (s.parse().unwrap(), r.clone())).collect();
            found.push(Operation {
                method: method.to_uppercase(),
                route: route.clone(),
                parameters: operation["parameters"].as_array().cloned().unwrap_or_default(),
                body: operation["requestBody"]["content"]["application/json"]["schema"].clone(),
                responses,
            });
        }
    }
    // a literal part of an address goes before an id
    found.sort_by_key(|o| (o.route.matches('{').count(), o.route.clone(), o.method.clone()));
    found
});

/// Every operation as `METHOD /route`, sorted.
#[must_use]
pub fn operations() -> Vec<String> {
    let mut all: Vec<_> = OPERATIONS.iter().map(Operation::name).collect();
    all.sort();
    all
}

/// Every operation whole.
#[must_use]
pub fn document() -> &'static [Operation] {
    &OPERATIONS
}

/// What a schema is once its reference is followed.
#[must_use]
pub fn resolved(schema: &Value) -> &Value {
    let name = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next());
    name.map_or(schema, |name| &DOCUMENT["components"]["schemas"][name])
}

fn fits(route: &str, path: &str) -> bool {
    let (mut want, mut got) = (route.split('/'), path.split('/'));
    loop {
        match (want.next(), got.next()) {
            (None, None) => return true,
            (Some(w), Some(g)) if w == g || (w.starts_with('{') && !g.is_empty()) => {}
            _ => return false,
        }
    }
}

/// Holds one answer against the document.
pub(super) fn check(method: &Method, path: &str, reply: &Reply) {
    let (status, what) = (reply.status.as_u16(), &reply.what);
    assert!(status < 500, "{what} answered {status}: {}", reply.text());
    let path = path.split('?').next().unwrap_or(path);
    // a HEAD is answered as its GET is, without the body
    let asked = if *method == Method::HEAD { "GET" } else { method.as_str() };
    let operation = OPERATIONS.iter().find(|o| fits(&o.route, path) && o.method == asked);
    match operation {
        Some(operation) => {
            let documented = operation.responses.get(&status);
            let documented = documented.unwrap_or_else(|| panic!("{what} answered {status}: not in the document"));
            if *method != Method::HEAD {
                check_body(documented, reply);
            }
        }
        None if path == "/openapi.json" || !path.starts_with("/api/") => {}
        None => assert!(matches!(status, 404 | 405), "{what} answered {status}: not in the document"),
    }
    if status >= 400 && status != 416 && path.starts_with("/api/") && *method != Method::HEAD {
        check_problem(reply);
    }
}

/// The body is of a promised type, and JSON is of the promised shape.
fn check_body(documented: &Value, reply: &Reply) {
    let Some(content) = documented["content"].as_object() else {
        assert!(reply.body.is_empty(), "{}: a body that is not in the document: {}", reply.what, reply.text());
        return;
    };
    let kind = reply.header("content-type").split(';').next().unwrap_or_default();
    let promised = content.get(kind).unwrap_or_else(|| panic!("{}: {kind} is not in the document", reply.what));
    if kind.ends_with("json") {
        let mut faults = Vec::new();
        shape(&promised["schema"], &reply.json::<Value>(), "$", &mut faults);
        assert!(faults.is_empty(), "{} {}: {faults:?}", reply.what, reply.status);
    }
}

/// Compares a value with its schema, as far as our document uses schemas; names every difference.
fn shape(schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    let schema = resolved(schema);
    for part in schema["allOf"].as_array().into_iter().flatten() {
        shape(part, value, at, faults);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let any = choices.iter().any(|choice| {
            let mut inner = Vec::new();
            shape(choice, value, at, &mut inner);
            inner.is_empty()
        });
        if !any {
            faults.push(format!("{at} fits none of its choices: {value}"));
        }
    }
    if !schema["type"].is_null() && !has_type(&schema["type"], value) {
        faults.push(format!("{at} should be {}: {value}", schema["type"]));
    }
    if schema["enum"].as_array().is_some_and(|codes| !codes.contains(value)) {
        faults.push(format!("{at} is none of the codes: {value}"));
    }
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(name).is_none() {
            faults.push(format!("{at}.{name} is missing"));
        }
    }
    if let (Some(properties), Some(members)) = (schema["properties"].as_object(), value.as_object()) {
        for (name, schema) in properties {
            if let Some(member) = members.get(name) {
                shape(schema, member, &format!("{at}.{name}"), faults);
            }
        }
    }
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        shape(&schema["items"], item, &format!("{at}[{n}]"), faults);
    }
}

fn has_type(kind: &Value, value: &Value) -> bool {
    if let Some(kinds) = kind.as_array() {
        return kinds.iter().any(|k| has_type(k, value));
    }
    match kind.as_str().expect("a type is a name or a list of names") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("a type that JSON does not have: {other}"),
    }
}

/// Every no is a problem as RFC 9457 has it, with our own members.
fn check_problem(reply: &Reply) {
    assert_eq!(reply.header("content-type"), "application/problem+json", "{}: {}", reply.what, reply.text());
    let problem: Problem = reply.json();
    assert_eq!(problem.status, reply.status.as_u16(), "{}", reply.what);
    assert_eq!(problem.kind, format!("/problems/{}", problem.code), "{}", reply.what);
    assert_eq!(problem.request_id, reply.header("x-request-id"), "{}", reply.what);
    assert!(!problem.request_id.is_empty() && !problem.title.is_empty(), "{}", reply.what);
    let several = problem.code == "several";
    assert_eq!(several, !problem.errors.is_empty(), "{}", reply.what);
    assert!(problem.errors.iter().all(|e| !e.code.is_empty() && !e.sentence.is_empty()), "{}", reply.what);
    let retry = matches!(problem.status, 429 | 503);
    assert_eq!(retry, !reply.header("retry-after").is_empty(), "{}", reply.what);
    assert_eq!(problem.status == 401, !reply.header("www-authenticate").is_empty(), "{}", reply.what);
}
