//! What the pages say, in each language: a struct whose fields all have to be filled, so that no
//! language can lack a word. `{name}` stands for what is put in.
//!
//! The words are for members, so plain that a twelve-year-old can follow. Staff's page uses the
//! same ones where it says the same.

mod console;
mod en;
mod es;

use api_types::{Audience, ByStaff, JoinState, OnBehalfOf, Stage};

use crate::{domain::letter::Series, notify::letters::Tongue};
pub use console::ConsoleWords;

/// The words of one language.
pub struct Words {
    pub tongue: Tongue,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// What the console's pages say.
    pub console: &'static ConsoleWords,

    // Around every page.
    pub questions: &'static str,
    pub crisis: &'static str,
    /// Before the number and after it.
    pub emergency: (&'static str, &'static str),
    pub call: &'static str,
    pub text: &'static str,
    /// `{word}`
    pub text_word: &'static str,
    pub good_to_know: &'static str,
    pub privacy: &'static str,

    // The names of things.
    pub group: &'static str,
    pub reference: &'static str,
    pub state: &'static str,
    pub answer_by: &'static str,
    pub kept_until: &'static str,
    pub name: &'static str,
    pub pronouns: &'static str,
    pub filled_in: &'static str,
    pub filled_in_by: &'static str,
    pub age: &'static str,
    pub reach: &'static str,
    pub audience: &'static str,
    pub stage: &'static str,
    pub access_needs: &'static str,
    pub introduction: &'static str,
    pub shared: &'static str,
    pub not_shared: &'static str,
    pub agreed_to: &'static str,
    pub language: &'static str,
    pub time_zone: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub audience_of: fn(Audience) -> &'static str,
    pub stage_of: fn(Stage) -> &'static str,
    pub on_behalf_of: fn(OnBehalfOf) -> &'static str,
    /// Where a request stands, in a few words.
    pub standing: fn(JoinState) -> &'static str,
    /// The same, said to the member.
    pub headline: fn(JoinState) -> &'static str,
    /// What that means, and what comes next. `{group}`
    pub meaning: fn(JoinState) -> &'static str,
    /// Both, where staff keep somebody out for a while, or took them out. `{group}`
    pub by_staff: fn(ByStaff) -> (&'static str, &'static str),
    /// A step's word in the database, in words; `None` for one that is not known here.
    pub step: fn(&str) -> Option<&'static str>,
    /// Who did it, likewise.
    pub actor: fn(&str) -> &'static str,
    pub steps: &'static str,

    // Prove an address.
    pub prove_title: &'static str,
    pub prove_text: &'static str,
    pub prove_button: &'static str,
    pub prove_not_me: &'static str,
    pub proved_title: &'static str,
    pub proved_letter: &'static str,
    pub open_page: &'static str,

    // Prove a new address.
    pub new_address_title: &'static str,
    pub new_address_text: &'static str,
    pub new_address_button: &'static str,
    pub address_changed_title: &'static str,
    pub address_changed_links: &'static str,
    pub address_changed_calendar: &'static str,
    pub address_in_use_title: &'static str,
    pub address_in_use: &'static str,
    /// On the member's page until then. `{address}`
    pub new_address_waits: &'static str,
    /// The name of such an address.
    pub new_address: &'static str,

    // Take an offered place.
    pub offer_title: &'static str,
    /// `{group}`
    pub offer_text: &'static str,
    pub offer_later: &'static str,
    pub offer_take: &'static str,
    pub offer_leave: &'static str,
    pub offer_taken_title: &'static str,
    pub offer_taken: &'static str,
    pub offer_asked_title: &'static str,
    pub offer_asked: &'static str,
    pub offer_left_title: &'static str,
    pub offer_left: &'static str,

