//! The store's contract: each test runs on SQLite and on Postgres, and knows of neither.
//!
//! `KINDRED_TEST_POSTGRES` names a running Postgres (`cargo xtask test` starts one of its own);
//! without it the Postgres half is left out, aloud.

mod ask_to_read;
mod by_staff;
mod console_groups;
mod database;
mod erasures;
mod exports;
mod groups;
mod guidelines;
mod hand_overs;
mod imports;
mod insight;
mod joining;
mod links_of_staff;
mod meeting_day;
mod meetings;
mod members;
mod migrations;
mod new_address;
mod outbox;
mod outgoing;
mod passkeys;
mod places;
mod remind;
mod requests;
mod resources;
mod retention;
mod roster;
mod rotation;
mod site_settings;
mod sites;
mod spent_challenges;
mod staff;
mod staff_access;
mod support;
mod surveys;
mod trail;
mod unsubscribe;
mod upkeep;
mod wishes;
