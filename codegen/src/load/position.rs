//! Line and column of a JSON pointer, found in the text only when there is something to say.

use super::event::{AnchorId, Event, Mark};
use super::{Documents, File, events, is_json, toml_position};
use crate::origin::Origin;
use std::collections::BTreeMap;
use std::ops::Range;

/// How often aliases within aliased values are followed.
const MAX_PASSES: usize = 16;

/// Where something stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The bytes to mark: a member's key, with its value if that is a scalar on the same line; an
    /// element or the whole document by its start.
    pub span: Range<usize>,
    /// The bytes of a scalar value, or the place where an array or object starts.
    pub value: Range<usize>,
}

/// The position of the value at `pointer`, or `None` if the text has nothing there. What an alias or
/// a merge key brings in stands where it was written.
#[must_use]
pub fn locate(text: &str, pointer: &str) -> Option<Position> {
    let mut search = Search::new(text, is_json(text));
    let node = search.want(pointer.split('/').skip(1).map(unescape));
    search.run();
    search.positions().swap_remove(node)
}

impl Documents {
    /// The positions of several places of one file, each that of the nearest place around it if the
    /// text has nothing there. Values that normalizing moved are found where they were written.
    #[must_use]
    pub fn locate_all(&self, file: usize, origins: &[&Origin]) -> Vec<Option<Position>> {
        let Some(File {
            name,
            text,
            is_json,
            ..
        }) = self.files.get(file)
        else {
            return vec![None; origins.len()];
        };
        if name.ends_with(".toml") {
            return toml_position::locate_all(text, origins);
        }
        let mut search = Search::new(text, *is_json);
        let wanted: Vec<usize> = origins
            .iter()
            .map(|origin| search.want(self.written(origin).tokens()))
            .collect();
        search.run();
        let parents: Vec<usize> = search.nodes.iter().map(|node| node.parent).collect();
        let positions = search.positions();
        let nearest = |mut node: usize| {
            while positions[node].is_none() && node != 0 {
                node = parents[node];
            }
            positions[node].clone()
        };
        wanted.into_iter().map(nearest).collect()
    }

    /// The place in the written document of a place in the normalized one.
    #[must_use]
    pub fn written(&self, origin: &Origin) -> Origin {
        if self.moved.is_empty() {
            return origin.clone();
        }
        let mut now = Origin::root(origin.file);
        let mut written = Origin::root(origin.file);
        for token in origin.tokens() {
            now.push(&token);
            written.push(&token);
            if let Some(moved) = self.moved.get(&now) {
                for _ in 0..moved.drop {
                    let end = written.pointer.rfind('/').unwrap_or(0);
                    written.pointer.truncate(end);
                }
                written.pointer.push_str(&moved.suffix);
            }
        }
        written
    }

    /// Where normalizing moved the member `key`, as it was written, of the object at `at`.
    pub(super) fn moved_member(&self, at: &Origin, key: &str) -> Option<Origin> {
        if self.moved.is_empty() {
            return None;
        }
        let is = |place: &Origin, drop: usize, suffix: &str| {
            let moved = self.moved.get(place);
            moved.is_some_and(|moved| moved.drop == drop && moved.suffix == suffix)
        };
        let branch = at.child("anyOf").index(0);
        if is(&branch, 2, "") {
            let has_key = self
                .get(&branch)
                .is_some_and(|inner| inner.get(key).is_some());
            // What was moved may have been moved within itself before.
            return self
                .moved_member(&branch, key)
                .or_else(|| has_key.then(|| branch.child(key)));
        }
        let (place, drop) = match key {
            "items" => (at.child("prefixItems"), 1),
            "additionalItems" => (at.child("items"), 1),
            "example" => (at.child("examples").index(0), 2),
            _ => return None,
        };
        is(&place, drop, &format!("/{key}")).then_some(place)
    }

    /// The text of a scalar as it stands in its file.
    #[must_use]
    pub fn written_text(&self, origin: &Origin) -> Option<String> {
        let text = &self.files.get(origin.file)?.text;
        let position = locate(text, &self.written(origin).pointer)?;
        Some(text.get(position.value)?.to_owned()).filter(|text| !text.is_empty())
    }
}