    // The member's page.
    pub member_title: &'static str,
    pub way_in: &'static str,
    pub way_in_private: &'static str,
    pub way_in_none: &'static str,
    pub join_link: &'static str,
    pub link_as_text: &'static str,
    pub by_phone: &'static str,
    pub more: &'static str,
    pub address: &'static str,
    pub set_up: &'static str,
    pub set_up_from_group: &'static str,
    pub meetings: &'static str,
    pub no_meetings: &'static str,
    /// Beside a meeting that does not take place.
    pub meeting_cancelled: &'static str,
    /// Beside one at another time: `{time}` is when it would have been.
    pub meeting_moved: &'static str,
    /// `{time}`
    pub group_time: &'static str,
    /// Title of what staff laid out for the members.
    pub for_your_group: &'static str,
    pub calendar: &'static str,
    pub calendar_text: &'static str,
    pub calendar_provider: &'static str,
    pub calendar_button: &'static str,
    pub calendar_made_title: &'static str,
    pub calendar_made: &'static str,
    pub calendar_once: &'static str,
    pub calendar_open: &'static str,
    /// The neutral title of a meeting in a calendar.
    pub calendar_event: &'static str,
    /// The neutral name of the calendar.
    pub calendar_name: &'static str,
    pub emails: &'static str,
    pub reminders_on: &'static str,
    pub turn_off: &'static str,
    /// Letters that were stopped, and the button for more.
    pub stopped: fn(Series) -> (&'static str, &'static str),
    pub guidelines: &'static str,
    pub no_guidelines: &'static str,
    pub newer_title: &'static str,
    pub newer_text: &'static str,
    pub newer_button: &'static str,
    pub rule_new: &'static str,
    pub rule_changed: &'static str,
    pub rules_gone: &'static str,
    pub guidelines_moved: &'static str,
    /// `{version}`, `{date}`
    pub guidelines_read: &'static str,
    pub held: &'static str,
    pub held_text: &'static str,
    pub held_show: &'static str,
    pub held_download: &'static str,
    pub letters: &'static str,
    pub concern: &'static str,
    /// Who reads it and when: where it is one day, and where there are `{days}`.
    pub concern_readers: (&'static str, &'static str),
    /// The same where who leads the group is the only coordinator.
    pub concern_leader: (&'static str, &'static str),
    pub concern_link: &'static str,
    pub concern_label: &'static str,
    pub concern_hint: &'static str,
    pub concern_ring: &'static str,
    pub concern_button: &'static str,
    pub concern_sent_title: &'static str,
    pub concern_sent: &'static str,
    pub concern_too_often: &'static str,
    pub ending: &'static str,
    pub leave_group: &'static str,
    pub take_back: &'static str,
    pub erase: &'static str,
    /// `{group}`
    pub leave_text: &'static str,
    /// `{group}`
    pub take_back_text: &'static str,
    pub leave_button: &'static str,
    pub take_back_button: &'static str,
    pub go_back: &'static str,
    pub erase_text: &'static str,
    pub erase_leaves: &'static str,
    pub erase_for_good: &'static str,
    pub erase_button: &'static str,
    pub erased_title: &'static str,
    pub erased_text: &'static str,

    // Stop letters that come by themselves. Whoever reads it says nothing of the group.
    pub stop_title: &'static str,
    /// What comes now, of each series.
    pub stop_text: fn(Series) -> &'static str,
    pub stop_button: &'static str,
    pub stopped_title: &'static str,
    /// What does not come any more.
    pub stopped_text: fn(Series) -> &'static str,

    // What a member writes anew.
    pub change: &'static str,
    pub change_name: &'static str,
    pub change_needs: &'static str,
    pub change_share: &'static str,
    /// Beneath everything that is written freely: where it is one day, and where there are
    /// `{days}`.
    pub free_text: (&'static str, &'static str),
    pub change_email: &'static str,
    pub change_email_name: &'static str,
    pub change_email_text: &'static str,
    /// For who is reached by telephone.
    pub change_address: &'static str,
    pub change_save: &'static str,
    pub change_back: &'static str,
    pub saved: &'static str,
    pub faults_title: &'static str,
    /// What is wrong with a field, by the code of its fault. `{most}`
    pub fault: fn(&str) -> &'static str,

    // Staff's page.
    pub review_title: &'static str,
    /// Who asks was in the group before: `{time}`
    pub removed_before: &'static str,
    /// Before the reason.
    pub removed_why: &'static str,
    pub review_ring: &'static str,
    pub review_held: &'static str,
    pub ring: &'static str,
    /// What to say on the telephone. `{name}`, `{reference}`
    pub ring_steps: &'static [&'static str],
    pub ring_text: &'static str,
    pub ring_button: &'static str,
    pub rang: &'static str,
    pub wrote: &'static str,
    pub decide: &'static str,
    pub decide_text: &'static str,
    /// The same where nobody has proved the address.
    pub decide_unproved: &'static str,
    pub approve: &'static str,
    pub decline: &'static str,
    pub release: &'static str,
    pub release_text: &'static str,
    pub released: &'static str,
    pub approved: &'static str,
    pub declined: &'static str,
    /// The same where nobody has proved the address.
    pub declined_untold: &'static str,
    pub already_decided: &'static str,
    pub full: &'static str,

    // The page of a form.
    pub form_title: &'static str,
    pub form_no_script: &'static str,
    pub form_gone_title: &'static str,
    pub form_gone: &'static str,

    // The page of a survey.
    pub survey_title: &'static str,
    pub survey_no_script: &'static str,
    pub survey_gone_title: &'static str,
    pub survey_gone: &'static str,

    // Links that do not work, and lost ones.
    pub gone_title: &'static str,
    pub gone_ended: &'static str,
    pub gone_unknown: &'static str,
    pub gone_staff: &'static str,
    pub send_link_title: &'static str,
    pub send_link_text: &'static str,
    pub send_link_label: &'static str,
    pub send_link_button: &'static str,
    pub link_sent_title: &'static str,
    pub link_sent: &'static str,
    pub not_an_address: &'static str,
    pub trouble_title: &'static str,
    pub trouble: &'static str,
    pub slow_down: &'static str,
    pub cannot_now: &'static str,
}

impl Words {
    /// The words of a language.
    pub fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::English => &en::WORDS,
            Tongue::Spanish => &es::WORDS,
        }
    }
}
