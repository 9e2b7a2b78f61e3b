//! JSON Schema of every kind of TOML file, from the tables of fields.
