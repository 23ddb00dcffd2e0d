//! Values that fit a schema of the API's document, and values that nearly do.

use super::contract::resolved;
use super::dice::Dice;
use super::world::START;
use serde_json::{Map, Value, json};

/// Texts that somebody may type, paste or smuggle in.
const TEXTS: [&str; 16] = [
    "",
    " ",
    "示例",
    "a",
    "示例：讨论示例事项，多字的题目",
    "👨‍👩‍👧‍👦🇨🇳",
    "line\nbreak\ttab",
    "';--",
    "100%_!",
    "<b onload=1>",
    "2026-02-30",
    "2026-03-31",
    "620100000101",
    "13800000102",
    "\u{202e}tfel",
    "0_0",
];

/// Whole numbers around which things break.
const NUMBERS: [i64; 12] = [0, 1, -1, 2, 12, 101, 102, 1_000, START.0, START.0 + 3 * 86_400_000, 1 << 53, i64::MAX];

/// A text of any kind.
pub fn junk(dice: &mut Dice) -> String {
    match dice.below(8) {
        0 => "长".repeat(usize::try_from(dice.below(3_000)).unwrap()),
        1 => dice.one_of(&NUMBERS).to_string(),
        _ => (*dice.one_of(&TEXTS)).to_owned(),
    }
}

/// A value that fits the schema.
pub fn fitting(schema: &Value, dice: &mut Dice) -> Value {
    let schema = resolved(schema);
    if let Some(codes) = schema["enum"].as_array() {
        return dice.one_of(codes).clone();
    }
    for several in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[several].as_array() {
            return fitting(dice.one_of(choices), dice);
        }
    }
    let kind = match schema["type"].as_array() {
        Some(kinds) => dice.one_of(kinds),
        None => &schema["type"],
    };
    match kind.as_str().unwrap_or("object") {
        "string" => Value::from(junk(dice)),
        "integer" => Value::from(number(schema, dice)),
        "number" => json!(dice.below(1_000)),
        "boolean" => Value::from(dice.once_in(2)),
        "array" => (0..dice.below(4)).map(|_| fitting(&schema["items"], dice)).collect(),
        "null" => Value::Null,
        _ => object(schema, dice),
    }
}

fn number(schema: &Value, dice: &mut Dice) -> i64 {
    match (schema["minimum"].as_i64(), schema["maximum"].as_i64()) {
        (Some(least), Some(most)) => least + dice.below(most - least + 1),
        _ => *dice.one_of(&NUMBERS),
    }
}

fn object(schema: &Value, dice: &mut Dice) -> Value {
    let required = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
    let mut out = Map::new();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        if let Value::Object(members) = fitting(part, dice) {
            out.extend(members);
        }
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        if required.contains(&Value::from(name.as_str())) || dice.once_in(2) {
            out.insert(name.clone(), fitting(property, dice));
        }
    }
    Value::Object(out)
}

/// The same value with one fault somewhere inside.
pub fn broken(value: &Value, dice: &mut Dice) -> Value {
    match (value.as_object(), value.as_array()) {
        (Some(members), _) if !members.is_empty() && !dice.once_in(8) => broken_object(members, dice),
        (_, Some(items)) if !items.is_empty() && !dice.once_in(4) => broken_list(items, dice),
        _ => out_of_place(dice),
    }
}

fn broken_object(members: &Map<String, Value>, dice: &mut Dice) -> Value {
    let mut members = members.clone();
    let names: Vec<_> = members.keys().cloned().collect();
    let name = dice.one_of(&names).clone();
    match dice.below(5) {
        0 => drop(members.remove(&name)),
        1 => drop(members.insert(junk(dice), json!([]))),
        _ => drop(members.insert(name.clone(), broken(&members[&name], dice))),
    }
    Value::Object(members)
}

fn broken_list(items: &[Value], dice: &mut Dice) -> Value {
    let mut items = items.to_vec();
    let at = usize::try_from(dice.below(i64::try_from(items.len()).unwrap())).unwrap();
    match dice.below(3) {
        0 => items.push(items[at].clone()),
        _ => items[at] = broken(&items[at], dice),
    }
    Value::Array(items)
}

/// What nobody expects anywhere.
fn out_of_place(dice: &mut Dice) -> Value {
    match dice.below(9) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(1.5e300),
        4 => json!([[], {}]),
        5 => json!({ "": { "": [] } }),
        6 => Value::from(*dice.one_of(&NUMBERS)),
        7 => Value::from("长".repeat(20_000)),
        _ => Value::from(junk(dice)),
    }
}
