use crate::support::{NOW, feed, on_each, record};
use server::store::SiteId;

#[test]
fn a_site_is_added_once_and_found_by_its_slug() {
    on_each(async |store| {
        let first = store.add_site("riverside", NOW).await.unwrap();
        assert_eq!(store.add_site("riverside", NOW + 1).await.unwrap(), first);
        let second = store.add_site("lakeside", NOW).await.unwrap();
        assert_ne!(first, second);
        assert_eq!(store.find_site("riverside").await.unwrap(), Some(first));
        assert_eq!(store.find_site("Riverside").await.unwrap(), None);
        assert_eq!(
            store.list_site_slugs().await.unwrap(),
            ["lakeside", "riverside"]
        );
    });
}

#[test]
fn a_revision_moves_with_its_own_site_alone() {
    on_each(async |store| {
        let (here, there) = (
            store.add_site("here", NOW).await.unwrap(),
            store.add_site("there", NOW).await.unwrap(),
        );
        let before = store.site_revision(&here).await.unwrap();
        store
            .apply_import(&here, &feed(vec![record("a", serde_json::json!({}))]))
            .await
            .unwrap();
        assert!(store.site_revision(&here).await.unwrap() > before);
        assert_eq!(store.site_revision(&there).await.unwrap(), before);
        assert_eq!(
            store.site_revision(&SiteId::from("nobody")).await.unwrap(),
            0
        );
    });
}

#[test]
fn many_add_the_same_site_at_once_and_get_the_same_id() {
    on_each(async |store| {
        let adding = (0..8).map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.add_site("busy", NOW).await.unwrap() })
        });
        let mut ids = Vec::new();
        for adding in adding.collect::<Vec<_>>() {
            ids.push(adding.await.unwrap());
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
    });
}
