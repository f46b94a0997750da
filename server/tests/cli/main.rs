//! The command line as an operator sees it: the real program, a temporary data folder.

mod check;
mod configuration;
mod export_static;
mod faults;
mod guidelines;
mod import;
mod join_faults;
mod mail;
mod program;
mod request;
mod retention;
mod rotate_key;
mod serve;
mod site_file;
mod staff;
mod survey;
