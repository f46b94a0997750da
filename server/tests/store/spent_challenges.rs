use crate::support::{NOW, on_each};
use server::{gate::SpentChallenge, store::SiteId};

fn spent(byte: u8, expires_at: i64) -> SpentChallenge {
    SpentChallenge {
        hash: [byte; 32],
        expires_at,
    }
}

#[test]
fn a_challenge_is_spent_once_in_its_own_site() {
    on_each(async |store| {
        let here = store.add_site("here", NOW).await.unwrap();
        let there = store.add_site("there", NOW).await.unwrap();
        let one = spent(1, NOW + 1_000);
        assert!(store.spend_challenge(&here, &one).await.unwrap());
        assert!(!store.spend_challenge(&here, &one).await.unwrap());
        assert!(store.spend_challenge(&here, &spent(2, NOW)).await.unwrap());
        assert!(store.spend_challenge(&there, &one).await.unwrap());
        let nobody = SiteId::from("nobody");
        assert!(store.spend_challenge(&nobody, &one).await.is_err());
    });
}

#[test]
fn two_hundred_at_once_spend_one_challenge_once() {
    on_each(async |store| {
        let site = store.add_site("busy", NOW).await.unwrap();
        let spending = (0..200).map(|_| {
            let (store, site) = (store.clone(), site.clone());
            tokio::spawn(async move { store.spend_challenge(&site, &spent(7, NOW)).await.unwrap() })
        });
        let mut winners = 0;
        for spending in spending.collect::<Vec<_>>() {
            winners += usize::from(spending.await.unwrap());
        }
        assert_eq!(winners, 1);
    });
}

#[test]
fn a_challenge_is_forgotten_when_no_servers_clock_takes_it_any_more() {
    on_each(async |store| {
        let site = store.add_site("here", NOW).await.unwrap();
        let later = NOW + 10 * 60 * 1_000;
        for (byte, expires_at) in [(1, NOW - 1), (2, NOW), (3, later)] {
            let spent = spent(byte, expires_at);
            assert!(store.spend_challenge(&site, &spent).await.unwrap());
        }
        assert_eq!(store.forget_spent_challenges(NOW).await.unwrap(), 0);
        assert_eq!(store.forget_spent_challenges(later).await.unwrap(), 1);
        let again = async |byte| {
            store
                .spend_challenge(&site, &spent(byte, later))
                .await
                .unwrap()
        };
        assert!(again(1).await, "forgotten");
        assert!(!again(2).await && !again(3).await, "remembered");
    });
}
