use std::time::Instant;
use wherefrom::{check, pack::Pack, page::PageInput};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&a[1]).unwrap();
    let page = PageInput::from_text(&text);
    let packs: Vec<Pack> = a[2..].iter().map(|p| Pack::open(std::fs::read(p).unwrap()).unwrap()).collect();
    let refs: Vec<&Pack> = packs.iter().collect();
    let mut times = vec![];
    for _ in 0..200 {
        let t = Instant::now();
        let r = check::check(&page, &refs, &Default::default()).unwrap();
        times.push(t.elapsed().as_micros());
        std::hint::black_box(r);
    }
    let first = times[0];
    times.sort();
    println!("first {} us, median {} us", first, times[100]);
}
