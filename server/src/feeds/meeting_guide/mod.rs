//! Meeting Guide, in.

use super::{FeedContext, FeedError, FeedRead, text_of};

/// Reads a feed.
pub fn read(bytes: &[u8], _context: &FeedContext) -> Result<FeedRead, FeedError> {
    text_of(bytes)?;
    Ok(FeedRead::default())
}
