//! The index: a folder of this node's own, made of what the store holds and made anew whenever it is missing or old.

use super::words::{Characters, Pairs, Sounds, Words};
use crate::error::{Error, Result};
use gsdj_domain::Instant;
use gsdj_domain::search::SearchKind;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tantivy::directory::MmapDirectory;
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

/// Rises with every change of the schema or of how texts are cut.
const VERSION: u32 = 2;

/// What the writer keeps in memory before it writes a segment.
const WRITER_BYTES: usize = 32 << 20;

/// Who may find something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Audience {
    /// Everybody, guests too.
    Public,
    /// Whoever is signed in and may read the library.
    Account,
}

impl Audience {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Account => "account",
        }
    }
}

/// Something to be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is.
    pub kind: SearchKind,
    /// Its id among its kind.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Its text, without formatting.
    pub text: String,
    /// Where it is read.
    pub link: String,
    /// Where it belongs: a column, a theme.
    pub place: String,
    /// When it was published.
    pub at: Instant,
    /// Who may find it.
    pub audience: Audience,
}

/// The fields of the schema.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// Names an entry: `article-12`.
    pub key: Field,
    /// Its kind.
    pub kind: Field,
    /// Who may find it.
    pub audience: Field,
    /// The entry itself, as JSON.
    pub entry: Field,
    /// Words, characters and pairs of the title.
    pub title: Text,
    /// Those of the text.
    pub text: Text,
    /// How the title sounds.
    pub sounds: Field,
}

/// A text in its three ways.
#[derive(Clone, Copy)]
pub(super) struct Text {
    /// By words.
    pub words: Field,
    /// By single characters.
    pub characters: Field,
    /// By pairs of characters.
    pub pairs: Field,
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let cut = |tokenizer: &str, option| {
        TextOptions::default()
            .set_indexing_options(TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option))
    };
    let mut text = |name: &str| Text {
        words: schema.add_text_field(&format!("{name}_words"), cut("words", IndexRecordOption::WithFreqs)),
        characters: schema.add_text_field(&format!("{name}_characters"), cut("characters", IndexRecordOption::Basic)),
        pairs: schema.add_text_field(&format!("{name}_pairs"), cut("pairs", IndexRecordOption::WithFreqsAndPositions)),
    };
    let (title, text) = (text("title"), text("text"));
    let fields = Fields {
        key: schema.add_text_field("key", STRING),
        kind: schema.add_text_field("kind", STRING),
        audience: schema.add_text_field("audience", STRING),
        entry: schema.add_text_field("entry", STORED),
        title,
        text,
        sounds: schema.add_text_field("sounds", cut("sounds", IndexRecordOption::Basic)),
    };
    (schema.build(), fields)
}

/// An index that is open.
pub struct Shelves {
    pub(super) fields: Fields,
    index: Index,
    reader: IndexReader,
    /// There as long as something is written: it holds its memory whole.
    writer: Mutex<Option<IndexWriter>>,
    folder: PathBuf,
}

impl Shelves {
    /// Opens the index in `folder`; an older or broken one makes way for an empty one.
    ///
    /// # Errors
    /// When the folder can't be written.
    pub fn open(folder: &Path) -> Result<Self> {
        let of = |version: u32| folder.join(format!("search-{version}"));
        for old in (1..VERSION).map(of).filter(|old| old.exists()) {
            std::fs::remove_dir_all(old)?;
        }
        let folder = of(VERSION);
        Self::at(&folder).or_else(|error| {
            tracing::warn!(%error, "the search index can't be opened: it is made anew");
            std::fs::remove_dir_all(&folder)?;
            Self::at(&folder)
        })
    }

    /// Where it lies.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn at(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let (schema, fields) = schema();
        let index =
            Index::open_or_create(MmapDirectory::open(folder).map_err(Error::broken)?, schema).map_err(broken)?;
        index.tokenizers().register("words", Words);
        index.tokenizers().register("characters", Characters);
        index.tokenizers().register("pairs", Pairs);
        index.tokenizers().register("sounds", Sounds);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(broken)?;
        Ok(Self { fields, index, reader, writer: Mutex::default(), folder: folder.to_owned() })
    }

    pub(super) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// Puts in, in place of what stood under the same kind and id; `None` takes out. Found once it is [`Self::settled`].
    ///
    /// # Errors
    /// When the index can't be written.
    pub fn put(&self, changes: impl IntoIterator<Item = (SearchKind, i64, Option<Entry>)>) -> Result<()> {
        self.write(|writer| {
            for (kind, id, entry) in changes {
                writer.delete_term(Term::from_field_text(self.fields.key, &key(kind, id)));
                if let Some(entry) = entry {
                    writer.add_document(self.document(&entry)?).map_err(broken)?;
                }
            }
            Ok(())
        })
    }

    /// Empties the index; what is put in afterwards is all there is. Until it is [`Self::settled`] the old one is found.
    ///
    /// # Errors
    /// When the index can't be written.
    pub fn clear(&self) -> Result<()> {
        self.write(|writer| writer.delete_all_documents().map(drop).map_err(broken))
    }

    /// What was put in is found from now on, and the writer's memory is given back.
    ///
    /// # Errors
    /// When the index can't be written.
    pub fn settled(&self) -> Result<()> {
        let Some(mut writer) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take() else { return Ok(()) };
        writer.commit().map_err(broken)?;
        self.reader.reload().map_err(broken)?;
        writer.wait_merging_threads().map_err(broken)?;
        self.reader.reload().map_err(broken)
    }

    /// All of it in one segment: questions are answered fastest so.
    ///
    /// # Errors
    /// When the index can't be written.
    pub fn merged(&self) -> Result<()> {
        self.settled()?;
        let segments = self.index.searchable_segment_ids().map_err(broken)?;
        if segments.len() > 1 {
            self.write(|writer| writer.merge(&segments).wait().map(drop).map_err(broken))?;
        }
        self.settled()
    }

    /// A writer that failed is not used again: what it had not written yet goes with it, and comes anew.
    fn write(&self, change: impl FnOnce(&mut IndexWriter) -> Result<()>) -> Result<()> {
        let mut held = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = match held.take() {
            Some(writer) => writer,
            None => self.index.writer_with_num_threads(1, WRITER_BYTES).map_err(broken)?,
        };
        change(&mut writer)?;
        *held = Some(writer);
        Ok(())
    }

    fn document(&self, entry: &Entry) -> Result<TantivyDocument> {
        let f = &self.fields;
        let mut document = TantivyDocument::default();
        document.add_text(f.key, key(entry.kind, entry.id));
        document.add_text(f.kind, entry.kind.code());
        document.add_text(f.audience, entry.audience.code());
        document.add_text(f.entry, serde_json::to_string(entry)?);
        for (text, fields) in [(&entry.title, f.title), (&entry.text, f.text)] {
            for field in [fields.words, fields.characters, fields.pairs] {
                document.add_text(field, text);
            }
        }
        document.add_text(f.sounds, &entry.title);
        Ok(document)
    }
}

fn key(kind: SearchKind, id: i64) -> String {
    format!("{}-{id}", kind.code())
}

pub(super) fn broken(error: tantivy::TantivyError) -> Error {
    Error::broken(error)
}
