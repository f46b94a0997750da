//! The pages in English.

use api_types::{Audience, ByStaff, JoinState, OnBehalfOf, Stage};

use super::{Words, console};
use crate::{domain::letter::Series, notify::letters::Tongue};

pub static WORDS: Words = Words {
    tongue: Tongue::English,
    direction: "ltr",
    console: &console::ENGLISH,

    questions: "Questions?",
    crisis: "If you need help right now",
    emergency: ("In danger? Call ", "."),
    call: "call",
    text: "text",
    text_word: "text {word} to",
    good_to_know: "Good to know",
    privacy: "How we handle what you tell us",

    group: "Group",
    reference: "Reference",
    state: "State",
    answer_by: "Somebody answers by",
    kept_until: "Kept for you until",
    name: "Name",
    pronouns: "Pronouns",
    filled_in: "Who filled in the form",
    filled_in_by: "Name of who filled it in",
    age: "Age",
    reach: "Email or phone",
    audience: "Comes as",
    stage: "Stage",
    access_needs: "Needed to take part",
    introduction: "Introduction",
    shared: "The group may read this.",
    not_shared: "For the facilitator only.",
    agreed_to: "Agreed to",
    language: "Language",
    time_zone: "Time zone",
    yes: "Yes",
    no: "No",
    audience_of: audience,
    stage_of: stage,
    on_behalf_of,
    standing,
    headline,
    meaning,
    by_staff,
    step,
    actor,
    steps: "What happened so far",

    prove_title: "Is this your address?",
    prove_text: "Somebody asked us to write to this address. If it was you, press the button.",
    prove_button: "Yes, this is my address",
    prove_not_me: "Was it not you? Then close this page. Nothing happens, and we delete your address.",
    proved_title: "Thank you. Your address is confirmed.",
    proved_letter: "The link to your own page is in the email that we have just sent you.",
    open_page: "Open your page",

    new_address_title: "Is this your new address?",
    new_address_text: "Somebody asked us to write to them at this address from now on. If it was you, \
                       press the button.",
    new_address_button: "Yes, write to me here",
    address_changed_title: "Thank you. From now on we write to you here.",
    address_changed_links: "Links in our earlier emails do not work any more. A new one is on its way \
                            to you.",
    address_changed_calendar: "Are our dates in your own calendar? Then make a new calendar address on \
                               your page.",
    address_in_use_title: "This address is in use here already",
    address_in_use: "Somebody joined with it before; perhaps that was you. So nothing has changed. \
                     Please ask us, and we put it right together.",
    new_address_waits: "We have sent an email to {address}. Open it within two days and press its \
                        button. From then on we write to you there.",
    new_address: "New address, not confirmed yet",

    offer_title: "A place is free for you",
    offer_text: "There is a place for you in {group}. Would you like to have it?",
    offer_later: "If you do nothing until then, the next person on the list is asked.",
    offer_take: "Yes, I take the place",
    offer_leave: "No, take me off the list",
    offer_taken_title: "The place is yours",
    offer_taken: "We have sent you an email with all that you need.",
    offer_asked_title: "The place is kept for you",
    offer_asked: "The group's facilitator says yes or no first. You will get an email.",
    offer_left_title: "You are off the list",
    offer_left: "Thank you for telling us. Somebody else is asked now. You can join again at any time.",

    member_title: "Your page",
    way_in: "How to get in",
    way_in_private: "This is for you alone. Please give it to nobody.",
    way_in_none: "The facilitator will tell you how to get in.",
    join_link: "Open the meeting",
    link_as_text: "The link, to copy",
    by_phone: "By phone",
    more: "Also good to know",
    address: "Address",
    set_up: "How to join the meeting",
    set_up_from_group: "What the group tells you",
    meetings: "Next meetings",
    no_meetings: "No date is set at the moment.",
    meeting_cancelled: "Cancelled: this meeting does not take place.",
    meeting_moved: "Moved from {time}.",
    group_time: "Where the group is: {time}",
    for_your_group: "For your group",
    calendar: "In your own calendar",
    calendar_text: "You can have a private address, made for you alone, that puts the meetings into \
                    your calendar. It can only be read, and the link to the meeting is not in it.",
    calendar_provider: "If your calendar is with a company, such as the maker of your phone, that \
                        company will fetch this address and read the dates.",
    calendar_button: "Make a calendar address",
    calendar_made_title: "Your calendar address",
    calendar_made: "Open it on the device that has your calendar, or copy it into your calendar.",
    calendar_once: "It is shown only now. If you lose it, make a new one: the old one then ends.",
    calendar_open: "Open in my calendar",
    calendar_event: "Appointment",
    calendar_name: "Appointments",
    emails: "Emails",
    reminders_on: "You get an email before each meeting.",
    turn_off: "No more reminders",
    guidelines: "What you agreed to in the group",
    no_guidelines: "This group had no guidelines when you joined.",
    newer_title: "The guidelines have changed",
    newer_text: "Please read what is new. You keep your place while you read.",
    newer_button: "I have read them, and I agree",
    rule_new: "New:",
    rule_changed: "Changed:",
    rules_gone: "This is not there any more:",
    guidelines_moved: "The guidelines have changed again just now. Please read them once more.",
    guidelines_read: "You read version {version} on {date}.",
    held: "What we know about you",
    held_text: "This is all that we hold. The group's facilitator and our coordinator can read it.",
    held_show: "Show it here",
    held_download: "Download it as a file (JSON)",
    letters: "Emails about this",
    concern: "Something is wrong in this group",
    concern_readers: (
        "Tell the coordinators. They read it within one working day. Who leads the group does not \
         see it.",
        "Tell the coordinators. They read it within {days} working days. Who leads the group does \
         not see it.",
    ),
    concern_leader: (
        "Who leads this group reads it within one working day: nobody else coordinates groups here. \
         If it is about them, please ring or write to our organisation.",
        "Who leads this group reads it within {days} working days: nobody else coordinates groups \
         here. If it is about them, please ring or write to our organisation.",
    ),
    concern_link: "Tell the coordinators",
    concern_label: "What happened?",
    concern_hint: "A few words are enough. You need name nobody.",
    concern_ring: "Please ring me about it",
    concern_button: "Send to the coordinators",
    concern_sent_title: "Thank you for telling us",
    concern_sent: "Your words are with the coordinators now. They take it seriously, and get back to \
                   you at the address or number that you gave us.",
    concern_too_often: "You have written to us several times today. Please ring or write to us, so \
                        that we can talk.",
    ending: "If you want to stop",
    leave_group: "Leave the group",
    take_back: "Take my request back",
    erase: "Erase everything about me",
    leave_text: "Your place in {group} goes to somebody else. You can ask again later.",
    take_back_text: "We take you off the list for {group}. You can ask again later.",
    leave_button: "Yes, leave the group",
    take_back_button: "Yes, take it back",
    go_back: "No, back to my page",
    erase_text: "We delete everything that we know about you: what you wrote, your address, your \
                 answers, our emails and this page.",
    erase_leaves: "If you have a place in the group, it goes to somebody else.",
    erase_for_good: "Nobody can bring it back.",
    erase_button: "Yes, erase everything now",
    erased_title: "Everything is erased",
    erased_text: "We hold nothing about you here any more. You can close this page. You are always \
                  welcome to come back.",

    stop_title: "Stop these emails?",
    stop_text,
    stop_button: "Yes, stop them",
    stopped_title: "These emails have stopped",
    stopped,
    stopped_text,
    change: "Change what you wrote",
    change_name: "What may the group call you?",
    change_needs: "What do you need to take part?",
    change_share: "The group may read my introduction, too",
    free_text: (
        "The group's facilitator reads this, usually within one working day. Nobody is watching it \
         right now.",
        "The group's facilitator reads this, usually within {days} working days. Nobody is watching \
         it right now.",
    ),
    change_email: "Do you have a new email address?",
    change_email_name: "New email address",
    change_email_text: "Leave this empty if nothing has changed. We send an email to the new address, \
                        and write to you there once you have pressed its button.",
    change_address: "Do you have a new email address or telephone number? Please tell us: how to \
                     reach us is at the end of this page.",
    change_save: "Save",
    change_back: "Back to my page, without saving",
    saved: "It is saved. Thank you.",
    faults_title: "Please look at this again",
    fault,

    review_title: "A request to join",
    removed_before: "They were in this group before, and were taken out of it on {time}.",
    removed_why: "What was written then:",
    review_ring: "Please ring them: they gave a telephone number.",
    review_held: "Please look at this one first. Their device could not show that a person sent it, \
                  so no email has gone to them yet.",
    ring: "What to say on the phone",
    ring_steps: &[
        "Ask for {name}. Say your own name, and nothing about the group yet: somebody else may \
         have picked up.",
        "Is it somebody else, or a machine? Say that you will ring again. Leave no message about \
         what it is for.",
        "When you are sure who it is: \u{201c}You asked us about a group. Is this a good moment?\u{201d}",
        "Ask whether this is the right number, when you may ring, and whether you may leave messages.",
        "Read out the reference, {reference}, and say what happens next and by when.",
    ],
    ring_text: "Then press this button. It says that the number is right, and lets the request go on.",
    ring_button: "I rang: the number is right",
    rang: "Thank you. The number is confirmed.",
    wrote: "What they wrote",
    decide: "Your answer",
    decide_text: "They hear of it at once, in kind words. Approving also says that a number is \
                  right.",
    decide_unproved: "You give them a place once they have confirmed their address. If you decline \
                      before that, nobody is written to: we do not know whose address it is.",
    approve: "Approve: give them a place",
    decline: "Decline kindly",
    release: "Send them the email",
    release_text: "If it looks like a person, send the email in which they confirm their address. \
                   You decide after that.",
    released: "The email is on its way. You will hear when they have confirmed their address.",
    approved: "They have a place now, and an email is on its way.",
    declined: "The request is declined, and a kind email is on its way.",
    declined_untold: "The request is declined. Nobody is written to: the address was never confirmed.",
    already_decided: "This request is answered already.",
    full: "There is no free place, so nothing has changed.",

    form_title: "Join a group",
    form_no_script: "The form needs JavaScript, which is off in your browser or could not be loaded. \
                     You can also ring us or write to us.",
    form_gone_title: "This group is no longer here",
    form_gone: "It may have ended or moved. Go back to the page that you came from, and look for \
                another one.",

    survey_title: "A short question",
    survey_no_script: "The questions need JavaScript, which is off in your browser or could not be loaded. You need not \
                       answer. If you want to tell us something, ring us or write to us.",
    survey_gone_title: "There is nothing to answer here any more",
    survey_gone: "The link was used already, or it is over. You need do nothing. If you want to tell us something, \
                  ring us or write to us.",

    gone_title: "This link does not work any more",
    gone_ended: "It was used before, or it is too old. Nothing is lost: if you joined a group, we can \
                 send you a new link.",
    gone_unknown: "Perhaps a part of it is missing, or it is no longer needed. If you joined a group, \
                   we can send you a new link.",
    gone_staff: "It was used before, or it is too old. A newer email may have one that works.",
    send_link_title: "Send my link again",
    send_link_text: "Type the email address that you joined with.",
    send_link_label: "Your email address",
    send_link_button: "Send my link",
    link_sent_title: "Look into your mail",
    link_sent: "If somebody joined with this address, an email with the link is on its way. It can \
                take a few minutes.",
    not_an_address: "This does not look like an email address. One looks like name@example.org.",
    trouble_title: "Something went wrong",
    trouble: "It is not your fault, and nothing is lost. Please wait a moment and try again.",
    slow_down: "This was tried very often just now. Please wait a little and try again.",
    cannot_now: "This cannot be done any more: the request has moved on since.",
};

fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::PersonWithCancer => "A person with cancer",
        Audience::PersonWithIllness => "A person with an illness",
        Audience::Carer => "A carer",
        Audience::Family => "Family",
        Audience::Parent => "A parent",
        Audience::YoungAdult => "A young adult",
        Audience::Bereaved => "Somebody who is grieving",
        Audience::Women => "A woman",
        Audience::Men => "A man",
        Audience::Lgbtq => "LGBTQ+",
    }
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::NewlyDiagnosed => "Newly diagnosed",
        Stage::InTreatment => "In treatment",
        Stage::AfterTreatment => "After treatment",
        Stage::AdvancedCancer => "Living with advanced cancer",
        Stage::Bereavement => "After a death",
    }
}

fn on_behalf_of(who: OnBehalfOf) -> &'static str {
    match who {
        OnBehalfOf::Me => "The person themselves",
        OnBehalfOf::SomeoneICareFor => "Somebody who cares for them, with their agreement",
        OnBehalfOf::Professional => "A professional, with their agreement",
    }
}

fn stop_text(series: Series) -> &'static str {
    match series {
        Series::Reminders => {
            "We write to you before each meeting. Nothing else changes if you stop it."
        }
        Series::Guidelines => {
            "We write to you when the guidelines have changed. Nothing else changes if you stop it."
        }
        Series::Messages => {
            "Who leads your group sometimes writes to everybody in it. Nothing else changes if you \
             stop it."
        }
        Series::Feedback => {
            "We sometimes ask you how your group is. Nothing else changes if you stop it."
        }
    }
}

