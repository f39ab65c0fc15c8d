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
        let of = source.licence.take().or_else(|| packs.get(source.pack).and_then(|pack| pack.licence.clone()));
        source.licence = of.map(|licence| licence::identifier(&licence).into_owned());
        source.standing = standings.of_document(source.pack, source.publisher.as_deref(), source.url.as_deref());
        source.taken = taken(blocks, number).map(|mut taken| {
            taken.linked = is_linked(number);
            taken.conditions =
                source.licence.as_deref().map(licence::conditions).unwrap_or_default().into_iter().map(|of| holds(of, &taken)).collect();
            taken
        });
    }
}

/// Without links and conditions; `None` where the source is no paragraph's main one.
fn taken(blocks: &[BlockReport], source: usize) -> Option<TakenReport> {
    let is_taken =
        |block: &&BlockReport| matches!(block.verdict, Verdict::Copied | Verdict::Modified) && block.sources.first() == Some(&source);
    let of = || blocks.iter().filter(is_taken);
    Some(of().count()).filter(|paragraphs| *paragraphs > 0).map(|paragraphs| TakenReport {
        paragraphs,
        changed: of().filter(|block| block.verdict == Verdict::Modified).count(),
        credited: of().filter(|block| matches!(block.credit, Some(Credit::Here | Credit::Page))).count(),
        linked: false,
        conditions: Vec::new(),
    })
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
