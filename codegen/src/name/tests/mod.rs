mod actions;
mod documents;
mod published;
mod reference;
mod rules;
mod valid;
mod versions;
