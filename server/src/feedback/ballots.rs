//! Ballots are signed, and read again.

use chrono::NaiveDate;

use crate::{
    domain::survey::{Ballot, id_of},
    seal::Sealer,
    store::SiteId,
};

/// What it is signed as.
const BALLOT: &str = "ballot";
/// A ballot, signed.
pub fn write_ballot(sealer: &Sealer, site: &SiteId, ballot: &Ballot) -> String {
    ballot.to_text(|said| sealer.hash(site.as_str(), BALLOT, said))
}

/// Reads a ballot of this site that is taken on a day yet. `None` for all others.
pub fn read_ballot(sealer: &Sealer, site: &SiteId, text: &str, today: NaiveDate) -> Option<Ballot> {
    let ballot = Ballot::of_text(text, |said, signature| {
        // Hashes of both are compared, so that how long it takes tells nothing.
        let signed = sealer.hashes(site.as_str(), BALLOT, said);
        signed
            .iter()
            .any(|good| id_of(&[good]) == id_of(&[signature]))
    })?;
    (today.to_string() <= ballot.until).then_some(ballot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Chance;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_ballot_is_its_sites_and_holds_until_its_day() {
        let sealer = Sealer::new([1; 32], Chance::seeded(1));
        let (site, other) = (SiteId::from("a"), SiteId::from("b"));
        let ballot = Ballot {
            group_id: "g".to_owned(),
            survey: "s".to_owned(),
            version: 1,
            by_anyone: false,
            day: "2026-12-30".to_owned(),
            until: "2027-01-31".to_owned(),
            chance: [7; 32],
        };
        let text = write_ballot(&sealer, &site, &ballot);
        let read = |site: &SiteId, today: &str| read_ballot(&sealer, site, &text, day(today));
        assert_eq!(read(&site, "2027-01-31"), Some(ballot));
        assert_eq!(read(&site, "2027-02-01"), None);
        assert_eq!(read(&other, "2027-01-01"), None);
    }
}
