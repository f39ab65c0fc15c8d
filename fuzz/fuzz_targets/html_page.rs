#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| wherefrom_fuzz::target("html_page")(bytes));