fn stopped(series: Series) -> (&'static str, &'static str) {
    match series {
        Series::Reminders => ("You get no emails before meetings.", "Send me reminders"),
        Series::Guidelines => (
            "You get no emails when the guidelines change.",
            "Tell me when they change",
        ),
        Series::Messages => (
            "You get no emails that go to the whole group.",
            "Send me those again",
        ),
        Series::Feedback => (
            "We do not ask you how your group is for you.",
            "You may ask me again",
        ),
    }
}

fn stopped_text(series: Series) -> &'static str {
    match series {
        Series::Reminders => {
            "We no longer write to you before meetings. If you change your mind, turn reminders on \
             again on your own page."
        }
        Series::Guidelines => {
            "We no longer write to you about new guidelines. On your own page you can still see what \
             is new."
        }
        Series::Messages => {
            "We no longer send you what goes to everybody in the group. What is about you alone \
             still comes."
        }
        Series::Feedback => "We no longer ask you how your group is.",
    }
}

fn standing(state: JoinState) -> &'static str {
    match state {
        JoinState::Requested => "The address is not confirmed yet",
        JoinState::Pending => "Waiting for an answer",
        JoinState::Waitlisted => "On the waiting list",
        JoinState::Offered => "A place is offered",
        JoinState::Approved => "A place in the group",
        JoinState::Declined => "Not this group",
        JoinState::Left => "Not in the group",
    }
}

