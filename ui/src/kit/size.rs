//! How large a file is, as people say it.

/// 「1.2 MB」, 「340 KB」.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        b if b >= 1 << 30 => format!("{}.{} GB", b >> 30, ((b & ((1 << 30) - 1)) * 10) >> 30),
        b if b >= 1 << 20 => format!("{}.{} MB", b >> 20, ((b & ((1 << 20) - 1)) * 10) >> 20),
        b if b >= 1 << 10 => format!("{} KB", b >> 10),
        b => format!("{b} 字节"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_like_people_say_them() {
        let said = [340 << 10, (1 << 20) + (1 << 18), (1 << 30) + (1 << 29), 9].map(size);
        assert_eq!(said, ["340 KB", "1.2 MB", "1.5 GB", "9 字节"]);
    }
}
