use wherefrom::align;
use wherefrom::pack::{Answer, Pack};
use wherefrom::search;
use wherefrom::text::{lexicon, words};
pub fn diag(page: &str, pack: &Pack, holders: &std::collections::HashSet<&str>) -> (bool, bool, bool) {
    let texts: Vec<&str> = page.lines().collect();
    let prose: Vec<Option<&str>> = texts.iter().map(|t| Some(*t)).collect();
    let w = words::read(&prose, lexicon::detect(texts.iter().copied()));
    let blocks = w.block_ranges(texts.len());
    let ready = align::Page::new(&w, &blocks, &texts);
    let keys = search::keys_of(&w);
    let found = search::candidates(&keys, pack, &[]);
    let (mut cand, mut may, mut al) = (false, false, false);
    for d in found {
        let Ok(Answer::Here(m)) = pack.metadata(d as usize) else { continue };
        if !holders.contains(m.id.as_str()) {
            continue;
        }
        cand = true;
        let Ok(Answer::Here(k)) = pack.keys(d as usize) else { continue };
        may |= align::may_share(&ready, &k, false);
        let Ok(Answer::Here(s)) = pack.source(d as usize) else { continue };
        assert_eq!(s.words.keys, k);
        let p = align::align(&ready, &s);
        al |= p.iter().any(|p| p.page().start < blocks[1].end && p.page().end > blocks[1].start);
    }
    if !cand {
        let of: Vec<u32> = w.keys[blocks[1].clone()].to_vec();
        let grams: Vec<u32> = wherefrom::fingerprint::grams(&of).into_iter().map(wherefrom::fingerprint::key_of).collect();
        let mut hits = Vec::new();
        for g in &grams {
            let mut n = 0;
            let mut has = false;
            pack.find(*g, |d| {
                n += 1;
                if let Ok(Answer::Here(m)) = pack.metadata(d as usize) {
                    has |= holders.contains(m.id.as_str());
                }
            });
            hits.push((n, has));
        }
        println!("{:?} {}", hits, texts[1].chars().take(150).collect::<String>());
    }
    (cand, may, al)
}
