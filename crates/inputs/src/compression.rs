//! Reading streams that may be compressed.
//!
//! What a file is compressed with is told by its first bytes: servers unpack files and leave their names.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Large enough that a read costs nothing beside what is done with the bytes.
pub const BUFFER: usize = 256 << 10;

/// Opens a stream for reading what is compressed in it, or the stream as it is.
pub fn open<'a>(stream: impl Read + Send + 'a) -> io::Result<Box<dyn BufRead + Send + 'a>> {
    let mut stream = BufReader::with_capacity(BUFFER, stream);
    let head = stream.fill_buf()?;
    if head.starts_with(&[0x1F, 0x8B]) {
        // A web archive is a gzip member a record; they follow one another as one stream.
        return Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(stream))));
    }
    if head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
        let zstd = Zstandard { stream, frame: FrameDecoder::new(), inside: false };
        return Ok(Box::new(BufReader::with_capacity(BUFFER, zstd)));
    }
    if head.starts_with(b"\xFD7zXZ\0") {
        return Err(io::Error::other("it is compressed with xz, which is not read here; unpack it first (xz -d), or use .gz or .zst"));
    }
    Ok(Box::new(stream))
}

/// The frames of a Zstandard stream, one after another. The decoder refuses windows of more than 128 MB.
struct Zstandard<R> {
    stream: R,
    frame: FrameDecoder,
    inside: bool,
}

impl<R: BufRead> Read for Zstandard<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.inside {
                while self.frame.can_collect() == 0 && !self.frame.is_finished() {
                    self.frame.decode_blocks(&mut self.stream, BlockDecodingStrategy::UptoBlocks(1)).map_err(|e| error_of(e.into()))?;
                }
                let read = self.frame.read(into)?;
                if read > 0 {
                    return Ok(read);
                }
                self.inside = false;
            }
            if self.stream.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.frame.reset(&mut self.stream) {
                Ok(()) => self.inside = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut (&mut self.stream).take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(error_of(error.into())),
            }
        }
    }
}

/// The decoder's error, as an end of the stream where that is what is at its bottom.
fn error_of(error: Box<dyn std::error::Error + Send + Sync>) -> io::Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error.as_ref());
    while let Some(inner) = cause {
        if inner.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::UnexpectedEof) {
            return io::ErrorKind::UnexpectedEof.into();
        }
        cause = inner.source();
    }
    io::Error::new(io::ErrorKind::InvalidData, error)
}
