//! The user manual: contents, search and pages. Anybody may read it, also before signing in. What it says stands in
//! [`gsdj_domain::manual`].

mod page_manual;

pub use page_manual::{ManualHome, ManualPage};

#[cfg(test)]
mod tests {
    use gsdj_domain::manual::{Block, Picture, pages};
    use std::collections::BTreeSet;

    const fn picture_of(block: &Block) -> Option<&Picture> {
        if let Block::Picture(picture) = block { Some(picture) } else { None }
    }

    #[test]
    fn every_picture_is_there_in_small_and_every_one_there_is_shown() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/screens");
        let there = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let pages = pages();
        let pictures = pages.iter().flat_map(|p| &p.blocks).filter_map(picture_of);
        let mut shown = BTreeSet::new();
        for picture in pictures {
            let file = format!("{}.webp", picture.name);
            assert!(std::fs::metadata(folder.join(&file)).is_ok_and(|m| m.len() < 100 * 1024), "{file}");
            assert!(!picture.caption.is_empty(), "{file}");
            shown.insert(file);
        }
        assert_eq!(there.collect::<BTreeSet<_>>(), shown);
    }
}
