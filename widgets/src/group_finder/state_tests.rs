//! Steps through the finder without a browser.

use super::*;

fn after(messages: &[Message]) -> View {
    let mut view = View::default();
    for message in messages {
        update(&mut view, message);
    }
    view
}

fn lung() -> Message {
    Message::Toggled(Facet::Focus, "lung".into())
}

const RIVERSIDE: Position = Position {
    lat: 41.88,
    lon: -87.63,
};

#[test]
fn a_box_that_is_pressed_twice_is_as_before() {
    assert_eq!(
        after(&[lung()]).query.chosen,
        [(Facet::Focus, "lung".to_owned())]
    );
    assert_eq!(after(&[lung(), lung()]), View::default());
}

#[test]
fn another_question_starts_with_the_first_cards_again() {
    let mut view = after(&[Message::More, Message::More]);
    assert_eq!(view.shown, 60);
    assert_eq!(update(&mut view, &lung()), Effect::Search { typing: false });
    assert_eq!(view.shown, PAGE);
}

#[test]
fn the_same_question_is_not_asked_twice() {
    let mut view = after(&[Message::Typed("breast".into())]);
    assert_eq!(
        update(&mut view, &Message::Typed("breast".into())),
        Effect::None
    );
    assert_eq!(
        update(&mut view, &Message::Typed("breas".into())),
        Effect::Search { typing: true }
    );
}

#[test]
fn without_its_place_a_list_is_not_sorted_by_distance() {
    let near = Message::Placed(Some("Riverside".into()), RIVERSIDE);
    let view = after(&[
        near,
        Message::Sorted(Sort::Distance),
        Message::Dropped(Part::Near),
    ]);
    assert_eq!(view, View::default());
}

#[test]
fn clear_all_keeps_the_order() {
    let view = after(&[
        lung(),
        Message::Typed("x".into()),
        Message::Sorted(Sort::Name),
        Message::Cleared,
    ]);
    assert_eq!(
        view.query,
        Query {
            sort: Some(Sort::Name),
            ..Query::default()
        }
    );
}

#[test]
fn a_view_reads_back_as_it_was_written() {
    let view = after(&[
        Message::Typed("José & co = 100 %".into()),
        lung(),
        Message::Toggled(Facet::Language, "es".into()),
        Message::Placed(Some("Riverside, IL".into()), RIVERSIDE),
        Message::Within(Some(25)),
        Message::More,
        Message::Opened("lung-circle".into()),
        Message::Country("GB".into()),
    ]);
    assert_eq!(View::decode(&view.encode()), view);
    assert_eq!(View::default().encode(), "");
    assert_eq!(View::decode(""), View::default());
}

#[test]
fn a_shared_link_carries_the_group_or_the_whole_view() {
    let open = after(&[lung(), Message::Opened("lung-circle".into())]);
    assert_eq!(open.shared_fragment().as_deref(), Some("group:lung-circle"));
    let list = after(&[lung(), Message::Typed("josé & co".into())]);
    assert_eq!(list.fragment(), None, "a search stays out of the address");
    let link = list.shared_fragment().unwrap();
    assert!(!link.contains('&') && !link.contains('#'), "{link}");
    assert_eq!(View::from_fragment(&link), Some(list));
    assert_eq!(View::default().shared_fragment(), None);
}

#[test]
fn a_strange_link_narrows_nothing() {
    let view = View::decode("focus=%zz&colour=red&shown=999999&group=../x&near=a&&=&country=USA");
    assert_eq!(
        view,
        View {
            shown: HELD,
            ..View::default()
        }
    );
    assert_eq!(View::from_fragment("group:Not A Slug"), None);
    assert_eq!(View::from_fragment("nonsense"), None);
}

#[test]
fn a_hosts_own_fragment_survives() {
    let both = with_fragment("prices", "kindred", Some("group:a"));
    assert_eq!(both, "prices&kindred=group:a");
    assert_eq!(fragment_value(&both, "kindred"), Some("group:a"));
    assert_eq!(
        with_fragment(&both, "kindred", Some("group:b")),
        "prices&kindred=group:b"
    );
    assert_eq!(with_fragment(&both, "kindred", None), "prices");
    assert_eq!(with_fragment("", "kindred", None), "");
    assert_eq!(fragment_value(&both, "kindred2"), None);
    assert_eq!(
        with_fragment(&both, "kindred2", Some("group:c")),
        "prices&kindred=group:a&kindred2=group:c"
    );
}

#[test]
fn the_way_out_names_what_helps_most() {
    let view = after(&[
        Message::Typed("chess".into()),
        lung(),
        Message::Toggled(Facet::Focus, "skin".into()),
        Message::Toggled(Facet::Day, "monday".into()),
    ]);
    let count = |query: &Query| match query.chosen.len() {
        1 => 4,
        2 => 0,
        _ if query.text.is_empty() => 9,
        _ => 0,
    };
    let ways = ways_out(&view.query, count);
    assert_eq!(ways, [(Part::Text, 9), (Part::Facet(Facet::Focus), 4)]);
    assert_eq!(ways_out(&Query::default(), count), []);
}

#[test]
fn miles_are_for_those_who_count_in_them() {
    assert!(counts_in_miles(Some("US")) && counts_in_miles(Some("GB")));
    assert!(!counts_in_miles(Some("ES")) && !counts_in_miles(None));
    assert_eq!(whole(in_unit(16.0, true)), 10);
    assert_eq!(whole(in_unit(16.4, false)), 16);
}

#[test]
fn the_join_form_of_a_group_comes_back_and_ends_with_its_group() {
    let mut view = View::default();
    update(&mut view, &Message::Opened("tuesday".to_owned()));
    assert_eq!(update(&mut view, &Message::Joining(true)), Effect::Page);
    assert!(View::decode(&view.encode()).joining);
    assert_eq!(View::decode(&view.encode()), view);
    update(&mut view, &Message::Opened("other".to_owned()));
    assert!(!view.joining, "another group shows its page first");
    update(&mut view, &Message::Joining(true));
    update(&mut view, &Message::Closed);
    assert!(!view.joining, "the list shows");
}

#[test]
fn a_link_never_leads_past_the_page_into_the_form() {
    let view = View {
        open: Some("tuesday".to_owned()),
        joining: true,
        ..View::default()
    };
    let linked = View::from_fragment(&view.shared_fragment().unwrap()).unwrap();
    assert!(!linked.joining);
}
