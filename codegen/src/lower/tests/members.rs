//! Which values show what members are like?

use super::lowered;
use crate::ir::Item;
use crate::value::{Number, Value};

#[test]
fn a_members_example_keeps_its_limits_and_fits_its_type() {
    let (api, _) = lowered(
        "
        paths:
          /pets:
            post:
              requestBody:
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Pet'}}
              responses: {'204': {description: done}}
        components:
          schemas:
            Pet:
              type: object
              properties:
                given: {type: string, examples: [far too long, short], maxLength: 5}
                wrong: {type: string, example: 7}
                number: {type: integer, example: 5, minimum: 60, maximum: 100}
                nullable: {type: [integer, 'null'], minimum: 60}
                usual: {type: integer, maximum: 10}
                below: {type: integer, maximum: -2}
                component: {$ref: '#/components/schemas/Name'}
                list: {type: array, items: {type: string}, example: [a]}
                mail: {type: string, format: email}
                deep: {type: object, properties: {a: {type: string}}, example: {a: b}}
            Name: {type: string, example: Rex}
        ",
    );
    let pet = api.types.iter().find_map(|def| match &def.item {
        Item::Struct(item) if item.fields.len() == 10 => Some(item),
        _ => None,
    });
    let fields = pet.map(|pet| pet.fields.iter()).into_iter().flatten();
    let examples: Vec<_> = fields.map(|field| field.example.clone()).collect();
    let text = |text: &str| Value::String(text.to_owned());
    let number = |number| Value::Number(Number::Int(number));
    assert_eq!(
        examples,
        [
            Some(text("short")),
            None,
            Some(number(60)),
            Some(number(60)),
            None,
            Some(number(-2)),
            Some(text("Rex")),
            Some(Value::Array(vec![text("a")])),
            Some(text("user@example.com")),
            None,
        ]
    );
}