/// Where lines begin.
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, c)| *c == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1));
        Self {
            text,
            starts: starts.collect(),
        }
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// Line and column of a byte offset, both from 1; the column counts characters.
    pub(crate) fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let before = self.text.get(start..offset).unwrap_or("");
        (line, before.chars().count() + 1)
    }

    /// The bytes of a line without its end; lines count from 1.
    pub(crate) fn line(&self, line: usize) -> Range<usize> {
        let start = self
            .starts
            .get(line - 1)
            .copied()
            .unwrap_or(self.text.len());
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }
}

fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// A search for the places of a tree of pointers in one pass over the events.
struct Search<'t> {
    text: &'t str,
    /// The root is the first.
    nodes: Vec<Node>,
    /// How many nodes are not found yet, or only through a merge key.
    missing: usize,
    is_json: bool,
}

struct Node {
    parent: usize,
    children: BTreeMap<String, usize>,
    found: Option<Found>,
}

#[derive(Clone, Copy)]
struct Found {
    key: Option<Mark>,
    value: Mark,
    /// Through a merge key; a written member goes before it.
    merged: bool,
}

/// A node of the tree that a value in the text belongs to.
#[derive(Clone, Copy)]
struct Target {
    node: usize,
    merged: bool,
    /// The value stands for the object that has the merge key, and is not itself asked for.
    is_source: bool,
}

/// An array or object in the text.
struct Open {
    targets: Vec<Target>,
    place: Place,
}

enum Place {
    Element(usize),
    Key,
    Value {
        key: String,
        mark: Mark,
        is_merge: bool,
    },
}

impl<'t> Search<'t> {
    fn new(text: &'t str, is_json: bool) -> Self {
        let root = Node {
            parent: 0,
            children: BTreeMap::new(),
            found: None,
        };
        Self {
            text,
            nodes: vec![root],
            missing: 1,
            is_json,
        }
    }

    /// Adds a pointer by its tokens; the number of its node.
    fn want(&mut self, tokens: impl Iterator<Item = String>) -> usize {
        let mut node = 0;
        for token in tokens {
            let new = self.nodes.len();
            let child = *self.nodes[node].children.entry(token).or_insert(new);
            if child == new {
                self.nodes.push(Node {
                    parent: node,
                    children: BTreeMap::new(),
                    found: None,
                });
                self.missing += 1;
            }
            node = child;
        }
        node
    }

    fn run(&mut self) {
        let root = Target {
            node: 0,
            merged: false,
            is_source: false,
        };
        // Number 0 is no anchor; here it stands for the document itself.
        let mut wanted = BTreeMap::from([(0, vec![root])]);
        for _ in 0..MAX_PASSES {
            wanted = self.pass(&wanted);
            if wanted.is_empty() {
                return;
            }
        }
    }

    /// Looks for targets below the document or anchored nodes; what lies behind aliases is returned.
    fn pass(
        &mut self,
        wanted: &BTreeMap<AnchorId, Vec<Target>>,
    ) -> BTreeMap<AnchorId, Vec<Target>> {
        let mut events = events(self.text, self.is_json);
        let mut later: BTreeMap<AnchorId, Vec<Target>> = BTreeMap::new();
        let mut stack: Vec<Open> = Vec::new();
        let mut is_root = true;
        while self.missing > 0
            && let Ok(Some((event, mark))) = events.next()
        {
            let anchor = match &event {
                Event::Document => continue,
                Event::End => {
                    stack.pop();
                    advance(&mut stack);
                    if stack.is_empty() {
                        break;
                    }
                    continue;
                }
                Event::Scalar(scalar) => {
                    if let Some(Open {
                        place: place @ Place::Key,
                        ..
                    }) = stack.last_mut()
                    {
                        *place = Place::Value {
                            key: scalar.text.clone().into_owned(),
                            mark,
                            is_merge: scalar.plain && scalar.text == "<<",
                        };
                        continue;
                    }
                    scalar.properties.anchor
                }
                Event::ArrayStart(properties) | Event::ObjectStart(properties) => properties.anchor,
                Event::Alias(_) => 0,
            };
            // What is left of the place of an array or object is where it starts.
            let mark = match event {
                Event::ArrayStart(_) | Event::ObjectStart(_) => Mark {
                    end: mark.start,
                    ..mark
                },
                _ => mark,
            };
            let mut targets = self.targets(&stack, mark);
            if anchor != 0 || is_root {
                let here = if is_root { 0 } else { anchor };
                targets.extend(wanted.get(&here).into_iter().flatten().copied());
            }
            if is_root {
                self.note(&targets, None, mark);
            }
            is_root = false;
            match event {
                Event::ArrayStart(_) => stack.push(Open {
                    targets,
                    place: Place::Element(0),
                }),
                Event::ObjectStart(_) => stack.push(Open {
                    targets,
                    place: Place::Key,
                }),
                Event::Alias(alias) => {
                    targets.retain(|target| !self.nodes[target.node].children.is_empty());
                    if !targets.is_empty() {
                        later.entry(alias).or_default().extend(targets);
                    }
                    advance(&mut stack);
                }
                _ => advance(&mut stack),
            }
        }
        later
    }

