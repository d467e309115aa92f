//! Lays out the code of an example as rustfmt would: on one line if it fits, else one part a line.

/// What a line of an example may be long.
const WIDTH: usize = 84;

/// An expression whose parts may stand on lines of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// What is never broken.
    Atom(String),
    /// Items between brackets: `types::Pet::new(` .. `)`.
    Group {
        /// With its opening bracket.
        open: String,
        /// Separated by commas.
        items: Vec<Expression>,
        /// The closing bracket.
        close: &'static str,
    },
}

/// The lines of a chain of calls, between `before` and `after`.
pub(super) fn statement(before: &str, chain: &[Expression], after: &str) -> Vec<String> {
    let calls: Vec<String> = chain.iter().map(Expression::line).collect();
    let line = format!("{before}{}{after}", calls.join("."));
    if line.len() <= WIDTH {
        return vec![line];
    }
    let Some((first, rest)) = chain.split_first() else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    first.lines(0, before, "", &mut lines);
    for call in rest {
        call.lines(4, ".", "", &mut lines);
    }
    lines.push(format!("    {after}"));
    lines
}

impl Expression {
    fn line(&self) -> String {
        match self {
            Self::Atom(text) => text.clone(),
            Self::Group { open, items, close } => {
                let items: Vec<String> = items.iter().map(Self::line).collect();
                let (left, right) = if *close == "}" { (" ", " ") } else { ("", "") };
                format!("{open}{left}{}{right}{close}", items.join(", "))
            }
        }
    }

    fn lines(&self, indent: usize, before: &str, after: &str, lines: &mut Vec<String>) {
        let pad = " ".repeat(indent);
        let line = format!("{pad}{before}{}{after}", self.line());
        match self {
            Self::Group { open, items, close } if line.len() > WIDTH && !items.is_empty() => {
                lines.push(format!("{pad}{before}{open}"));
                for item in items {
                    item.lines(indent + 4, "", ",", lines);
                }
                lines.push(format!("{pad}{close}{after}"));
            }
            _ => lines.push(line),
        }
    }
}
