//! stub
pub mod search;
