//! Every proof, with the kinds of findings that it adds.

use super::{Proof, Stage, complete, conditions, declared, graphs, guidance, history, ledger, references, repeated, sections, sources, waivers, words};
use crate::diagnostics::Code::{self, *};

const fn proof(name: &'static str, codes: &'static [Code], stage: Stage) -> Proof {
    Proof { name, codes, stage }
}

/// All proofs. None needs another one; tests leave them out one by one.
pub const PROOFS: &[Proof] = &[
    proof("references of fields", &[UnknownReference, WrongKind, RetiredReference], Stage::Records(|on, found| references::fields(on.model, found))),
    proof(
        "references in words",
        &[UnknownReference, RetiredReference, DeadAnchor, UnknownForm, UrlScheme],
        Stage::Links(|on, item, found| references::words(on.model, item, found)),
    ),
    proof("addresses of documents", &[LostAddress], Stage::Records(|on, found| references::documents(on.model, found))),
    proof("sections of tasks", &[MissingSection, UnknownSection], Stage::Item(|on, found| sections::of_tasks(on.item, found))),
    proof("sections in every language", &[ParitySection], Stage::Item(|on, found| sections::alike(on.item, found))),
    proof("references in every language", &[ParityReference], Stage::Item(|on, found| sections::references(on.item, found))),
    proof("conditions and their questions", &[BadCondition], Stage::Records(|on, found| conditions::fit(on.model, found))),
    proof("answers that guides give", &[BadCondition], Stage::Records(|on, found| conditions::given(on.model, found))),
    proof("questions and their clauses", &[MissingField, DuplicateId], Stage::Records(|on, found| conditions::questions(on.model, found))),
    proof("prerequisites without circles", &[PrerequisiteCycle], Stage::Records(|on, found| graphs::requirements(on.model, found))),
    proof("tasks without circles", &[AfterCycle], Stage::Records(|on, found| graphs::order(on.model, found))),
    proof("deadlines without circles", &[AnchorCycle], Stage::Records(|on, found| graphs::counting(on.model, found))),
    proof("tasks in the order of phases", &[AfterPhase, WrongValue], Stage::Records(|on, found| graphs::phases(on.model, found))),
    proof("groups of guides", &[WrongValue], Stage::Records(|on, found| declared::groups(on.model, found))),
    proof("owners that audiences name", &[UnknownReference], Stage::Records(|on, found| declared::owners(on.model, found))),
    proof("waivers in time", &[WaiverEnded], Stage::Records(|on, found| waivers::prove(on.model, on.today, found))),
    proof("ids that readers have seen", &[VanishedId], Stage::Records(|on, found| history::ids(on.model, found))),
    proof("addresses that readers have seen", &[VanishedAddress], Stage::Records(|on, found| history::addresses(on.model, on.resolved, found))),
    proof("changes that readers are told", &[UnloggedChange], Stage::Records(|on, found| history::changes(on.model, found))),
    proof("reviews in time", &[ReviewDue], Stage::Records(|on, found| history::reviews(on.model, on.today, found))),
    proof("blocks behind another language", &[BlockBehind], Stage::Item(ledger::late)),
    proof("blocks that nobody has confirmed", &[BlockUnconfirmed], Stage::Item(ledger::open)),
    proof("entries of the ledger", &[LedgerEntry], Stage::Item(ledger::entries)),
    proof("numbers, dates and addresses in every language", &[ParityNumber], Stage::Block(words::numbers)),
    proof("typed values", &[TypedValue], Stage::Block(words::values)),
    proof("typed names of what is renamed", &[DatedName], Stage::Block(words::names)),
    proof("forbidden terms", &[ForbiddenTerm], Stage::Block(words::forbidden)),
    proof("words for something else", &[TermTrap], Stage::Block(words::traps)),
    proof("the language of the words", &[WrongLanguage], Stage::Block(words::language)),
    proof("paragraphs that stand once", &[Repeated], Stage::Paragraphs(repeated::words)),
    proof("rules that stand once", &[Repeated], Stage::Records(|on, found| repeated::rules(on.model, found))),
    proof("tasks that a guide reaches", &[UnreachableTask], Stage::Whole(|on, found| guidance::reached(on.model, on.resolved, found))),
    proof("questions that decide something", &[IdleQuestion], Stage::Whole(|on, found| guidance::idle_questions(on.model, found))),
    proof("guides with tasks under every answer", &[EmptyGuide], Stage::Whole(|on, found| guidance::tasks_to_do(on.model, on.resolved, found))),
    proof("prerequisites that tasks check", &[UncheckedPrerequisite], Stage::Whole(|on, found| guidance::prerequisites(on.model, on.resolved, found))),
    proof("gates in the lists of guides", &[ClosedGate], Stage::Whole(|on, found| guidance::listed_gates(on.model, on.resolved, found))),
    proof("gates that are in force", &[ClosedGate], Stage::Whole(|on, found| guidance::retired_gates(on.model, found))),
    proof("steps of the lists of guides", &[IdleStep], Stage::Whole(|on, found| guidance::refinements(on.model, on.resolved, found))),
    proof("few exceptions", &[TooManyExceptions], Stage::Whole(|on, found| guidance::exceptions(on.model, on.resolved, found))),
    proof("facts that are used", &[UnusedFact], Stage::Whole(|on, found| sources::unused(on.model, on.resolved, found))),
    proof("guidance that rests on facts", &[Unsourced], Stage::Whole(|on, found| sources::unsourced(on.model, found))),
    proof("sources in force", &[SupersededSource], Stage::Whole(|on, found| sources::superseded(on.model, found))),
    proof("deadlines that are decided", &[UndecidedVariants, ConflictVariants], Stage::Whole(|on, found| sources::deadlines(on.model, on.resolved, found))),
    proof(
        "notices that are decided",
        &[UndecidedVariants, UndeclaredContradiction, ConflictVariants],
        Stage::Whole(|on, found| sources::notices(on.model, on.resolved, found)),
    ),
    proof("rulings of conflicts", &[UndecidedVariants, ConflictVariants], Stage::Whole(|on, found| sources::conflicts(on.model, on.resolved, found))),
    proof("variants of conflicts", &[ConflictVariants], Stage::Whole(|on, found| complete::variants(on.model, found))),
    proof("sides of conflicts", &[ConflictVariants], Stage::Whole(|on, found| complete::sides(on.model, found))),
    proof("deadlines that say something", &[MissingField], Stage::Whole(|on, found| complete::deadlines(on.model, found))),
    proof("comparisons of sources", &[WrongValue], Stage::Whole(|on, found| complete::comparisons(on.model, found))),
    proof("words that readers ask with", &[IdleAsked], Stage::Whole(|on, found| complete::asked(on.model, on.resolved, found))),
    proof("prerequisites of some cases", &[MissingField], Stage::Whole(|on, found| complete::prerequisites(on.model, found))),
];
