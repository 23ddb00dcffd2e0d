//! A no as it stands on the wire.

wire! {
    /// One thing wrong with one field of a form.
    pub struct FieldProblem {
        /// The field's name on the wire; empty when it belongs to no single field.
        pub field: String,
        /// The refusal's stable code.
        pub code: String,
        /// The sentence for the user.
        pub sentence: String,
    }

    /// The body of every answer that is a no: RFC 9457 `application/problem+json`.
    pub struct Problem {
        /// A reference that names the kind of problem: `/problems/<code>`.
        #[serde(rename = "type")]
        pub kind: String,
        /// The sentence for the user.
        pub title: String,
        /// The HTTP status, repeated.
        pub status: u16,
        /// The stable code.
        pub code: String,
        /// The field it belongs to, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub field: Option<String>,
        /// All that is wrong, for a form with several faults.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub errors: Vec<FieldProblem>,
        /// What to check or do next, where there is something (1.2, 13.2).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub hint: Option<String>,
        /// The request's id, for whoever is asked about it.
        pub request_id: String,
    }
}