    /// The targets that the next value belongs to, by what it stands in; its place is noted.
    fn targets(&mut self, stack: &[Open], value: Mark) -> Vec<Target> {
        let Some(open) = stack.last().filter(|open| !open.targets.is_empty()) else {
            return Vec::new();
        };
        let (token, key) = match &open.place {
            Place::Element(index) => (index.to_string(), None),
            Place::Value {
                key,
                mark,
                is_merge: false,
            } => (key.clone(), Some(*mark)),
            Place::Value { .. } => {
                let source = |target: &Target| Target {
                    merged: true,
                    is_source: true,
                    ..*target
                };
                return open.targets.iter().map(source).collect();
            }
            Place::Key => return Vec::new(),
        };
        let mut found = Vec::new();
        for target in &open.targets {
            // The array of a merge key holds sources and no elements.
            if key.is_none() && target.is_source {
                found.push(*target);
            } else if let Some(node) = self.nodes[target.node].children.get(&token) {
                let target = Target {
                    node: *node,
                    merged: target.merged,
                    is_source: false,
                };
                self.note(&[target], key, value);
                found.push(target);
            }
        }
        found
    }

    fn note(&mut self, targets: &[Target], key: Option<Mark>, value: Mark) {
        for target in targets {
            let found = &mut self.nodes[target.node].found;
            if found.is_none_or(|found| found.merged && !target.merged) {
                self.missing -= usize::from(!target.merged);
                *found = Some(Found {
                    key,
                    value,
                    merged: target.merged,
                });
            }
        }
    }

    /// What was found, by number of node.
    fn positions(self) -> Vec<Option<Position>> {
        let mut offsets: BTreeMap<usize, usize> = BTreeMap::new();
        for found in self.nodes.iter().filter_map(|node| node.found) {
            let key = found.key.unwrap_or(found.value);
            for at in [key.start, key.end, found.value.start, found.value.end] {
                offsets.insert(at, at.min(self.text.len()));
            }
        }
        if !self.is_json && !self.text.is_ascii() {
            let mut characters = self.text.char_indices().map(|(offset, _)| offset);
            let mut passed = 0;
            for (at, offset) in &mut offsets {
                *offset = characters.nth(*at - passed).unwrap_or(self.text.len());
                passed = *at + 1;
            }
        }
        let lines = Lines::new(self.text);
        let bytes = |mark: Mark| offsets[&mark.start]..offsets[&mark.end].max(offsets[&mark.start]);
        let position = |found: Found| {
            let value = bytes(found.value);
            let key = found.key.map_or(value.clone(), bytes);
            let on_one_line = !self.text[key.start..value.end.max(key.start)].contains('\n');
            let span = if on_one_line && !value.is_empty() {
                key.start..value.end
            } else {
                key
            };
            let (line, column) = lines.place(span.start);
            Position {
                line,
                column,
                span,
                value,
            }
        };
        self.nodes
            .iter()
            .map(|node| node.found.map(position))
            .collect()
    }
}

/// Goes on after a value.
fn advance(stack: &mut [Open]) {
    if let Some(open) = stack.last_mut() {
        open.place = match open.place {
            Place::Element(index) => Place::Element(index + 1),
            Place::Key | Place::Value { .. } => Place::Key,
        };
    }
}
