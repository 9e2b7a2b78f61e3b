//! A page read by a tokenizer that knows all of HTML.

use super::{Notes, Use};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};
use std::borrow::Cow;
use std::convert::Infallible;

/// Faults of syntax are looked for in the templates and by validators; to look for them here would cost a third of the reading.
struct WithoutErrors<E>(E);

impl<E: Emitter> ForwardingEmitter for WithoutErrors<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.0
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// Reads a page.
pub(super) fn parse(html: &str) -> Notes<'static> {
    let mut notes = Notes::default();
    let (mut tag, mut attribute) = (String::new(), String::new());
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => set(&mut tag, name),
            CallbackEvent::EndTag { .. } => tag.clear(),
            CallbackEvent::AttributeName { name } => set(&mut attribute, name),
            CallbackEvent::AttributeValue { value } => {
                if let Some(to) = Use::of(&tag, &attribute) {
                    notes.note(to, Cow::Owned(String::from_utf8_lossy(value).into_owned()));
                }
            }
            _ => {}
        }
        None
    });
    // What stands in scripts and styles is text.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, WithoutErrors(emitter)).for_each(drop);
    notes
}

fn set(text: &mut String, bytes: &[u8]) {
    text.clear();
    text.push_str(&String::from_utf8_lossy(bytes));
}
