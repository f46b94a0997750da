//! How often one may ask: from one address, for one site, and for one account.
//!
//! A bucket for each, of as many acts as an hour has; it fills evenly, so that all may be spent
//! at once and then one comes back after another (a token bucket). It is kept as the one moment
//! at which it will be full again, and forgotten from then on.
//!
//! Addresses are kept as keyed hashes. The key is made by chance each day and lives in memory
//! alone, so nobody, we included, can tell later who asked, nor follow anybody past midnight.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use crate::{
    clock::Chance,
    domain::time::{DAY, HOUR},
    seal::Sealer,
    store::SiteId,
};

/// Full buckets are thrown away when at least so many addresses are known.
const SWEEP_AT: usize = 1_024;

/// What is counted. Each has buckets of its own, so that guessing codes never keeps anybody from
/// joining, nor a flood without proof of work those who have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// A request to join, with proof of work.
    Join,
    /// A request to join without: a person looks at each, so fewer are taken.
    JoinWithoutProof,
    /// A try at a code of six digits.
    GuessCode,
    /// Going on to a group on another platform.
    HandOver,
    /// An address that is corrected before it was proved; each brings a letter.
    Correct,
    /// A ballot for somebody without an invitation, with proof of work.
    Answer,
    /// A member's link that is to be sent again.
    SendLink,
    /// A member's link that nobody has. Those that hold are not counted: whoever has one proved
    /// an address for it.
    UnknownLink,
    /// Asking for a link to sign in to the console.
    SignIn,
    /// Asking to sign in to the console with a passkey.
    Passkey,
}

/// Letters to sign in with that an account gets in an hour. They come back evenly, one in ten
/// minutes: so whoever asks in somebody else's name, however often, leaves a link that still holds
/// (fifteen minutes) in that person's mail, and keeps nobody out.
const LETTERS_OF_ACCOUNT: i64 = 6;

/// Octets of an IPv6 address that one household or one office has: it has 2^64 addresses to choose
/// from, and uses many.
const HOUSEHOLD: usize = 8;

/// How many acts an hour has.
struct Most {
    /// From one address. A whole clinic may stand behind one.
    address: i64,
    /// For one site.
    site: i64,
}

impl Act {
    fn most(self) -> Most {
        let (address, site) = match self {
            Self::Join => (30, 300),
            Self::JoinWithoutProof | Self::Correct | Self::SendLink => (10, 60),
            Self::GuessCode | Self::UnknownLink => (20, 300),
            // Nobody is written to and nobody has to read it.
            Self::HandOver | Self::Answer => (30, 600),
            // For the whole server, so that nobody fills its memory; far above what one sender can
            // do, since it would keep all staff out. An account has a limit of its own.
            Self::SignIn => (20, 100_000),
            // Nobody is written to; a whole clinic may come in at eight.
            Self::Passkey => (60, 300_000),
        };
        Most { address, site }
    }

    /// So many octets of an IPv6 address are one sender.
    fn sender(self) -> usize {
        match self {
            // What is given out to who rents a server: whoever has it asks from 65,536 networks, and
            // staff of one place seldom sign in as often as this is for them together.
            Self::SignIn | Self::Passkey => 6,
            _ => HOUSEHOLD,
        }
    }

    /// Its name within hashes.
    fn word(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::JoinWithoutProof => "join-without-proof",
            Self::GuessCode => "guess-code",
            Self::HandOver => "hand-over",
            Self::Correct => "correct",
            Self::Answer => "answer",
            Self::SendLink => "send-link",
            Self::UnknownLink => "unknown-link",
            Self::SignIn => "sign-in",
            Self::Passkey => "passkey",
        }
    }
}

/// Who asked how often of late.
#[derive(Debug)]
pub struct Limits {
    buckets: Mutex<Buckets>,
    chance: Chance,
}

#[derive(Debug)]
struct Buckets {
    /// The day of the key, days since 1970, UTC.
    day: i64,
    key: Sealer,
    /// When each is full again.
    addresses: HashMap<[u8; 32], i64>,
    /// When each is full again.
    accounts: HashMap<[u8; 32], i64>,
    /// When each is full again.
    sites: HashMap<(SiteId, Act), i64>,
    sweep_at: usize,
}

