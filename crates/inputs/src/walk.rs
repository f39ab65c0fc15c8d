//! The nodes of a page in the order in which a reader sees them: in the place of an element that has one stands its shadow tree, and in
//! the place of a slot what is put there.

use std::collections::HashMap;

use crate::dom::{Data, Node};

/// Who is led through a page.
pub trait Visitor {
    /// What is kept of an element until it is left.
    type Left;

    /// Takes a node in; `None` where what is inside is passed over.
    fn enter(&mut self, nodes: &[Node], node: &Node) -> Option<Self::Left>;

    /// Leaves an element whose inside was not passed over.
    fn leave(&mut self, left: Self::Left);
}

/// Shadow trees within each other that are looked into.
const MAX_HOSTS: usize = 64;

/// What is left to do: enter a node and those after it, enter one alone, or leave an element. A stack of its own, since pages nest deeper
/// than ours.
enum Step<L> {
    Enter(Option<usize>),
    One(usize),
    Leave(L),
    /// What follows stands in this shadow tree, or in none.
    Into(Option<usize>),
    /// It does not any more.
    Out,
}

/// Of each shadow tree that was come by what its host has for its slots, by their names. The first slot of a name takes it, so that
/// nothing is seen twice.
type ForSlots<'a> = Vec<HashMap<&'a str, Vec<usize>>>;

/// Leads a visitor through a page, from its first node on.
pub fn walk<V: Visitor>(nodes: &[Node], visitor: &mut V) {
    let mut for_slots = ForSlots::new();
    // The trees that are open, by their place in that list.
    let mut trees = Vec::new();
    let mut steps = vec![Step::Enter(Some(0))];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(None) => {}
            Step::Enter(Some(number)) => steps.extend([Step::Enter(nodes[number].next), Step::One(number)]),
            Step::One(number) => {
                if let Some(left) = visitor.enter(nodes, &nodes[number]) {
                    steps.push(Step::Leave(left));
                    go_down(nodes, number, &trees, &mut for_slots, &mut steps);
                }
            }
            Step::Leave(left) => visitor.leave(left),
            Step::Into(tree) => trees.push(tree),
            Step::Out => drop(trees.pop()),
        }
    }
}

/// What is inside an element.
fn go_down<'a, L>(nodes: &'a [Node], number: usize, trees: &[Option<usize>], for_slots: &mut ForSlots<'a>, steps: &mut Vec<Step<L>>) {
    let shadow = children(nodes, number).find_map(|child| nodes[child].element()?.shadow_tree());
    if let Some(shadow) = shadow.filter(|_| trees.len() < MAX_HOSTS) {
        steps.extend([Step::Out, Step::Enter(nodes[shadow].first), Step::Into(Some(for_slots.len()))]);
        for_slots.push(slotted(nodes, number));
        return;
    }
    let slot = nodes[number].element().filter(|element| element.tag() == "slot").map(|slot| slot.attribute("name").unwrap_or_default());
    let put = trees.last().copied().flatten().zip(slot).and_then(|(tree, name)| for_slots[tree].remove(name));
    let Some(put) = put else { return steps.push(Step::Enter(nodes[number].first)) };
    // What is put there stands in the tree around the host.
    let around = trees.len().checked_sub(2).and_then(|at| trees[at]);
    steps.push(Step::Out);
    steps.extend(put.into_iter().rev().map(Step::One));
    steps.push(Step::Into(around));
}

/// What a host has for the slots of its shadow tree.
fn slotted(nodes: &[Node], host: usize) -> HashMap<&str, Vec<usize>> {
    let mut slotted: HashMap<&str, Vec<usize>> = HashMap::new();
    for child in children(nodes, host) {
        let slot = match &nodes[child].data {
            Data::Element(element) if element.shadow_tree().is_none() => element.attribute("slot").unwrap_or_default(),
            Data::Text(_) => "",
            _ => continue,
        };
        slotted.entry(slot).or_default().push(child);
    }
    slotted
}

fn children(nodes: &[Node], number: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(nodes[number].first, |&child| nodes[child].next)
}
