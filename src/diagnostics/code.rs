//! The kinds of finding. Each has a page under `codes/`, which is also its test.

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident;)*) => {
        /// A kind of finding: a stable name, a severity and a page that explains it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code, in the order of this file.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The code's stable name, as shown to editors.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// The severity of findings of this code.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // Files
    /// A file that could not be read.
    UnreadableFile = "unreadable-file", Error;
    /// A file larger than a source may be.
    FileTooLarge = "file-too-large", Error;
    /// A file or folder name that is not UTF-8.
    FileName = "file-name", Error;
    /// A symbolic link that leads back into itself or outside the site.
    LinkLoop = "link-loop", Error;
    /// Bytes that are not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A byte order mark at the start of a file.
    ByteOrderMark = "byte-order-mark", Note;
    /// A character that no text may hold.
    ControlCharacter = "control-character", Error;
    /// Windows line endings.
    CarriageReturns = "carriage-returns", Note;
    /// A file that nothing reads.
    UnknownFile = "unknown-file", Warning;
    /// A file that the site needs and does not have.
    MissingFile = "missing-file", Error;

    // TOML
    /// A file that is not TOML.
    TomlSyntax = "toml-syntax", Error;
    /// A field that the record does not have.
    UnknownField = "unknown-field", Error;
    /// A field that the record must have.
    MissingField = "missing-field", Error;
    /// A value of another type than the field's.
    WrongType = "wrong-type", Error;
    /// A value that the field does not allow.
    WrongValue = "wrong-value", Error;
    /// An id or a part of an address that is not in the form for it.
    BadId = "bad-id", Error;
    /// An id that two records of one kind share.
    DuplicateId = "duplicate-id", Error;
    /// An address that two pages share.
    DuplicateAddress = "duplicate-address", Error;
    /// A kind of record that the site does not declare.
    UnknownKind = "unknown-kind", Error;
    /// A text that one of the site's languages lacks.
    MissingLanguage = "missing-language", Error;
    /// A language that the site does not have.
    UnknownLanguage = "unknown-language", Error;
    /// A waiver whose last day has passed.
    WaiverEnded = "waiver-ended", Error;

    // References
    /// An id that no record has.
    UnknownReference = "unknown-reference", Error;
    /// A reference to a record of a kind that does not fit here.
    WrongKind = "wrong-kind", Error;
    /// A reference to a retired record.
    RetiredReference = "retired-reference", Warning;
    /// Something published that leans on a draft.
    DraftReference = "draft-reference", Error;
    /// A reference to a section that the item does not have.
    DeadAnchor = "dead-anchor", Error;
    /// An inflected form that the record does not give.
    UnknownForm = "unknown-form", Error;
    /// A document without a known address.
    LostAddress = "lost-address", Note;

    // Markdown
    /// Raw HTML in prose.
    RawHtml = "raw-html", Error;
    /// A URL of a scheme that pages do not link to.
    UrlScheme = "url-scheme", Error;
    /// A Markdown file without a title in its first line.
    MissingTitle = "missing-title", Error;
    /// A Markdown file without a summary after its title.
    MissingSummary = "missing-summary", Error;
    /// A section that the item must have.
    MissingSection = "missing-section", Error;
    /// A section that this kind of item does not have.
    UnknownSection = "unknown-section", Error;
    /// A section heading without an id.
    HeadingWithoutId = "heading-without-id", Error;
    /// A heading id that stands twice.
    DuplicateHeading = "duplicate-heading", Error;
    /// A heading that skips a level.
    HeadingLevel = "heading-level", Error;
    /// A section without text.
    EmptySection = "empty-section", Error;
    /// A section that has hardly any text.
    ThinSection = "thin-section", Warning;
    /// An image without a text alternative, or at another place than the site's own files.
    Image = "image", Error;

    // Graphs
    /// Prerequisites that require each other.
    PrerequisiteCycle = "prerequisite-cycle", Error;
    /// Tasks that stand after each other.
    AfterCycle = "after-cycle", Error;
    /// Deadlines that count from each other.
    AnchorCycle = "anchor-cycle", Error;
    /// A task that stands after one of a later phase.
    AfterPhase = "after-phase", Error;

    // Guidance
    /// A condition that asks for what its question cannot answer.
    BadCondition = "bad-condition", Error;
    /// A task that no guide can reach.
    UnreachableTask = "unreachable-task", Error;
    /// A question that decides nothing.
    IdleQuestion = "idle-question", Warning;
    /// Words with which readers ask for a record that no search finds.
    IdleAsked = "idle-asked", Warning;
    /// A guide that lists no task, or an answer under which it lists none.
    EmptyGuide = "empty-guide", Error;
    /// A gate that nothing can open.
    ClosedGate = "closed-gate", Error;
    /// A prerequisite of a guide that none of its tasks checks.
    UncheckedPrerequisite = "unchecked-prerequisite", Warning;
    /// More added and left out tasks than the site allows.
    TooManyExceptions = "too-many-exceptions", Warning;
    /// A step that refines, adds or leaves out a task that the guide's list does not have.
    IdleStep = "idle-step", Error;

    // Sources
    /// A fact that nothing uses.
    UnusedFact = "unused-fact", Warning;
    /// Guidance that cites no fact.
    Unsourced = "unsourced", Warning;
    /// Guidance that leans on a superseded source.
    SupersededSource = "superseded-source", Warning;
    /// Variants without a ruling in force.
    UndecidedVariants = "undecided-variants", Error;
    /// A conflict whose variants do not fit what it is about.
    ConflictVariants = "conflict-variants", Error;
    /// Two sources that state a channel or duty differently without a conflict.
    UndeclaredContradiction = "undeclared-contradiction", Error;

    // Parity
    /// A fact or reference that one language's block has and the other lacks.
    ParityReference = "parity-reference", Error;
    /// A number or date that one language's block has and the other lacks.
    ParityNumber = "parity-number", Warning;
    /// A section that one language has and the other lacks.
    ParitySection = "parity-section", Error;
    /// A block that is behind its other language.
    BlockBehind = "block-behind", Warning;
    /// A block that nobody has confirmed to say the same in all languages.
    BlockUnconfirmed = "block-unconfirmed", Note;
    /// Text that is not in the language of its file.
    WrongLanguage = "wrong-language", Warning;
    /// A ledger that does not fit its item.
    LedgerEntry = "ledger-entry", Warning;

    // History
    /// An id that readers have seen and that is gone.
    VanishedId = "vanished-id", Error;
    /// An address that readers have seen and that leads nowhere.
    VanishedAddress = "vanished-address", Error;
    /// A change of an item's data without an entry in its changes.
    UnloggedChange = "unlogged-change", Warning;
    /// Something that is due for review.
    ReviewDue = "review-due", Warning;

    // Style
    /// A value typed in prose that exists as a record.
    TypedValue = "typed-value", Warning;
    /// A name typed in prose that has been changed.
    DatedName = "dated-name", Warning;
    /// A form that is never used in this language.
    ForbiddenTerm = "forbidden-term", Warning;
    /// A word that names something else than the other language's block speaks of.
    TermTrap = "term-trap", Warning;
    /// A paragraph or a rule that stands twice.
    Repeated = "repeated", Warning;

    // Messages, templates, theme
    /// A message file that is not Fluent.
    MessageSyntax = "message-syntax", Error;
    /// A message that a language lacks.
    MissingMessage = "missing-message", Error;
    /// A message that nothing uses.
    UnusedMessage = "unused-message", Warning;
    /// A message with other arguments than it gets, or than it has in another language.
    MessageArguments = "message-arguments", Error;
    /// A template that is not Tera, or that cannot be rendered.
    TemplateError = "template-error", Error;
    /// A theme or a file of it that the site needs and does not have.
    MissingTheme = "missing-theme", Error;

    // Output
    /// A link inside the site that leads nowhere.
    DeadLink = "dead-link", Error;
    /// An element id that stands twice on one page.
    DuplicateElementId = "duplicate-element-id", Error;
    /// A search query that does not find the page that it should.
    SearchRegression = "search-regression", Error;
    /// Lexicons that would make the search better are not there.
    LexiconMissing = "lexicon-missing", Note;
}

impl std::fmt::Display for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl std::str::FromStr for Code {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Code::ALL.iter().copied().find(|code| code.as_str() == name).ok_or(())
    }
}
