//! The only home of the wall clock and of randomness; everything else has them handed in, so
//! that tests and snapshots are stable. `clippy.toml` bans both elsewhere.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// Tells the time: milliseconds since 1970-01-01T00:00Z.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// The machine's own clock.
    #[allow(clippy::disallowed_methods, reason = "this is the clock's one home")]
    pub fn system() -> Self {
        Self(Arc::new(|| chrono::Utc::now().timestamp_millis()))
    }

    /// A clock that stands still at `ms`, for tests.
    pub fn fixed(ms: i64) -> Self {
        Self(Arc::new(move || ms))
    }

    /// A clock that asks `tell`, for tests in which time passes.
    pub fn from_fn(tell: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// Milliseconds since 1970, UTC.
    pub fn now(&self) -> i64 {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

/// Measures how long something takes; it says nothing about what time it is.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts to measure.
    #[allow(clippy::disallowed_methods, reason = "this is the clock's one home")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// Milliseconds since it was started, to three decimals.
    pub fn ms(&self) -> f64 {
        (self.0.elapsed().as_secs_f64() * 1_000_000.0).round() / 1_000.0
    }
}

/// Gives random bytes: for ids, keys and nonces.
#[derive(Clone)]
pub struct Chance(Source);

#[derive(Clone)]
enum Source {
    System,
    /// A counter that is stirred: the same bytes in each run. For tests alone.
    Seeded(Arc<Mutex<u64>>),
}

impl Chance {
    /// The operating system's randomness, fit for keys.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// Bytes that are the same in each run, for tests; never for keys that guard anything.
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seeded(Arc::new(Mutex::new(seed))))
    }

    /// Fills `bytes`.
    ///
    /// # Panics
    /// When the operating system has no randomness to give: nothing safe can be done then.
    #[allow(clippy::disallowed_methods, reason = "this is randomness's one home")]
    pub fn fill(&self, bytes: &mut [u8]) {
        match &self.0 {
            Source::System => getrandom::fill(bytes).expect("the system gives random bytes"),
            Source::Seeded(state) => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                for chunk in bytes.chunks_mut(8) {
                    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                    chunk.copy_from_slice(&stir(*state).to_le_bytes()[..chunk.len()]);
                }
            }
        }
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Source::System => "Chance(system)",
            Source::Seeded(_) => "Chance(seeded)",
        })
    }
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): spreads a counter over 64 bits.
fn stir(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeded_chance_repeats_itself_and_system_chance_does_not() {
        let (a, b) = (Chance::seeded(7), Chance::seeded(7));
        assert_eq!(a.bytes::<20>(), b.bytes::<20>());
        assert_ne!(a.bytes::<20>(), [0; 20]);
        let system = Chance::system();
        assert_ne!(system.bytes::<16>(), system.bytes::<16>());
    }

    #[test]
    fn a_fixed_clock_stands_still() {
        assert_eq!(Clock::fixed(1_700_000_000_000).now(), 1_700_000_000_000);
    }
}
