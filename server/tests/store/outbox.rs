use std::{collections::BTreeSet, sync::Arc};

use crate::support::{NOW, on_each, open};
use server::{
    domain::letter::{Letter, NewLetter},
    store::{Again, ClaimedLetter, LetterCounts, SiteId, Store},
};
use tokio::sync::Barrier;

const MINUTE: i64 = 60_000;
const LEASE: i64 = 2 * MINUTE;
const HOUR: i64 = 60 * MINUTE;

fn to(address: &str, letter: Letter) -> NewLetter {
    NewLetter {
        request: None,
        to: address.to_owned(),
        language: "en".to_owned(),
        time_zone: None,
        letter,
    }
}

fn code(address: &str) -> NewLetter {
    let link = "https://groups.example.org/prove/abc".to_owned();
    to(
        address,
        Letter::ProveAddress {
            code: "123456".to_owned(),
            link,
        },
    )
}

fn placed(address: &str) -> NewLetter {
    let link = "https://groups.example.org/m/abc".to_owned();
    to(
        address,
        Letter::Placed {
            group: "Tuesday circle".to_owned(),
            link,
        },
    )
}

async fn claim(store: &Store, now: i64) -> Vec<ClaimedLetter> {
    store.claim_letters(now, LEASE, 10).await.unwrap()
}

#[test]
fn a_letter_is_claimed_with_all_that_it_says_and_sent_once() {
    on_each(async |store| {
        let store = store.with_mail_domain("mail.example.org");
        let site = store.add_site("s", NOW).await.unwrap();
        let letter = placed("Ana@Example.org");
        assert!(store.add_letter(&site, &letter, NOW).await.unwrap());
        assert!(claim(&store, NOW - 1).await.is_empty(), "not due yet");
        let claimed = claim(&store, NOW).await;
        assert_eq!(claimed.len(), 1);
        let one = &claimed[0];
        assert_eq!((&one.site, one.kind.as_str()), (&site, "placed"));
        assert_eq!((one.attempt, one.created_at), (1, NOW));
        assert_eq!(one.letter.as_ref(), Some(&letter));
        assert_eq!(one.message_id, format!("<{}@mail.example.org>", one.id));
        assert!(claim(&store, NOW + LEASE - 1).await.is_empty(), "leased");

        store.mark_letter_sent(&site, &one.id, NOW).await.unwrap();
        assert!(claim(&store, NOW + 90 * 24 * HOUR).await.is_empty());
        let counts = store.count_letters().await.unwrap();
        let sent = LetterCounts {
            sent: 1,
            ..LetterCounts::default()
        };
        assert_eq!(counts, sent);
    });
}

#[test]
fn a_letter_whose_worker_died_is_claimed_again_under_the_same_message_id() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .add_letter(&site, &placed("a@example.org"), NOW)
            .await
            .unwrap();
        let first = claim(&store, NOW).await.remove(0);
        let second = claim(&store, NOW + LEASE).await.remove(0);
        assert_eq!(first.message_id, second.message_id);
        assert!(first.message_id.ends_with("@kindred.invalid>"));
        assert_eq!(second.attempt, 2);
        // The first wakes up and believes that it failed: the second's lease stands.
        let late = store.mark_letter_failed(
            &site,
            &first.id,
            first.attempt,
            (Again::Never, "no answer"),
            NOW + LEASE,
        );
        assert!(!late.await.unwrap());
        assert!(claim(&store, NOW + LEASE + 1).await.is_empty());
        assert_eq!(store.count_letters().await.unwrap().waiting, 1);
    });
}

#[test]
fn pauses_grow_until_a_letter_is_dead_after_about_two_days() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .add_letter(&site, &placed("a@example.org"), NOW)
            .await
            .unwrap();
        let (mut now, mut attempts) = (NOW, Vec::new());
        loop {
            let Some(one) = claim(&store, now).await.pop() else {
                now += MINUTE;
                continue;
            };
            attempts.push(now);
            let why = (Again::Later, "451");
            let dead = store.mark_letter_failed(&site, &one.id, one.attempt, why, now);
            if dead.await.unwrap() {
                break;
            }
        }
        let pauses = attempts.windows(2).map(|two| (two[1] - two[0]) / MINUTE);
        let pauses: Vec<i64> = pauses.collect();
        assert_eq!(pauses[..5], [1, 5, 30, 120, 360]);
        assert!(pauses[5..].iter().all(|minutes| *minutes == 360));
        let hours = (now - NOW) / HOUR;
        assert!((40..=48).contains(&hours), "{hours} hours");
        let counts = store.count_letters().await.unwrap();
        assert_eq!((counts.dead, counts.waiting), (1, 0));
        assert!(claim(&store, now + 90 * 24 * HOUR).await.is_empty());
    });
}

#[test]
fn a_letter_that_never_can_be_sent_is_dead_at_once_and_still_there_to_be_seen() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .add_letter(&site, &placed("a@example.org"), NOW)
            .await
            .unwrap();
        let one = claim(&store, NOW).await.remove(0);
        let why = (Again::Never, "550 5.1.1");
        let dead = store.mark_letter_failed(&site, &one.id, 1, why, NOW);
        assert!(dead.await.unwrap());
        assert_eq!(store.count_letters().await.unwrap().dead, 1);
    });
}

