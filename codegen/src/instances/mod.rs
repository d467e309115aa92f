//! JSON values to test generated types with: the document's own examples, and values put together
//! from their parts.
//!
//! Nothing here decides whether a value is valid: a validator does, when the tests run. Nor does
//! anything here look at the generated types: values come from the schemas alone, but for the question
//! which of them stand for a parent with a `discriminator`.

mod examples;
mod files;
mod heirs;
mod sample;
mod scalar;
mod shape;
mod validated;

pub use files::{decoders, files, index, types};

use crate::ir::{Api, Item, Ty};
use crate::load::Documents;
use crate::origin::Origin;
use crate::value::Value;
use heirs::Heirs;
use sample::{Mode, Sampler};

/// A value for a schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    /// The schema.
    pub schema: Origin,
    /// Where the value is from.
    pub source: Source,
    /// The value.
    pub value: Value,
}

/// Where an instance is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The document gives it as an example.
    Example,
    /// Put together, with the required members only.
    Required,
    /// Put together, with every member.
    Everything,
    /// Put together, with every member, and null wherever null is allowed.
    Nulls,
}

impl Source {
    /// As the file of instances has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Required => "required",
            Self::Everything => "everything",
            Self::Nulls => "nulls",
        }
    }
}

/// Every example, and the values made for every struct and union, in the order of their schemas. All
/// together they are much larger than the document, so each is given away before the next is made.
pub fn instances<'d>(
    api: &'d Api,
    documents: &'d Documents,
) -> impl Iterator<Item = Instance> + use<'d> {
    let sampler = Sampler::new(documents, Heirs::new(api, documents));
    api.places.iter().flat_map(move |(origin, ty)| {
        let examples = examples::examples(documents, origin);
        let examples = examples.into_iter().map(|value| (Source::Example, value));
        let mut found: Vec<(Source, Value)> = examples.collect();
        if is_made(api, origin, ty) {
            for (mode, source) in [
                (Mode::Required, Source::Required),
                (Mode::Everything, Source::Everything),
                (Mode::Nulls, Source::Nulls),
            ] {
                let values = sampler.samples(origin, mode);
                found.extend(values.into_iter().map(|value| (source, value)));
            }
        }
        found.dedup_by(|a, b| a.1 == b.1);
        // No reader of JSON takes it, so there is nothing to come back.
        found.retain(|(_, value)| !validated::is_beyond(value));
        found.into_iter().map(|(source, value)| Instance {
            schema: origin.clone(),
            source,
            value,
        })
    })
}