fn headline(state: JoinState) -> &'static str {
    match state {
        JoinState::Requested => "Please confirm your address",
        JoinState::Pending => "We have your request",
        JoinState::Waitlisted => "You are on the waiting list",
        JoinState::Offered => "A place is free for you",
        JoinState::Approved => "You have a place",
        JoinState::Declined => "Not this group, this time",
        JoinState::Left => "You are not in this group",
    }
}

fn meaning(state: JoinState) -> &'static str {
    match state {
        JoinState::Requested => "We do not know yet whether your address is right.",
        JoinState::Pending => {
            "Thank you for asking to join {group}. A person reads what you wrote and answers you."
        }
        JoinState::Waitlisted => {
            "{group} is full. You are on the list, in the order in which people came. When a place \
             is free for you, we write to you."
        }
        JoinState::Offered => {
            "A place in {group} is free for you. Open the email that we sent you to take it."
        }
        JoinState::Approved => "You have a place in {group}. It is good that you are coming.",
        JoinState::Declined => {
            "{group} is not the right one this time. That says nothing about you. We are glad to \
             help you find another."
        }
        JoinState::Left => {
            "You are not in {group} now, and not on its list. You can ask again at any time."
        }
    }
}

fn by_staff(what: ByStaff) -> (&'static str, &'static str) {
    match what {
        ByStaff::Paused => (
            "Your place is paused",
            "Your place in {group} is paused for a while. Until then there is no way in to its \
             meetings. If you do not know why, please ask us.",
        ),
        ByStaff::Removed => (
            "You are not in this group any more",
            "Your place in {group} has ended. If you do not know why, or do not think that it is \
             right, please ask us. We are glad to help you find another group.",
        ),
    }
}

fn step(step: &str) -> Option<&'static str> {
    Some(match step {
        "requested" => "Asked to join",
        "pending" => "Address confirmed; waiting for an answer",
        "waitlisted" => "Put on the waiting list",
        "offered" => "A place was offered",
        "approved" => "Given a place",
        "declined" => "Declined",
        "left" => "Left, or took the request back",
        "lapsed" => "The time was over",
        "corrected" => "The address was corrected",
        "superseded" => "Asked anew; this request made way",
        "known-already" => "In the group already",
        "guidelines-read-out" => "The guidelines were read out on the phone",
        "released" => "The email to the address was let go",
        "reminders-on" => "Reminders turned on",
        "reminders-off" => "Reminders turned off",
        "messages-on" => "Messages to the group turned on again",
        "guidelines-letters-on" => "Emails about new guidelines turned on again",
        "feedback-letters-on" => "Letters that ask for feedback turned on again",
        "feedback-letters-off" => "Letters that ask for feedback turned off",
        "messages-off" => "Messages to the group turned off",
        "silenced" => "Nobody writes to them any more",
        "unsilenced" => "They may be written to again",
        "paused" => "Paused",
        "resumed" => "The pause ended",
        "removed" => "Taken out of the group",
        "guidelines-letters-off" => "Emails about new guidelines turned off",
        "address-asked" => "Gave a new email address, not confirmed yet",
        "address-changed" => "The new email address was confirmed",
        "details-changed" => "Changed what they wrote",
        "question-asked" => "Asked the person something by email",
        "question-answered" => "The answer came",
        "not-reached" => "Rang; nobody was reached",
        "wrong-number" => "The number was another one",
        "skipped" => "Put at the end of the waiting list",
        "moved" => "Moved to this group",
        "taken-back" => "Took the decision back",
        "offer-withdrawn" => "The offer was withdrawn",
        "overdue" => "The coordinator was told that the answer is late",
        _ => return None,
    })
}

fn actor(actor: &str) -> &'static str {
    match actor {
        "member" => "the person",
        "facilitator" => "the facilitator",
        "coordinator" => "the coordinator",
        _ => "by itself",
    }
}

fn fault(code: &str) -> &'static str {
    match code {
        "missing" => "Please write something here.",
        "too-long" => "Please make this shorter: at most {most} letters and signs.",
        "bad-characters" => "There is a sign in here that we cannot take. Please type it by hand.",
        "bad-email" => "This does not look like an email address. One looks like name@example.org.",
        "too-often" => {
            "The address was changed very often of late. Please ask us: how to reach us is at the end \
             of this page."
        }
        _ => "Please leave this empty: the group does not ask it any more.",
    }
}
