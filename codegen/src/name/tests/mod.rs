mod actions;
mod documents;
mod paths;
mod published;
mod reference;
mod rules;
mod valid;
mod versions;
