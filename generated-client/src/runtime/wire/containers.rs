//! What holds other values: lists, maps, tuples, boxes, and what may be null.

use super::Wire;
use super::context::Context;
use super::failure::{Failure, Step};
use super::source::{Entries, Items, Source};
use super::writer::Out;
use std::collections::BTreeMap;

/// A value or `null`.
impl<T: Wire> Wire for Option<T> {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        if source.is_null() {
            return Ok(None);
        }
        T::read(source).map(Some)
    }

    fn write(&self, out: Out<'_>) {
        match self {
            Some(value) => value.write(out),
            None => out.null(),
        }
    }
}

impl<T: Wire> Wire for Box<T> {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        T::read(source).map(Self::new)
    }

    fn write(&self, out: Out<'_>) {
        (**self).write(out);
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        let mut list = Self::new();
        read_list(source, &mut |item| {
            list.push(T::read(item)?);
            Ok(())
        })?;
        Ok(list)
    }

    fn write(&self, out: Out<'_>) {
        out.list(self.len(), &mut |items| {
            for item in self {
                items.item(item);
            }
        });
    }
}

fn read_list(
    source: Source<'_>,
    take: &mut dyn FnMut(Source<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let context = source.context();
    source.list(&mut |items| {
        let mut index = 0;
        while read_item(items, context, index, take)? {
            index += 1;
        }
        Ok(())
    })
}

fn read_item(
    items: &mut dyn Items,
    context: &Context,
    index: usize,
    take: &mut dyn FnMut(Source<'_>) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let mark = context.mark();
    let result = items.next(take);
    context.put_under(mark, || Step::Index(index));
    result.map_err(|failure| failure.under(Step::Index(index)))
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        let mut map = Self::new();
        read_map(source, &mut |key, value| {
            let value = T::read(value)?;
            Ok(map.insert(key.to_owned(), value).is_none())
        })?;
        Ok(map)
    }

    fn write(&self, out: Out<'_>) {
        out.object(&mut |members| {
            for (key, value) in self {
                members.member(key, value);
            }
        });
    }
}

/// Takes a member; false if the key was there before.
type TakeMember<'f> = &'f mut dyn FnMut(&str, Source<'_>) -> Result<bool, Failure>;

fn read_map(source: Source<'_>, take: TakeMember<'_>) -> Result<(), Failure> {
    let context = source.context();
    source.object(&mut |entries| {
        let mut key = String::new();
        while entries.key(&mut |next| next.clone_into(&mut key))? {
            read_entry(entries, context, &key, take)?;
        }
        Ok(())
    })
}

fn read_entry(
    entries: &mut dyn Entries,
    context: &Context,
    key: &str,
    take: TakeMember<'_>,
) -> Result<(), Failure> {
    let mark = context.mark();
    let result = entries.value(&mut |value| {
        if take(key, value)? {
            Ok(())
        } else {
            Err(Failure::new(format!("the key `{key}` is there twice")))
        }
    });
    context.put_under(mark, || Step::Key(key.to_owned().into()));
    result.map_err(|failure| failure.under_key(key.to_owned()))
}

macro_rules! tuples {
    ($($count:literal ($($member:ident: $type:ident),*);)*) => { $(
        impl<$($type: Wire),*> Wire for ($($type,)*) {
            fn read(source: Source<'_>) -> Result<Self, Failure> {
                $(let mut $member = None;)*
                let mut index = 0;
                read_list(source, &mut |item| {
                    let mut at = 0;
                    $(
                        if at == index {
                            $member = Some(<$type as Wire>::read(item)?);
                            index += 1;
                            return Ok(());
                        }
                        at += 1;
                    )*
                    Err(Failure::new(format!("expected {at} elements, found more")))
                })?;
                match ($($member,)*) {
                    ($(Some($member),)*) => Ok(($($member,)*)),
                    _ => Err(Failure::new(format!(
                        "expected {} elements, found {index}",
                        $count
                    ))),
                }
            }

            fn write(&self, out: Out<'_>) {
                let ($($member,)*) = self;
                out.list($count, &mut |items| { $(items.item($member);)* });
            }
        }
    )* };
}

tuples! {
    1 (a: A);
    2 (a: A, b: B);
    3 (a: A, b: B, c: C);
    4 (a: A, b: B, c: C, d: D);
    5 (a: A, b: B, c: C, d: D, e: E);
    6 (a: A, b: B, c: C, d: D, e: E, f: F);
    7 (a: A, b: B, c: C, d: D, e: E, f: F, g: G);
    8 (a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H);
}