#[test]
fn workers_that_claim_at_once_never_share_a_letter() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        for number in 0..200 {
            let letter = placed(&format!("m{number}@example.org"));
            assert!(store.add_letter(&site, &letter, NOW).await.unwrap());
        }
        let together = Arc::new(Barrier::new(4));
        let working = (0..4).map(|_| {
            let (store, together) = (store.clone(), together.clone());
            tokio::spawn(async move {
                let mut mine = Vec::new();
                // Nothing is due yet; each has a connection now.
                together.wait().await;
                assert!(claim(&store, NOW - 1).await.is_empty());
                // Whoever finds all of theirs taken looks again.
                for _ in 0..20 {
                    together.wait().await;
                    let claimed = store.claim_letters(NOW, LEASE, 50).await.unwrap();
                    mine.extend(claimed.into_iter().map(|one| one.id));
                }
                mine
            })
        });
        let mut all = Vec::new();
        for worker in working.collect::<Vec<_>>() {
            all.extend(worker.await.unwrap());
        }
        assert_eq!(all.len(), 200);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 200);
    });
}

#[test]
fn an_unproved_address_gets_three_letters_a_day_however_it_is_spelt() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let link = || Letter::LinkAgain {
            link: String::new(),
        };
        let add =
            async |letter: &NewLetter, now| store.add_letter(&site, letter, now).await.unwrap();
        assert!(add(&code("ana@example.org"), NOW).await);
        assert!(add(&to("ANA@example.org", link()), NOW + HOUR).await);
        assert!(add(&code("Ana@Example.org"), NOW + 2 * HOUR).await);
        assert!(!add(&code("ana@example.org"), NOW + 3 * HOUR).await);
        assert!(!add(&to("ana@example.org", link()), NOW + 3 * HOUR).await);
        // Others, and letters to those who proved their address, are not counted with them.
        assert!(add(&code("bo@example.org"), NOW + 3 * HOUR).await);
        assert!(add(&placed("ana@example.org"), NOW + 3 * HOUR).await);
        let other = store.add_site("other", NOW).await.unwrap();
        let letter = code("ana@example.org");
        let there = store.add_letter(&other, &letter, NOW + 3 * HOUR);
        assert!(there.await.unwrap());
        // A day after the first there is room for one.
        assert!(add(&code("ana@example.org"), NOW + 24 * HOUR).await);
        assert!(!add(&code("ana@example.org"), NOW + 24 * HOUR).await);
    });
}

#[test]
fn letters_to_one_unproved_address_that_are_added_at_once_are_counted_all() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let adding = (0..12).map(|_| {
            let (store, site) = (store.clone(), site.clone());
            tokio::spawn(async move {
                let letter = code("ana@example.org");
                store.add_letter(&site, &letter, NOW).await.unwrap()
            })
        });
        let mut added = 0;
        for one in adding.collect::<Vec<_>>() {
            added += u32::from(one.await.unwrap());
        }
        assert_eq!(added, 3);
    });
}

#[test]
fn what_became_of_a_letter_is_forgotten_after_thirty_days() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let later = NOW + 24 * HOUR;
        for (letter, now) in [
            (placed("a@example.org"), NOW),
            (placed("b@example.org"), later),
        ] {
            store.add_letter(&site, &letter, now).await.unwrap();
            let one = claim(&store, now).await.remove(0);
            store.mark_letter_sent(&site, &one.id, now).await.unwrap();
        }
        store
            .add_letter(&site, &placed("c@example.org"), NOW)
            .await
            .unwrap();
        let month = NOW + 30 * 24 * HOUR + 1;
        assert_eq!(store.delete_old_letters(month).await.unwrap(), 1);
        let counts = store.count_letters().await.unwrap();
        assert_eq!((counts.sent, counts.waiting), (1, 1));
    });
}

#[test]
fn under_another_sites_id_no_letter_changes() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .add_letter(&site, &placed("a@example.org"), NOW)
            .await
            .unwrap();
        let one = claim(&store, NOW).await.remove(0);
        for other in [
            store.add_site("other", NOW).await.unwrap(),
            SiteId::from("nobody"),
        ] {
            store.mark_letter_sent(&other, &one.id, NOW).await.unwrap();
            let why = (Again::Never, "no");
            let dead = store.mark_letter_failed(&other, &one.id, 1, why, NOW);
            assert!(!dead.await.unwrap());
        }
        let again = claim(&store, NOW + LEASE).await.remove(0);
        assert_eq!(again.letter, one.letter);
        let (nobody, letter) = (SiteId::from("nobody"), placed("a@example.org"));
        let added = store.add_letter(&nobody, &letter, NOW).await;
        assert!(added.is_err(), "a letter belongs to a site that is there");
    });
}

#[test]
fn no_address_and_no_word_of_a_letter_is_in_the_database_file() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kindred.db");
        let store = open(&format!("sqlite://{}", path.display())).await;
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .add_letter(&site, &placed("ana@example.org"), NOW)
            .await
            .unwrap();
        store
            .add_letter(&site, &code("bo@example.org"), NOW)
            .await
            .unwrap();
        let bytes = || -> Vec<u8> {
            let files = std::fs::read_dir(folder.path()).unwrap();
            files
                .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
                .collect()
        };
        let has = |word: &str| {
            let bytes = bytes();
            bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
        };
        assert!(has("prove-address"), "what is not sealed is found");
        for private in [
            "ana@example.org",
            "bo@example",
            "Tuesday",
            "123456",
            "prove/abc",
        ] {
            assert!(!has(private), "{private}");
        }
        store.close().await;
        assert!(has("prove-address") && !has("ana@example.org"));
    });
}
