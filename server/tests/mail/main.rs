//! Letters: their words, the way through a real SMTP conversation, and what becomes of them when
//! that goes wrong.

mod conversation;
mod office;
mod samples;
mod smtp_server;
mod tls;
mod trouble;
mod words;
