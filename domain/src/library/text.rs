//! The text of a chapter laid out: its parts in order, each with the place where it begins, so that every device measures
//! places alike whatever its type size.

use super::{BookPicture, BookPiece};
use crate::rich::{Block, length, read_html};

/// A part of a text as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A paragraph, a heading, a list or a table.
    Block(Block),
    /// A picture.
    Picture(BookPicture),
}

impl Part {
    /// What it adds to the places after it: its characters; a picture counts as one.
    fn length(&self) -> u32 {
        match self {
            Self::Block(block) => u32::try_from(length(std::slice::from_ref(block))).unwrap_or(u32::MAX),
            Self::Picture(_) => 1,
        }
    }
}

/// The parts of a text, each with the characters before it.
#[must_use]
pub fn laid_out(pieces: &[BookPiece]) -> Vec<(u32, Part)> {
    let parts = pieces.iter().flat_map(|piece| {
        let blocks = read_html(&piece.text).into_iter().map(Part::Block);
        blocks.chain(piece.picture.clone().map(Part::Picture)).collect::<Vec<_>>()
    });
    let place = |before: &mut u32, part: Part| {
        let at = *before;
        *before = before.saturating_add(part.length());
        Some((at, part))
    };
    parts.scan(0_u32, place).collect()
}

/// The characters of a text: where its last place is.
#[must_use]
pub fn measure(pieces: &[BookPiece]) -> u32 {
    laid_out(pieces).last().map_or(0, |(at, part)| at.saturating_add(part.length()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FileId;

    #[test]
    fn places_are_characters_before_a_part() {
        let picture = BookPicture { file: FileId(1), caption: String::new(), width: 4, height: 3 };
        let pieces = [
            BookPiece { text: "<h1>一二</h1><p>三四五</p>".into(), picture: None },
            BookPiece { text: String::new(), picture: Some(picture) },
            BookPiece { text: "<p>六</p>".into(), picture: None },
        ];
        let places: Vec<_> = laid_out(&pieces).into_iter().map(|(at, _)| at).collect();
        assert_eq!(places, [0, 2, 5, 6]);
        assert_eq!(measure(&pieces), 7);
        assert_eq!(measure(&[]), 0);
    }
}
