//! Letters: their words, the way through a real SMTP conversation, and what the folder of a demo
//! holds.

mod samples;
mod words;
