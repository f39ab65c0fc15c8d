//! The checksum of sections and buckets: CRC-32, as in gzip.
//!
//! Native code has the fast one of a crate. Its tables are random numbers, 16 KB of the Wasm that no compression makes smaller, so
//! that there they are computed when first needed.

#[cfg(not(target_arch = "wasm32"))]
pub use crc32fast::{Hasher, hash};
#[cfg(target_arch = "wasm32")]
pub use tables::{Hasher, hash};

#[cfg(any(test, target_arch = "wasm32"))]
mod tables {
    use std::sync::OnceLock;

    const STEP: usize = 16;

    /// What a byte comes to with so many bytes behind it.
    type Tables = [[u32; 256]; STEP];

    fn tables() -> &'static Tables {
        static TABLES: OnceLock<Box<Tables>> = OnceLock::new();
        TABLES.get_or_init(|| {
            let mut tables = Box::new([[0; 256]; STEP]);
            for byte in 0..256 {
                let mut crc = byte as u32;
                for table in tables.iter_mut() {
                    for _ in 0..8 {
                        crc = (crc >> 1) ^ ((crc & 1) * 0xEDB8_8320);
                    }
                    table[byte] = crc;
                }
            }
            tables
        })
    }

    #[derive(Debug)]
    pub struct Hasher(u32);

    impl Default for Hasher {
        fn default() -> Hasher {
            Hasher::new()
        }
    }

    impl Hasher {
        pub fn new() -> Hasher {
            Hasher(u32::MAX)
        }

        pub fn update(&mut self, bytes: &[u8]) {
            let tables = tables();
            let (steps, rest) = bytes.as_chunks::<STEP>();
            let mut crc = self.0;
            for step in steps {
                let mut step = *step;
                step.iter_mut().zip(crc.to_le_bytes()).for_each(|(byte, crc)| *byte ^= crc);
                crc = tables.iter().rev().zip(step).fold(0, |crc, (table, byte)| crc ^ table[usize::from(byte)]);
            }
            for byte in rest {
                crc = (crc >> 8) ^ tables[0][usize::from(crc as u8 ^ byte)];
            }
            self.0 = crc;
        }

        pub fn finalize(self) -> u32 {
            !self.0
        }
    }

    pub fn hash(bytes: &[u8]) -> u32 {
        let mut hasher = Hasher::new();
        hasher.update(bytes);
        hasher.finalize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_the_same() {
        let bytes: Vec<u8> = (0..1000u32).map(|n| ((n * n) >> 3) as u8).collect();
        for len in [0, 1, 15, 16, 17, 31, 32, 33, 1000] {
            assert_eq!(tables::hash(&bytes[..len]), hash(&bytes[..len]), "{len} bytes");
        }
        let mut hasher = tables::Hasher::default();
        bytes.chunks(37).for_each(|piece| hasher.update(piece));
        assert_eq!(hasher.finalize(), hash(&bytes));
    }
}
