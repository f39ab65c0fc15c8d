use crate::pages::Page;
use std::time::Instant;
use wherefrom::align;
use wherefrom::pack::{Answer, Pack};
use wherefrom::search;
use wherefrom::text::{lexicon, words};
pub fn print(pack: &str, pages: &str) -> anyhow::Result<()> {
    let pack = Pack::open(std::fs::read(pack)?)?;
    let text = std::fs::read_to_string(pages)?;
    let pages: Vec<Page> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut t = [0f64; 12];
    let mut n = [0usize; 12];
    let mut surv = [0usize; 16];
    for round in 0..2 {
        if round == 1 {
            t = [0.0; 12];
            n = [0; 12];
        }
        for page in &pages {
            let texts: Vec<&str> = page.text.lines().collect();
            let prose: Vec<Option<&str>> = texts.iter().map(|t| Some(*t)).collect();
            let s = Instant::now();
            let l = lexicon::detect(texts.iter().copied());
            t[0] += s.elapsed().as_secs_f64();
            n[0] += 1;
            let s = Instant::now();
            let w = words::read(&prose, l);
            t[1] += s.elapsed().as_secs_f64();
            n[1] += 1;
            let s = Instant::now();
            let blocks = w.block_ranges(texts.len());
            let ready = align::Page::new(&w, &blocks, &texts);
            let keys = search::keys_of(&w);
            t[2] += s.elapsed().as_secs_f64();
            n[2] += 1;
            let s = Instant::now();
            let mut c = 0;
            for &k in &keys {
                pack.find(k, |_| c += 1);
            }
            t[3] += s.elapsed().as_secs_f64();
            n[3] += 1;
            let s = Instant::now();
            let found = search::candidates(&keys, &pack, &[]);
            t[4] += s.elapsed().as_secs_f64();
            n[4] += 1;
            for d in found {
                let s = Instant::now();
                let Ok(Answer::Here(k)) = pack.keys(d as usize) else { continue };
                t[5] += s.elapsed().as_secs_f64();
                n[5] += 1;
                let s = Instant::now();
                let may = align::may_share(&ready, &k, false);
                t[6] += s.elapsed().as_secs_f64();
                n[6] += 1;
                if !may {
                    continue;
                }
                let s = Instant::now();
                let Ok(Answer::Here(src)) = pack.source(d as usize) else { continue };
                t[7] += s.elapsed().as_secs_f64();
                n[7] += 1;
                let s = Instant::now();
                let p = align::align(&ready, &src);
                t[8] += s.elapsed().as_secs_f64();
                n[8] += 1;
                if !p.is_empty() {
                    surv[0] += 1;
                }
                std::hint::black_box(p);
                let s = Instant::now();
                let b: Vec<Option<&str>> = src.blocks.iter().map(|b| b.text.as_deref()).collect();
                let w2 = words::read(&b, l);
                t[9] += s.elapsed().as_secs_f64();
                n[9] += 1;
                std::hint::black_box(&w2);
                let s = Instant::now();
                std::hint::black_box(wherefrom::fingerprint::Places::of(&w2.keys));
                t[10] += s.elapsed().as_secs_f64();
                n[10] += 1;
                let s = Instant::now();
                std::hint::black_box(align::rewording::may_tell(&ready, &src));
                t[11] += s.elapsed().as_secs_f64();
                n[11] += 1;
            }
        }
    }
    for (i, name) in [
        "detect",
        "read page",
        "keys",
        "find",
        "candidates",
        "doc keys",
        "may_share",
        "source",
        "align",
        "words::read src",
        "places",
        "may_tell",
    ]
    .iter()
    .enumerate()
    {
        println!(
            "{name:18} {:8.1} us each, {:6.1} a page, {:8.1} us a page",
            t[i] * 1e6 / n[i] as f64,
            n[i] as f64 / 1000.0,
            t[i] * 1e6 / 1000.0
        );
    }
    println!("{}", surv[0]);
    Ok(())
}
