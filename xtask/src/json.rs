//! A list of flat JSON objects, printed as a table. Enough for the demo accounts, and no more than that.

use anyhow::{Context, Result, ensure};

/// One object: names and values in their order.
type Row = Vec<(String, String)>;

/// Lines up `[{"name": "value", …}, …]` in columns; the names of the first object head them.
pub fn table(text: &str) -> Result<String> {
    let rows = Reader { rest: text.trim() }.rows()?;
    let Some(first) = rows.first() else {
        return Ok(String::new());
    };
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    let cell = |row: &Row, name: &str| row.iter().find(|(n, _)| n == name).map_or(String::new(), |(_, v)| v.clone());
    let mut lines: Vec<Vec<String>> = vec![names.iter().map(|name| (*name).to_owned()).collect()];
    lines.extend(rows.iter().map(|row| names.iter().map(|name| cell(row, name)).collect()));
    let widths: Vec<usize> =
        (0..names.len()).map(|i| lines.iter().map(|line| width(&line[i])).max().unwrap_or_default()).collect();
    let print = |line: &Vec<String>| {
        let cells = line.iter().zip(&widths).map(|(cell, &w)| format!("{cell}{}", " ".repeat(w - width(cell))));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    Ok(lines.iter().map(print).collect::<Vec<_>>().join("\n"))
}

/// Columns on a terminal: Chinese characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if ('\u{1100}'..='\u{ffe6}').contains(&c) { 2 } else { 1 }).sum()
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn rows(mut self) -> Result<Vec<Row>> {
        self.expect('[')?;
        let mut rows = Vec::new();
        while !self.eat(']') {
            self.expect('{')?;
            rows.push(self.members()?);
            self.eat(',');
        }
        ensure!(self.rest.trim().is_empty(), "something stands behind the list");
        Ok(rows)
    }

    fn members(&mut self) -> Result<Row> {
        let mut row = Row::new();
        while !self.eat('}') {
            let name = self.value()?;
            self.expect(':')?;
            row.push((name, self.value()?));
            self.eat(',');
        }
        Ok(row)
    }

    /// A string without its quotes, or a number, `true`, `false`; `null` is empty.
    fn value(&mut self) -> Result<String> {
        if self.eat('"') {
            return self.string();
        }
        let end = self.rest.find([',', '}', ']', ':']).context("a value has no end")?;
        let (value, rest) = self.rest.split_at(end);
        self.rest = rest;
        ensure!(!value.contains(['{', '[', '"']), "a value is neither text nor number");
        Ok(if value.trim() == "null" { String::new() } else { value.trim().to_owned() })
    }

    fn string(&mut self) -> Result<String> {
        let mut text = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return Ok(text);
                }
                '\\' => match chars.next().map(|(_, c)| c) {
                    Some('n' | 'r' | 't') => text.push(' '),
                    Some('u') => {
                        let code: String = chars.by_ref().take(4).map(|(_, c)| c).collect();
                        text.push(char::from_u32(u32::from_str_radix(&code, 16)?).unwrap_or('\u{fffd}'));
                    }
                    Some(c) => text.push(c),
                    None => break,
                },
                _ => text.push(c),
            }
        }
        anyhow::bail!("a text has no end")
    }

    fn expect(&mut self, c: char) -> Result<()> {
        ensure!(self.eat(c), "`{c}` expected before {:.20}", self.rest);
        Ok(())
    }

    fn eat(&mut self, c: char) -> bool {
        let rest = self.rest.trim_start();
        let after = rest.strip_prefix(c);
        self.rest = after.unwrap_or(rest);
        after.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_latin_cells_line_up() {
        let text = "[{\"账号\": \"a-1\", \"姓名\": \"示例\\u7532\", \"n\": 3},\n {\"账号\": \"b\", \"姓名\": \"\\\"乙\\\"\", \"n\": null}]";
        assert_eq!(table(text).unwrap(), "账号  姓名    n\na-1   示例甲  3\nb     \"乙\"");
        assert_eq!(table("[]").unwrap(), "");
    }

    #[test]
    fn anything_but_a_flat_list_is_refused() {
        for text in ["", "{}", "[1]", "[{\"a\": {\"b\": 1}}]", "[{\"a\": \"x", "[{\"a\": 1}] more"] {
            assert!(table(text).is_err(), "{text}");
        }
    }
}
