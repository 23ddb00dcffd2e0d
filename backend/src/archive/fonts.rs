//! Finding fonts to print with: the folder that was set or installed, or those of the system.
//!
//! A file is judged by what is in it: whether it has Chinese characters, and how heavy it is. Fonts without Chinese
//! characters in our own folder help out with what the others lack (signs, emoji).

use krilla::text::Font;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where systems keep fonts with Chinese characters, the better ones first.
const SYSTEM: [&str; 17] = [
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
    "C:\\Windows\\Fonts\\simsun.ttc",
    "C:\\Windows\\Fonts\\simhei.ttf",
    "C:\\Windows\\Fonts\\msyh.ttc",
    "C:\\Windows\\Fonts\\msyhbd.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "/System/Library/Fonts/STHeiti Medium.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/system/fonts/NotoSerifCJK-Regular.ttc",
];
/// Characters that a font for our texts has.
const NEEDED: [char; 3] = ['党', '会', '，'];
/// From this weight on a font is bold.
const BOLD: f32 = 600.0;

/// One face of a font file.
pub struct Face {
    /// As it is embedded.
    pub font: Font,
    data: Arc<Vec<u8>>,
    index: u32,
    /// Heavy by itself.
    pub bold: bool,
    chinese: bool,
}

/// The faces, in the order in which they are asked for a character.
pub struct Fonts {
    faces: Vec<Face>,
    regular: Vec<usize>,
    bold: Vec<usize>,
}

impl Fonts {
    /// Finds fonts: in `set` if that is given, beside the program, among those of the system.
    #[must_use]
    pub fn find(set: Option<&Path>) -> Option<Self> {
        let exe = std::env::current_exe().ok();
        let beside = exe.iter().flat_map(|exe| exe.ancestors().skip(1).take(2)).map(|dir| dir.join("fonts"));
        let mut folders = set.map(Path::to_path_buf).into_iter().chain(beside);
        folders.find_map(|dir| Self::of_files(&files(&dir))).or_else(|| {
            let system: Vec<_> = SYSTEM.iter().map(PathBuf::from).filter(|path| path.is_file()).collect();
            // one family is enough: two files of it, regular and bold
            (0..system.len()).find_map(|from| Self::of_files(system.get(from..(from + 2).min(system.len()))?))
        })
    }

    fn of_files(files: &[PathBuf]) -> Option<Self> {
        let faces: Vec<Face> = files.iter().filter_map(|path| Face::open(path)).collect();
        let order = |bold: bool| {
            let mut order: Vec<usize> = (0..faces.len()).collect();
            order.sort_by_key(|at| faces.get(*at).map(|face| (!face.chinese, face.bold != bold)));
            order
        };
        let fonts = Self { regular: order(false), bold: order(true), faces };
        fonts.faces.iter().any(|face| face.chinese).then_some(fonts)
    }

    /// A face by its number.
    #[must_use]
    pub fn face(&self, at: usize) -> Option<&Face> {
        self.faces.get(at)
    }

    /// The faces to ask for a character, each with its number.
    pub fn chain(&self, bold: bool) -> impl Iterator<Item = (usize, &Face)> {
        let order = if bold { &self.bold } else { &self.regular };
        order.iter().filter_map(|at| self.faces.get(*at).map(|face| (*at, face)))
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_font = |path: &PathBuf| {
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        matches!(ending.as_str(), "ttf" | "otf" | "ttc" | "otc")
    };
    let mut files: Vec<_> = entries.filter(is_font).collect();
    files.sort();
    files
}

impl Face {
    fn open(path: &Path) -> Option<Self> {
        let data = Arc::new(std::fs::read(path).ok()?);
        let index = simplified(&data)?;
        let font = FontRef::from_index(&data, index).ok()?;
        let charmap = font.charmap();
        let chinese = NEEDED.iter().all(|c| charmap.map(*c).is_some());
        let bold = font.attributes().weight.value() >= BOLD;
        let embedded = Font::new(data.clone().into(), index)?;
        Some(Self { font: embedded, data, index, bold, chinese })
    }

    /// The face for reading: characters and widths.
    #[must_use]
    pub fn reader(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, self.index).ok()
    }
}

/// Which face of a collection: the one for simplified Chinese, else the first.
fn simplified(data: &[u8]) -> Option<u32> {
    let faces = || (0..64).map_while(|index| FontRef::from_index(data, index).ok().map(|font| (index, font)));
    let is_simplified = |font: &FontRef<'_>| {
        let mut names = font.localized_strings(StringId::FAMILY_NAME);
        names.any(|name| name.chars().collect::<String>().split(' ').any(|word| word == "SC"))
    };
    let named = faces().find(|(_, font)| is_simplified(font)).map(|(index, _)| index);
    named.or_else(|| faces().next().map(|(index, _)| index))
}
