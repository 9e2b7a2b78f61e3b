//! Stub: replaced when the dates land.
