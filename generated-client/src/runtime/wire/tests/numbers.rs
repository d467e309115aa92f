//! Numbers: one kind in JSON.

use super::{read, refuse, round};
use crate::runtime as rt;
use serde::de::value::{Error, MapDeserializer};

#[test]
fn integers_however_they_are_written() {
    assert_eq!(read::<i64>("1.0"), 1);
    assert_eq!(read::<i64>("1e2"), 100);
    assert_eq!(read::<u8>("2.55e2"), 255);
    assert_eq!(read::<i64>("-0.0"), 0);
    assert_eq!(round::<i64>("-9223372036854775808"), i64::MIN);
    assert_eq!(round::<u64>("18446744073709551615"), u64::MAX);
    assert_eq!(round::<Vec<i32>>("[2147483647,-2147483648]").len(), 2);
}

#[test]
fn what_is_no_such_integer_is_refused_with_the_reason() {
    let why = |message: (String, String)| message.1;
    assert_eq!(
        why(refuse::<u8>("256")),
        "expected an integer from 0 to 255, found 256, which is out of range"
    );
    assert_eq!(
        why(refuse::<i64>("9223372036854775808")),
        "expected an integer from -9223372036854775808 to 9223372036854775807, found \
         9223372036854775808, which is out of range"
    );
    assert!(why(refuse::<i64>("12345678901234567890123")).ends_with("which is out of range"));
    assert!(why(refuse::<i64>("1e300")).ends_with("found 1e300, which is out of range"));
    assert!(why(refuse::<u64>("-1")).ends_with("found -1, which is out of range"));
    assert_eq!(
        why(refuse::<i64>("1.5")),
        "expected an integer, found 1.5, which has a fraction"
    );
    assert_eq!(
        why(refuse::<i64>("\"1\"")),
        "expected an integer, found a string"
    );
    assert_eq!(
        why(refuse::<bool>("1")),
        "expected a boolean, found the number 1"
    );
    assert_eq!(
        why(refuse::<bool>("\"true\"")),
        "expected a boolean, found a string"
    );
    assert_eq!(why(refuse::<()>("0")), "expected null, found the number 0");
}

#[test]
fn numbers_with_a_fraction() {
    assert!((read::<f64>("3") - 3.0).abs() < f64::EPSILON);
    assert!((round::<f64>("0.1") - 0.1).abs() < f64::EPSILON);
    assert_eq!(rt::write_json(&vec![0.1, 1e300]).unwrap(), "[0.1,1e+300]");
}

#[test]
fn what_json_has_no_number_for_is_not_written() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = rt::write_json(&vec![Some(value)]).unwrap_err();
        assert_eq!(error.to_string(), format!("JSON has no number {value}"));
        assert!(rt::to_json(&value).is_err());
    }
}

#[test]
fn tuples_have_their_length() {
    assert_eq!(round::<(i64, String)>(r#"[1,"a"]"#), (1, "a".to_owned()));
    assert_eq!(
        refuse::<(i64, String)>("[1]").1,
        "expected 2 elements, found 1"
    );
    assert_eq!(
        refuse::<(i64, i64)>("[1,2,3]"),
        (
            "[2]".to_owned(),
            "expected 2 elements, found more".to_owned()
        )
    );
}

/// What `serde_json` gives for a number if any crate of the build switches `arbitrary_precision` on.
fn as_object(
    number: &str,
) -> MapDeserializer<'static, impl Iterator<Item = (&'static str, String)>, Error> {
    let entry = ("$serde_json::private::Number", number.to_owned());
    MapDeserializer::new(std::iter::once(entry))
}

#[test]
fn numbers_that_come_as_objects() {
    use super::samples::{Address, AnyFlavor, Level, Rule};
    assert_eq!(
        <Level as serde::Deserialize>::deserialize(as_object("2")),
        Ok(Level::High)
    );
    assert_eq!(
        <Address as serde::Deserialize>::deserialize(as_object("1e2")),
        Ok(Address::Number(100))
    );
    let other = <AnyFlavor as serde::Deserialize>::deserialize(as_object("1.5"));
    assert_eq!(rt::to_json(&other.unwrap()).unwrap(), rt::Json::from(1.5));
    let error = <Rule as serde::Deserialize>::deserialize(as_object("1")).unwrap_err();
    assert_eq!(error.to_string(), "expected an object, found a number");
}
