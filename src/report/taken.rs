//! What a page took of each source, whose text that is to the reader, and whether the page holds to its licence.

use super::{BlockReport, ConditionReport, PackReport, SourceReport, TakenReport};
use crate::verdict::licence::{self, Condition};
use crate::verdict::standing::Standings;
use wherefrom_text::model::{Credit, Verdict};

/// Fills in what is told of sources beside what they share. `is_linked` says of a source, by its number, whether the page has a link to it.
pub(super) fn tell(
    sources: &mut [SourceReport],
    blocks: &[BlockReport],
    packs: &[PackReport],
    standings: &Standings,
    is_linked: impl Fn(usize) -> bool,
) {
    for (number, source) in sources.iter_mut().enumerate() {
        if source.licence.is_none() {
            source.licence = packs.get(source.pack).and_then(|pack| pack.licence.clone());
        }
        source.standing = standings.of_document(source.pack, source.publisher.as_deref(), source.url.as_deref());
        source.taken = taken(blocks, number);
        if let Some(taken) = &mut source.taken {
            taken.linked = is_linked(number);
            let asked = source.licence.as_deref().map(licence::conditions).unwrap_or_default();
            taken.conditions = asked.into_iter().map(|condition| holds(condition, taken)).collect();
        }
    }
}

/// Without links and conditions; `None` where the source is no paragraph's main one.
fn taken(blocks: &[BlockReport], source: usize) -> Option<TakenReport> {
    let mut taken = TakenReport { paragraphs: 0, changed: 0, credited: 0, linked: false, conditions: Vec::new() };
    for block in blocks {
        if matches!(block.verdict, Verdict::Copied | Verdict::Modified) && block.sources.first() == Some(&source) {
            taken.paragraphs += 1;
            taken.changed += usize::from(block.verdict == Verdict::Modified);
            taken.credited += usize::from(matches!(block.credit, Some(Credit::Here | Credit::Page)));
        }
    }
    (taken.paragraphs > 0).then_some(taken)
}

fn holds(condition: Condition, taken: &TakenReport) -> ConditionReport {
    let holds = match condition {
        Condition::Credit => Some(taken.credited == taken.paragraphs),
        Condition::Link => Some(taken.linked),
        Condition::NoChanges => Some(taken.changed == 0),
        Condition::SameLicence | Condition::NotCommercial => None,
    };
    ConditionReport { asks: condition.as_str().into(), holds }
}
