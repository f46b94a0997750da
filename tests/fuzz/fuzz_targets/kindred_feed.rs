//! Our own format of groups: what is read can be written and read again, and is the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use server::{domain::check::check_group, feeds::kindred::read};

fuzz_target!(|bytes: &[u8]| {
    let Ok(feed) = read(bytes) else {
        return;
    };
    for group in &feed.groups {
        assert!(check_group(&group.record).is_ok(), "a group that was taken holds together");
        let text = serde_json::to_string(&group.record).expect("a record can be written");
        let again: server::domain::group::GroupRecord =
            serde_json::from_str(&text).expect("and read");
        assert_eq!(group.record, again);
    }
});
