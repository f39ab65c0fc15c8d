//! The tree of a page, as the parser builds it. Nodes are linked to their neighbours, so that putting one before another or
//! taking it away costs the same however many there are: a page of misplaced tags asks for that at every one of them.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, QualName};

/// Attributes of an element that are kept; no page has so many. The parser compares each with all before it.
pub const MAX_ATTRIBUTES: usize = 256;

/// A node's number, and its name where it is an element.
#[derive(Clone)]
pub struct Handle {
    number: usize,
    name: Option<Rc<QualName>>,
}

/// A node and its neighbours, by their numbers.
#[derive(Default)]
pub struct Node {
    parent: Option<usize>,
    previous: Option<usize>,
    pub next: Option<usize>,
    pub first: Option<usize>,
    last: Option<usize>,
    pub data: Data,
}

#[derive(Default)]
pub enum Data {
    /// Document, comment, doctype.
    #[default]
    Other,
    Text(String),
    Element(Element),
}

pub struct Element {
    name: Rc<QualName>,
    attributes: Vec<Attribute>,
    /// The node that holds what is inside a template, which is no child of it.
    content: Option<usize>,
    /// Whether it may hold HTML inside MathML.
    integration_point: bool,
}

impl Node {
    pub fn element(&self) -> Option<&Element> {
        if let Data::Element(element) = &self.data { Some(element) } else { None }
    }
}

impl Element {
    pub fn tag(&self) -> &str {
        &self.name.local
    }

    /// Of a template that is another element's shadow tree, the node that holds it.
    pub fn shadow_tree(&self) -> Option<usize> {
        self.content.filter(|_| self.attribute("shadowrootmode").is_some())
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
    }
}

pub struct Tree(RefCell<Vec<Node>>);

/// The document is the first node.
const DOCUMENT: Handle = Handle { number: 0, name: None };

impl Tree {
    pub fn new() -> Tree {
        Tree(RefCell::new(vec![Node::default()]))
    }

    /// The nodes; the document is the first.
    pub fn into_nodes(self) -> Vec<Node> {
        self.0.into_inner()
    }

    fn create(&self, data: Data) -> usize {
        let mut nodes = self.0.borrow_mut();
        nodes.push(Node { data, ..Node::default() });
        nodes.len() - 1
    }

    fn create_other(&self) -> Handle {
        Handle { number: self.create(Data::Other), name: None }
    }

    fn element<T>(&self, handle: &Handle, of: impl FnOnce(&Element) -> T) -> Option<T> {
        match &Ref::map(self.0.borrow(), |nodes| &nodes[handle.number].data) as &Data {
            Data::Element(element) => Some(of(element)),
            _ => None,
        }
    }

    fn unlink(&self, number: usize) {
        let nodes = &mut *self.0.borrow_mut();
        let (parent, previous, next) = (nodes[number].parent.take(), nodes[number].previous.take(), nodes[number].next.take());
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => nodes[previous].next = next,
            None => nodes[parent].first = next,
        }
        match next {
            Some(next) => nodes[next].previous = previous,
            None => nodes[parent].last = previous,
        }
    }

    /// Puts a new child of `parent` before `next`, or behind all others.
    fn insert(&self, parent: usize, next: Option<usize>, child: NodeOrText<Handle>) {
        let previous = |nodes: &[Node]| next.map_or(nodes[parent].last, |next| nodes[next].previous);
        let number = match child {
            NodeOrText::AppendNode(node) => {
                self.unlink(node.number);
                node.number
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.0.borrow_mut();
                if let Some(previous) = previous(&nodes)
                    && let Data::Text(before) = &mut nodes[previous].data
                {
                    before.push_str(&text);
                    return;
                }
                drop(nodes);
                self.create(Data::Text(text.into()))
            }
        };
        let nodes = &mut *self.0.borrow_mut();
        let previous = previous(nodes);
        (nodes[number].parent, nodes[number].previous, nodes[number].next) = (Some(parent), previous, next);
        match previous {
            Some(previous) => nodes[previous].next = Some(number),
            None => nodes[parent].first = Some(number),
        }
        match next {
            Some(next) => nodes[next].previous = Some(number),
            None => nodes[parent].last = Some(number),
        }
    }

    fn parent(&self, handle: &Handle) -> Option<usize> {
        self.0.borrow()[handle.number].parent
    }
}

impl TreeSink for Tree {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        const NO_ELEMENT: ExpandedName<'static> = ExpandedName { ns: &html5ever::ns!(), local: &html5ever::local_name!("") };
        target.name.as_ref().map_or(NO_ELEMENT, |name| name.expanded())
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let content = flags.template.then(|| self.create(Data::Other));
        let name = Rc::new(name);
        let integration_point = flags.mathml_annotation_xml_integration_point;
        let number = self.create(Data::Element(Element { name: Rc::clone(&name), attributes, content, integration_point }));
        Handle { number, name: Some(name) }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.create_other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.create_other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.number, None, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let Some(parent) = self.parent(sibling) {
            self.insert(parent, Some(sibling.number), child);
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        match self.parent(element) {
            Some(parent) => self.insert(parent, Some(element.number), child),
            None => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let content = self.element(target, |element| element.content).flatten();
        content.map_or(DOCUMENT, |number| Handle { number, name: None })
    }

    fn same_node(&self, a: &Handle, b: &Handle) -> bool {
        a.number == b.number
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        let Data::Element(element) = &mut self.0.borrow_mut()[target.number].data else { return };
        for attribute in more {
            let attributes = &mut element.attributes;
            if attributes.len() < MAX_ATTRIBUTES && attributes.iter().all(|known| known.name != attribute.name) {
                attributes.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.unlink(target.number);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut child = self.0.borrow()[node.number].first;
        while let Some(number) = child {
            child = self.0.borrow()[number].next;
            self.insert(new_parent.number, None, NodeOrText::AppendNode(Handle { number, name: None }));
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        self.element(target, |element| element.integration_point).unwrap_or(false)
    }
}
