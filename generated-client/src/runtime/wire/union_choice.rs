//! Which variant of a union a value belongs to.

use super::Json;
use super::constant::Constant;
use super::context::{Context, MisfitKind, Tally};
use super::failure::Failure;
use super::source::Source;
use std::borrow::Cow;

/// What must be known of a union.
pub(crate) struct Shape<'s> {
    pub(crate) tag: Option<&'static str>,
    pub(crate) count: usize,
    pub(crate) tags: &'s dyn Fn(usize) -> &'static [Constant],
    /// The variant for values that no tag selects.
    pub(crate) default: Option<usize>,
    /// What tells the union from others.
    pub(crate) identity: usize,
}

/// What is to be done next.
pub(crate) enum Step<'a> {
    /// Try to read the variant.
    Try(usize, Source<'a>),
    /// Keep what was read last: it is the best so far.
    Keep,
}

/// What became of it.
pub(crate) enum Choice {
    /// What was kept is the value.
    Kept,
    /// No variant fits.
    Unknown(Json),
}

type Act<'f> = &'f mut dyn FnMut(Step<'_>) -> Result<(), Failure>;

/// Reads a value as the variant that the tag selects, else as the one that fits best: the fewest
/// misfits, then the most declared members, then the first.
///
/// The first that fits would lose data: often an earlier variant declares a part of a later one.
pub(crate) fn choose(
    source: Source<'_>,
    shape: &Shape<'_>,
    act: Act<'_>,
) -> Result<Choice, Failure> {
    let (context, depth) = (source.context(), source.depth());
    let value = source.buffer()?;
    let is_ours = matches!(value, Cow::Owned(_));
    let chosen = select(&value, shape, context, depth, act, is_ours);
    if is_ours {
        // The value's memory is given back here.
        context.forget_choices();
    }
    Ok(if chosen? {
        Choice::Kept
    } else {
        Choice::Unknown(value.into_owned())
    })
}

/// Whether something was kept.
fn select(
    value: &Json,
    shape: &Shape<'_>,
    context: &Context,
    depth: u32,
    act: Act<'_>,
    is_ours: bool,
) -> Result<bool, Failure> {
    let source = || Source::node(value, context, depth);
    let tag = shape.tag.and_then(|tag| value.get(tag));
    // A tag that is null tells nothing.
    if let Some(tag) = tag.filter(|tag| !tag.is_null()) {
        let has_tag = |index: &usize| (shape.tags)(*index).iter().any(|known| known.is(tag));
        let candidates: Vec<usize> = (0..shape.count).filter(has_tag).collect();
        return match candidates.as_slice() {
            [] => {
                let is_default = by_default(shape, context, &source, act)?;
                if !is_default {
                    context.note(MisfitKind::UnknownTag);
                }
                Ok(is_default)
            }
            [only] => {
                let (result, tally) = context.apart(|| act(Step::Try(*only, source())));
                match result {
                    Ok(()) => keep(tally, context, act),
                    Err(failure) => instead(*only, shape, context, &source, act, failure),
                }
            }
            _ => {
                let best = best(&candidates, context, &source, act)?;
                note_unmatched(best, context);
                Ok(best.is_some())
            }
        };
    }
    if by_default(shape, context, &source, act)? {
        return Ok(true);
    }
    let key = (shape.identity, std::ptr::from_ref(value).addr());
    let best = match context.choice(key) {
        Some(None) => None,
        Some(Some(index)) => best(&[index], context, &source, act)?,
        None => {
            // A variant that leads back here with the same value does not fit.
            context.remember_choice(key, None);
            let all: Vec<usize> = (0..shape.count).collect();
            let best = best(&all, context, &source, act)?;
            if !is_ours {
                context.remember_choice(key, best);
            }
            best
        }
    };
    note_unmatched(best, context);
    Ok(best.is_some())
}

/// A value that does not fit the variant its tag selects may be one of another variant all the same:
/// a tag is a hint, and `oneOf` decides (OAS 3.1, "Discriminator Object"). Only an exact fit counts;
/// else the failure of the selected variant is the one to tell.
fn instead<'a>(
    selected: usize,
    shape: &Shape<'_>,
    context: &Context,
    source: &dyn Fn() -> Source<'a>,
    act: Act<'_>,
    failure: Failure,
) -> Result<bool, Failure> {
    // Within a trial this would take time exponential in the depth of unions.
    if !context.is_trying() {
        for index in (0..shape.count).filter(|index| *index != selected) {
            let (result, tally) = context.try_apart(|| act(Step::Try(index, source())));
            if result.is_ok() && tally.is_exact() {
                return keep(tally, context, act);
            }
        }
    }
    Err(failure)
}

fn keep(tally: Tally, context: &Context, act: Act<'_>) -> Result<bool, Failure> {
    context.add(tally);
    act(Step::Keep).map(|()| true)
}

/// Whether the variant for what no tag selects fits the value, and was kept.
fn by_default<'a>(
    shape: &Shape<'_>,
    context: &Context,
    source: &dyn Fn() -> Source<'a>,
    act: Act<'_>,
) -> Result<bool, Failure> {
    match shape.default {
        Some(index) => Ok(best(&[index], context, source, act)?.is_some()),
        None => Ok(false),
    }
}

fn note_unmatched(best: Option<usize>, context: &Context) {
    if best.is_none() {
        context.note(MisfitKind::Unmatched);
    }
}

/// Tries the candidates and keeps the best.
fn best<'a>(
    candidates: &[usize],
    context: &Context,
    source: &dyn Fn() -> Source<'a>,
    act: Act<'_>,
) -> Result<Option<usize>, Failure> {
    let mut best: Option<(usize, Tally)> = None;
    for &index in candidates {
        let (result, tally) = context.try_apart(|| act(Step::Try(index, source())));
        if result.is_err() {
            continue;
        }
        if best
            .as_ref()
            .is_none_or(|(_, so_far)| tally.is_better_than(so_far))
        {
            act(Step::Keep)?;
            best = Some((index, tally));
        }
    }
    Ok(best.map(|(index, tally)| {
        context.add(tally);
        index
    }))
}
