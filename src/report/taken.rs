//! What a page took of each source, whose text that is to the reader, and whether the page holds to its licence.

use super::{BlockReport, ConditionReport, PackReport, SourceReport, TakenReport};
use crate::verdict::licence::{self, Condition};
use crate::verdict::standing::Standings;
use wherefrom_text::model::{Credit, Direction, Verdict};

/// Fills in what is told of sources beside what they share. `is_linked` says of a source, by its number, whether the page has a link to it;
/// `in_block`, of a source and a block, whether there is credit, and whether the block has other words than the source.
pub(super) fn tell(
    sources: &mut [SourceReport],
    blocks: &[BlockReport],
    packs: &[PackReport],
    standings: &Standings,
    is_linked: impl Fn(usize) -> bool,
    in_block: impl Fn(usize, usize) -> (Option<Credit>, bool),
) {
    for (number, source) in sources.iter_mut().enumerate() {
        if source.licence.is_none() {
            source.licence = packs.get(source.pack).and_then(|pack| pack.licence.clone());
        }
        source.standing = standings.of_document(source.pack, source.publisher.as_deref(), source.url.as_deref());
        if let Some(mut taken) = taken(source, blocks, number, |block| in_block(number, block)) {
            taken.linked = is_linked(number);
            let asked = source.licence.as_deref().map(licence::conditions).unwrap_or_default();
            taken.conditions = asked.into_iter().map(|condition| holds(condition, source, &taken)).collect();
            source.taken = Some(taken);
        }
    }
}

/// Without links and conditions; `None` where nothing is taken: of a later source, and by the outlet's own page.
fn taken(
    source: &SourceReport,
    blocks: &[BlockReport],
    number: usize,
    in_block: impl Fn(usize) -> (Option<Credit>, bool),
) -> Option<TakenReport> {
    let mut taken = TakenReport { paragraphs: 0, changed: 0, credited: 0, linked: false, conditions: Vec::new() };
    // Of a text that is the reader's to allow all is told that the page has of it, also where another source has the same and is the main one.
    let is_readers = source.standing.is_some();
    for block in blocks.iter().filter(|block| matches!(block.verdict, Verdict::Copied | Verdict::Modified)) {
        let is_one = is_readers && block.sources.iter().chain(&block.also_in).any(|of| *of == number);
        if is_one || block.sources.first() == Some(&number) {
            let (credit, is_changed) = in_block(block.id);
            taken.paragraphs += 1;
            taken.changed += usize::from(is_changed);
            // Who credits the main source owes none to others that have the same.
            taken.credited += usize::from(credit? != Credit::None || matches!(block.credit, Some(Credit::Here | Credit::Page)));
        }
    }
    (taken.paragraphs > 0 && source.direction != Direction::Later).then_some(taken)
}

/// Of a page that may have been there before the source nothing is said.
fn holds(condition: Condition, source: &SourceReport, taken: &TakenReport) -> ConditionReport {
    let holds = match condition {
        _ if source.direction != Direction::Earlier => None,
        Condition::Credit => Some(taken.credited == taken.paragraphs),
        Condition::Link => source.url.as_ref().map(|_| taken.linked),
        Condition::NoChanges => Some(taken.changed == 0),
        Condition::SameLicence | Condition::NotCommercial => None,
    };
    ConditionReport { asks: condition.as_str().into(), holds }
}