/// Whether values are made for the schema at a place: the type is a struct or union of that schema
/// alone. What several schemas make together is tested where they meet.
fn is_made(api: &Api, origin: &Origin, ty: &Ty) -> bool {
    let ty = match ty {
        Ty::Nullable(inner) => inner,
        ty => ty,
    };
    let Ty::Named(id) = api.resolve(ty) else {
        return false;
    };
    let def = api.def(*id);
    let has_members = matches!(
        def.item,
        Item::Struct(_) | Item::Union(_) | Item::Wrapper(_)
    );
    has_members && def.input_of.is_none() && def.origin == *origin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::load::{Source as Text, load};

    fn documents(text: &str) -> Documents {
        let source = Text {
            name: "test.yaml".into(),
            text: text.into(),
        };
        load(vec![source], &mut Diagnostics::default())
    }

    fn samples(text: &str, mode: Mode) -> Vec<String> {
        let documents = documents(text);
        let origin = Origin::root(0).child("X");
        let values = Sampler::new(&documents, Heirs::default()).samples(&origin, mode);
        values.iter().map(ToString::to_string).collect()
    }

    const PET: &str = "
X:
  type: object
  required: [name, owner]
  properties:
    name: {type: string, examples: [Rex]}
    age: {type: [integer, 'null'], minimum: 2}
    owner: {anyOf: [{$ref: '#/Owner'}, {type: 'null'}]}
    tags: {type: array, items: {type: string}}
Owner: {type: object, properties: {id: {type: string, format: uuid}}}
";

    #[test]
    fn required_members_only() {
        assert_eq!(
            samples(PET, Mode::Required),
            [r#"{"name":"Rex","owner":{}}"#]
        );
    }

    #[test]
    fn every_member() {
        let id = "00000000-0000-4000-8000-000000000000";
        let expected =
            format!(r#"{{"name":"Rex","age":2,"owner":{{"id":"{id}"}},"tags":["text"]}}"#);
        assert_eq!(samples(PET, Mode::Everything), [expected]);
    }

    #[test]
    fn every_nullable_null() {
        let expected = r#"{"name":"Rex","age":null,"owner":null,"tags":["text"]}"#;
        assert_eq!(samples(PET, Mode::Nulls), [expected]);
    }

    #[test]
    fn a_value_for_each_branch_with_its_tag() {
        let union = "
X:
  oneOf: [{$ref: '#/Cat'}, {$ref: '#/Dog'}]
  discriminator: {propertyName: kind, mapping: {feline: '#/Cat', Dog: '#/Dog'}}
Cat: {type: object, properties: {kind: {type: string, default: x}}}
Dog: {type: object, required: [kind], properties: {kind: {const: Dog}}}
";
        assert_eq!(
            samples(union, Mode::Required),
            [r#"{"kind":"feline"}"#, r#"{"kind":"Dog"}"#]
        );
    }

    #[test]
    fn recursion_comes_to_an_end() {
        let tree = "X: {type: object, properties: {left: {$ref: '#/X'}, right: {$ref: '#/X'}}}";
        assert_eq!(samples(tree, Mode::Everything).len(), 1);
        let endless = "X: {type: object, required: [x], properties: {x: {$ref: '#/X'}}}";
        assert!(samples(endless, Mode::Required).is_empty());
    }

    #[test]
    fn schemas_that_use_another_twice() {
        let mut text =
            String::from("A0: {type: object, properties: {a0: {type: [string, 'null']}}}\n");
        for level in 1..40 {
            let below = format!("{{$ref: '#/A{}'}}", level - 1);
            text.push_str(&format!(
                "A{level}: {{allOf: [{below}, {below}], anyOf: [{below}, {below}], required: [gone]}}\n"
            ));
        }
        text.push_str("X: {$ref: '#/A39'}\n");
        for mode in [Mode::Required, Mode::Everything, Mode::Nulls] {
            assert!(samples(&text, mode).len() <= 2);
        }
    }

    #[test]
    fn choices_that_offer_each_other_and_null() {
        let text = "
X: {type: object, properties: {a: {$ref: '#/A'}, b: {$ref: '#/B'}}}
A: {anyOf: [{$ref: '#/B'}, {type: string}]}
B: {anyOf: [{$ref: '#/A'}, {type: 'null'}]}
";
        assert_eq!(samples(text, Mode::Nulls), [r#"{"a":null,"b":null}"#]);
    }

    fn api(documents: Documents) -> (Documents, Api) {
        let mut found = Diagnostics::default();
        let documents = crate::normalize::normalize(documents, &mut found);
        let document = crate::model::model(&documents, &mut found);
        let api = crate::lower::lower(&document, &crate::config::Config::default(), &mut found);
        (documents, api)
    }

    #[test]
    fn what_is_made_of_a_parent_stands_for_it() {
        let text = "
openapi: 3.1.0
info: {title: Pets, version: '1'}
components:
  schemas:
    Pet:
      type: object
      required: [kind]
      properties: {kind: {type: integer}}
      discriminator: {propertyName: kind, mapping: {'7': Cat, '8': Dog}}
    Cat:
      allOf: [{$ref: '#/components/schemas/Pet'}]
      type: object
      required: [lives]
      properties: {lives: {type: integer}}
    Owner: {type: object, required: [pet], properties: {pet: {$ref: '#/components/schemas/Pet'}}}
    Dog:
      allOf: [{$ref: '#/components/schemas/Pet'}]
      type: object
";
        let (documents, api) = api(documents(text));
        let values: Vec<String> = instances(&api, &documents)
            .filter(|instance| instance.source == Source::Required)
            .map(|instance| {
                let schema = instance.schema.last_token().unwrap_or_default();
                format!("{schema} {}", instance.value)
            })
            .collect();
        assert_eq!(
            values,
            [
                r#"Cat {"kind":1,"lives":1}"#,
                r#"Dog {"kind":1}"#,
                r#"Owner {"pet":{"kind":7,"lives":1}}"#,
                r#"Pet {"kind":7,"lives":1}"#,
                r#"Pet {"kind":8}"#,
            ]
        );
    }

    #[test]
    fn a_branch_has_what_the_choice_demands_and_a_tag_that_it_allows() {
        let union = "
X:
  type: object
  required: [kind, feature]
  anyOf: [{$ref: '#/Cat'}, {$ref: '#/Other'}]
  discriminator: {propertyName: kind, mapping: {cat: '#/Cat', dog: '#/Other', cow: '#/Other'}}
Cat: {type: object, properties: {kind: {const: cat}, feature: {enum: [purrs]}}}
Other: {type: object, properties: {kind: {$ref: '#/Kind'}}}
Kind: {type: string, enum: [cow, hen]}
";
        assert_eq!(
            samples(union, Mode::Required),
            [
                r#"{"kind":"cat","feature":"purrs"}"#,
                r#"{"kind":"cow","feature":"text"}"#,
            ]
        );
    }

    #[test]
    fn numbers_that_no_reader_takes_are_in_no_file() {
        let text = "
openapi: 3.1.0
info: {title: Pets, version: '1'}
components:
  schemas:
    Pet: {type: object, properties: {age: {type: number, maximum: 1e400, minimum: -1e400}}, examples: [{age: 1e400}, {age: 1}]}
";
        let (documents, api) = api(documents(text));
        let roots = validated::roots(&documents, &documents.files, &api);
        serde_json::from_str::<serde_json::Value>(&roots[0].to_string()).expect("JSON is readable");
        let examples = instances(&api, &documents).filter(|one| one.source == Source::Example);
        let examples: Vec<String> = examples.map(|one| one.value.to_string()).collect();
        assert_eq!(examples, [r#"{"age":1}"#]);
    }

    #[test]
    fn a_validator_meets_pointers_and_types_alone() {
        let text = "
openapi: 3.1.0
info: {title: Pets, version: '1'}
components:
  schemas:
    Node:
      $id: https://example.com/node
      $dynamicAnchor: node
      properties: {next: {$dynamicRef: '#node'}, gone: {$ref: 'gone.yaml#/Node', maxLength: 2}}
";
        let (documents, api) = api(documents(text));
        let roots = validated::roots(&documents, &documents.files, &api);
        let schemas = roots[0]
            .get("components")
            .and_then(|all| all.get("schemas"));
        assert_eq!(
            schemas.map(ToString::to_string).unwrap_or_default(),
            "{\"Node\":{\"properties\":{\"next\":{\"$ref\":\"#/components/schemas/Node\"},\
             \"gone\":{\"maxLength\":2}},\"type\":\"object\"}}"
        );
    }

    #[test]
    fn what_one_part_demands_another_describes() {
        let parts = "
X: {allOf: [{$ref: '#/Base'}, {required: [name]}]}
Base: {type: object, required: [id], properties: {id: {type: integer}, name: {type: string}}}
";
        assert_eq!(
            samples(parts, Mode::Required),
            [r#"{"id":1,"name":"text"}"#]
        );
        let beside = "X: {type: object, properties: {a: {type: integer}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}";
        assert_eq!(
            samples(beside, Mode::Required),
            [r#"{"a":1}"#, r#"{"b":"text"}"#]
        );
    }

    #[test]
    fn a_branch_has_its_own_tag_among_those_that_all_may_have() {
        let union = "
X:
  oneOf: [{$ref: '#/Cat'}, {$ref: '#/Dog'}]
  discriminator: {propertyName: kind}
Pet: {type: object, required: [kind], properties: {kind: {type: string, enum: [Bird, Cat, Dog]}}}
Cat: {allOf: [{$ref: '#/Pet'}]}
Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
";
        let made = samples(union, Mode::Required);
        assert_eq!(made[0], r#"{"kind":"Cat"}"#);
        assert_eq!(made[1], r#"{"kind":"dog"}"#);
    }

    #[test]
    fn what_is_demanded_and_described_nowhere_is_there() {
        let odd = "X: {type: object, required: [a, b], properties: {a: {type: integer}}}";
        assert_eq!(samples(odd, Mode::Required), [r#"{"a":1,"b":"text"}"#]);
        let counts = "X: {type: object, required: [b], additionalProperties: {type: integer}}";
        assert_eq!(samples(counts, Mode::Required), [r#"{"b":1}"#]);
        let branch = "
X:
  type: object
  properties: {a: {type: integer}}
  oneOf: [{$ref: '#/Y'}]
Y: {type: object, required: [a, c], properties: {b: {type: integer}}}
";
        let made = samples(branch, Mode::Required);
        assert_eq!(made, [r#"{"a":1,"c":"text"}"#]);
    }

    #[test]
    fn as_many_members_as_there_have_to_be() {
        let object = "{type: object, properties: {a: {type: integer}, b: {type: string}}";
        let few = format!("X: {object}, minProperties: 1}}");
        assert_eq!(samples(&few, Mode::Required), [r#"{"a":1}"#]);
        let many = format!("X: {object}, required: [b], maxProperties: 1}}");
        assert_eq!(samples(&many, Mode::Everything), [r#"{"b":"text"}"#]);
        let map = "X: {type: object, minProperties: 1, additionalProperties: {type: integer}}";
        assert_eq!(samples(map, Mode::Required), [r#"{"key":1}"#]);
    }
}
