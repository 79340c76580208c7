//! The rules that make up a case, as the coordinator tells them, and their handlers.
//!
//! The same kinds and actions are known to `HeadraceEngine`; what a handler does is to be the same there and here.

use lol_html::html_content::{Attribute, Comment, ContentType, Doctype, DocumentEnd, Element, EndTag, TextChunk};
use lol_html::{DocumentContentHandlers, ElementContentHandlers, HandlerResult, Selector, Settings};
use std::borrow::Cow;
use std::cell::Cell;
use std::hint::black_box;

/// How often the handlers of a rule were called, and two figures of the kind's own.
#[derive(Default)]
struct Counts {
    calls: Cell<u64>,
    /// Attributes that were read; text nodes that ended.
    parts: Cell<u64>,
    ends: Cell<u64>,
}

fn increment(cell: &Cell<u64>) {
    cell.set(cell.get() + 1);
}

#[derive(Clone, Copy)]
enum Kind {
    Doctype,
    DocumentText,
    DocumentComments,
    DocumentEnd,
    Element(Action),
    Text,
    Comments,
}

#[derive(Clone, Copy)]
enum Action {
    Count,
    AppendQuery,
    SetAttribute,
    RenameBody,
    Empty,
    ReadAll,
}

pub struct Rule {
    kind: Kind,
    selector: Option<Selector>,
    /// Leaked, since handlers of end tags may borrow nothing that ends. A process has one set of rules.
    counts: &'static Counts,
}

impl Rule {
    pub fn new(kind: &str, action: &str, selector: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let kind = match (kind, action) {
            ("DOCTYPE", _) => Kind::Doctype,
            ("DOCUMENT_TEXT", _) => Kind::DocumentText,
            ("DOCUMENT_COMMENTS", _) => Kind::DocumentComments,
            ("DOCUMENT_END", _) => Kind::DocumentEnd,
            ("TEXT", _) => Kind::Text,
            ("COMMENTS", _) => Kind::Comments,
            ("ELEMENT", "COUNT") => Kind::Element(Action::Count),
            ("ELEMENT", "APPEND_QUERY") => Kind::Element(Action::AppendQuery),
            ("ELEMENT", "SET_ATTRIBUTE") => Kind::Element(Action::SetAttribute),
            ("ELEMENT", "RENAME_BODY") => Kind::Element(Action::RenameBody),
            ("ELEMENT", "EMPTY") => Kind::Element(Action::Empty),
            ("ELEMENT", "READ_ALL") => Kind::Element(Action::ReadAll),
            _ => return Err(format!("no rule {kind} {action}").into()),
        };
        let selector = if selector.is_empty() {
            None
        } else {
            Some(selector.parse()?)
        };
        Ok(Self {
            kind,
            selector,
            counts: Box::leak(Box::default()),
        })
    }

    pub fn reset(&self) {
        for cell in [&self.counts.calls, &self.counts.parts, &self.counts.ends] {
            cell.set(0);
        }
    }

    pub fn counts(&self) -> [u64; 3] {
        [self.counts.calls.get(), self.counts.parts.get(), self.counts.ends.get()]
    }

    pub fn add_to<'h, 's>(&'s self, settings: Settings<'h, 's>) -> Settings<'h, 's> {
        let counts = self.counts;
        let document = DocumentContentHandlers::default();
        match self.kind {
            Kind::Doctype => settings.append_document_content_handler(document.doctype(move |_: &mut Doctype<'_>| {
                increment(&counts.calls);
                Ok(())
            })),
            Kind::DocumentText => {
                settings.append_document_content_handler(document.text(move |chunk: &mut TextChunk<'_>| {
                    count_text(counts, chunk.last_in_text_node());
                    Ok(())
                }))
            }
            Kind::DocumentComments => {
                settings.append_document_content_handler(document.comments(move |_: &mut Comment<'_>| {
                    increment(&counts.calls);
                    Ok(())
                }))
            }
            Kind::DocumentEnd => {
                settings.append_document_content_handler(document.end(move |_: &mut DocumentEnd<'_>| {
                    increment(&counts.calls);
                    Ok(())
                }))
            }
            Kind::Text | Kind::Comments | Kind::Element(_) => {
                let selector = self.selector.as_ref().expect("a rule for elements has a selector");
                settings.append_element_content_handler((Cow::Borrowed(selector), self.element_handlers()))
            }
        }
    }

    fn element_handlers<'h>(&self) -> ElementContentHandlers<'h> {
        let counts = self.counts;
        let handlers = ElementContentHandlers::default();
        match self.kind {
            Kind::Text => handlers.text(move |chunk: &mut TextChunk<'_>| {
                count_text(counts, chunk.last_in_text_node());
                Ok(())
            }),
            Kind::Comments => handlers.comments(move |_: &mut Comment<'_>| {
                increment(&counts.calls);
                Ok(())
            }),
            Kind::Element(action) => match action {
                Action::Count => handlers.element(move |_: &mut Element<'_, '_>| {
                    increment(&counts.calls);
                    Ok(())
                }),
                Action::AppendQuery => {
                    handlers.element(move |element: &mut Element<'_, '_>| append_query(counts, element))
                }
                Action::SetAttribute => handlers.element(move |element: &mut Element<'_, '_>| {
                    increment(&counts.calls);
                    element.set_attribute("data-x", "1")?;
                    Ok(())
                }),
                Action::RenameBody => handlers.element(move |element: &mut Element<'_, '_>| {
                    increment(&counts.calls);
                    element.set_tag_name("body1")?;
                    element.after("test", ContentType::Text);
                    Ok(())
                }),
                Action::Empty => handlers.element(move |element: &mut Element<'_, '_>| {
                    increment(&counts.calls);
                    element.set_inner_content("", ContentType::Text);
                    Ok(())
                }),
                Action::ReadAll => handlers.element(move |element: &mut Element<'_, '_>| read_all(counts, element)),
            },
            _ => handlers,
        }
    }
}

fn count_text(counts: &Counts, last: bool) {
    increment(&counts.calls);
    if last {
        increment(&counts.parts);
    }
}

fn append_query(counts: &Counts, element: &mut Element<'_, '_>) -> HandlerResult {
    increment(&counts.calls);
    if let Some(mut value) = element.get_attribute("href") {
        value.push_str("?x=1");
        element.set_attribute("href", &value)?;
    }
    Ok(())
}

fn read_all(counts: &'static Counts, element: &mut Element<'_, '_>) -> HandlerResult {
    increment(&counts.calls);
    for attribute in element.attributes() {
        increment(&counts.parts);
        read(attribute);
    }
    if element.can_have_content() {
        element.on_end_tag(Box::new(move |_: &mut EndTag<'_>| {
            increment(&counts.ends);
            Ok(())
        }))?;
    }
    Ok(())
}

fn read(attribute: &Attribute<'_>) {
    black_box(attribute.name());
    black_box(attribute.value());
}