impl Limits {
    /// Nobody has asked yet.
    pub fn new(chance: Chance) -> Self {
        let buckets = Buckets {
            day: i64::MIN,
            key: new_key(&chance),
            addresses: HashMap::new(),
            accounts: HashMap::new(),
            sites: HashMap::new(),
            sweep_at: SWEEP_AT,
        };
        Self {
            buckets: Mutex::new(buckets),
            chance,
        }
    }

    /// Counts an act, or says after how many ms it would be taken. What is refused counts for
    /// nothing, neither here nor there.
    pub fn count(&self, site: &SiteId, address: IpAddr, act: Act, now: i64) -> Result<(), i64> {
        let buckets = self.buckets.lock();
        let mut buckets = buckets.unwrap_or_else(PoisonError::into_inner);
        buckets.keep_small(now, &self.chance);
        let address = buckets.hash(address, act.sender(), act.word());
        let site = (site.clone(), act);
        let most = act.most();
        let by_address = take(buckets.addresses.get(&address), most.address, now)?;
        let by_site = take(buckets.sites.get(&site), most.site, now)?;
        // Only what the site took is remembered, so that even a flood from everywhere leaves no
        // more addresses than the sites' own buckets have acts.
        buckets.addresses.insert(address, by_address);
        buckets.sites.insert(site, by_site);
        Ok(())
    }

    /// A hash that is the same for what one address does today, and another tomorrow.
    pub fn hash_of_today(&self, address: IpAddr, what: &str, now: i64) -> [u8; 32] {
        let buckets = self.buckets.lock();
        let mut buckets = buckets.unwrap_or_else(PoisonError::into_inner);
        buckets.keep_small(now, &self.chance);
        buckets.hash(address, HOUSEHOLD, what)
    }

    /// Whether one more letter goes to an account, by whatever names it. It counts alike whether
    /// there is such an account or not. Comes after [`Limits::count`], which keeps this small.
    pub fn count_account(&self, account: &str, now: i64) -> bool {
        let buckets = self.buckets.lock();
        let mut buckets = buckets.unwrap_or_else(PoisonError::into_inner);
        let account = buckets.key.hash("", "account", account.as_bytes());
        let taken = take(buckets.accounts.get(&account), LETTERS_OF_ACCOUNT, now);
        if let Ok(full_at) = taken {
            buckets.accounts.insert(account, full_at);
        }
        taken.is_ok()
    }
}

impl Buckets {
    /// Makes a new key on a new day, and throws away what is full again.
    fn keep_small(&mut self, now: i64, chance: &Chance) {
        let today = now.div_euclid(DAY);
        if self.day != today {
            self.day = today;
            self.key = new_key(chance);
            self.addresses.clear();
            self.accounts.clear();
        }
        if self.addresses.len() + self.accounts.len() >= self.sweep_at {
            self.addresses.retain(|_, full_at| *full_at > now);
            self.accounts.retain(|_, full_at| *full_at > now);
            self.sweep_at = SWEEP_AT.max(2 * (self.addresses.len() + self.accounts.len()));
        }
    }

    fn hash(&self, address: IpAddr, octets: usize, what: &str) -> [u8; 32] {
        match address.to_canonical() {
            IpAddr::V4(address) => self.key.hash("", what, &address.octets()),
            IpAddr::V6(address) => self.key.hash("", what, &address.octets()[..octets]),
        }
    }
}

fn new_key(chance: &Chance) -> Sealer {
    Sealer::new(chance.bytes(), chance.clone())
}

/// When a bucket of `most` acts is full again after one more; or in how many ms it has one.
fn take(full_at: Option<&i64>, most: i64, now: i64) -> Result<i64, i64> {
    let empty = now + HOUR;
    // A moment beyond that is from before the clock was set back, and must lock nobody out.
    let full_at = full_at.filter(|at| (now..=empty).contains(*at));
    let next = full_at.unwrap_or(&now) + HOUR / most;
    let wait = next - empty;
    if wait > 0 { Err(wait) } else { Ok(next) }
}

#[cfg(test)]
#[path = "limits_tests.rs"]
mod tests;
