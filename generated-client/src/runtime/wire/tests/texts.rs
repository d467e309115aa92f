//! Strings with a format keep their text and give what it means.

use super::round;
use crate::runtime as rt;
use jiff::tz::Offset;
use std::time::{Duration, SystemTime};

#[test]
fn dates_as_servers_write_them() {
    let utc = |text: &str| {
        let moment = rt::DateTime::from(text).parse().unwrap();
        (
            moment.timestamp_or_utc().unwrap().to_string(),
            moment.offset,
        )
    };
    let at = |text: &str, offset| (text.to_owned(), offset);
    let zero = Some(Offset::UTC);
    assert_eq!(
        utc("2019-06-13T13:58:12+0000"),
        at("2019-06-13T13:58:12Z", zero)
    );
    assert_eq!(
        utc("2019-06-13T13:58:12Z"),
        at("2019-06-13T13:58:12Z", zero)
    );
    assert_eq!(
        utc("2019-06-13t13:58:12z"),
        at("2019-06-13T13:58:12Z", zero)
    );
    assert_eq!(utc("2025-04-03T00:00:00"), at("2025-04-03T00:00:00Z", None));
    assert_eq!(utc("2025-02-05 12:04:30"), at("2025-02-05T12:04:30Z", None));
    assert_eq!(
        utc("2024-05-05T14:51:26.570866"),
        at("2024-05-05T14:51:26.570866Z", None)
    );
    assert_eq!(
        utc("2024-05-05T14:54:04.82851142Z"),
        at("2024-05-05T14:54:04.82851142Z", zero)
    );
    assert_eq!(
        utc("2024-05-05T14:54:04.123456789012Z"),
        at("2024-05-05T14:54:04.123456789Z", zero)
    );
    assert_eq!(
        utc("1998-12-31T23:59:60Z"),
        at("1998-12-31T23:59:59Z", zero)
    );
    let two = Some(Offset::constant(2));
    for text in [
        "2024-05-05T02:00:00+02:00",
        "2024-05-05T02:00:00+0200",
        "2024-05-05T02:00+02",
    ] {
        assert_eq!(utc(text), at("2024-05-05T00:00:00Z", two));
    }
    let local = rt::DateTime::from("2025-04-03T00:00:00").parse().unwrap();
    assert_eq!(local.timestamp(), None);
    assert_eq!(rt::DateTime::from(local), "2025-04-03T00:00:00");
    for text in [
        "2024-08",
        "",
        "soon",
        "2024-13-01T00:00:00Z",
        "2024-05-05T02:00:00Zz",
        "2024-05-05T24:00:00Z",
    ] {
        assert!(rt::DateTime::from(text).parse().is_err(), "{text}");
    }
}

#[test]
fn dates_that_are_made_are_rfc_3339() {
    let time = SystemTime::UNIX_EPOCH + Duration::new(1_700_000_000, 5_000_000);
    assert_eq!(rt::DateTime::from(time), "2023-11-14T22:13:20.005Z");
    let before = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
    assert_eq!(rt::DateTime::from(before), "1969-12-31T23:59:59Z");
    let timestamp = jiff::Timestamp::from_second(0).unwrap();
    assert_eq!(rt::DateTime::from(timestamp), "1970-01-01T00:00:00Z");
    assert_eq!(rt::Duration::from(Duration::from_secs(90)), "PT1M30S");
    assert_eq!(rt::Duration::from("P1M").parse().unwrap().get_months(), 1);
    assert_eq!(rt::Date::from("2024-02-29").parse().unwrap().day(), 29);
    assert!(rt::Date::from("2023-02-29").parse().is_err());
    assert_eq!(
        rt::Time::from("10:00:00+01:00")
            .parse()
            .unwrap()
            .to_string(),
        "10:00:00+01:00"
    );
    assert_eq!(rt::Time::from("10:00").parse().unwrap().offset, None);
}

#[test]
fn texts_come_back_as_they_were() {
    round::<rt::DateTime>(r#""2019-06-18T11:56:16+0000""#);
    round::<rt::Uuid>(r#""024a29e-b4b7-4c91-9a46-505be123d9f8""#);
    round::<rt::Uri>(r#""HTTP://Example.com""#);
    round::<rt::Ipv6>(r#""0:0::1""#);
    round::<rt::Base64>(r#""aGk""#);
    let id = rt::Uuid::from("024A29E3-b4b7-4c91-9a46-505be123d9f8");
    assert_eq!(
        rt::Uuid::from(id.parse().unwrap()),
        "024a29e3-b4b7-4c91-9a46-505be123d9f8"
    );
    assert!(
        rt::Uuid::from("024a29e-b4b7-4c91-9a46-505be123d9f8")
            .parse()
            .is_err()
    );
    assert_eq!(
        rt::Uri::from("HTTP://Example.com")
            .parse()
            .unwrap()
            .host_str(),
        Some("example.com")
    );
    assert!(rt::Uri::from("/a").parse().is_err());
}

#[test]
fn addresses_and_networks() {
    let network = |text: &str| {
        rt::IpNetwork::from(text)
            .parse()
            .map(|network| network.to_string())
    };
    assert_eq!(network("10.0.0.1/8").unwrap(), "10.0.0.1/8");
    assert_eq!(network("10.0.0.1").unwrap(), "10.0.0.1/32");
    assert_eq!(network("fe80::/10").unwrap(), "fe80::/10");
    assert!(network("10.0.0.1/33").is_err());
    assert!(network("10.0.0.1/").is_err());
    assert!(rt::Ipv4::from("::1").parse().is_err());
    assert_eq!(
        rt::Ip::from("::1").parse().unwrap(),
        std::net::Ipv6Addr::LOCALHOST
    );
}

#[test]
fn bytes_in_either_alphabet() {
    let bytes = |text: &str| rt::Base64::from(text).parse();
    assert_eq!(bytes("+/+/").unwrap(), [0xfb, 0xff, 0xbf]);
    assert_eq!(bytes("-_-_").unwrap(), [0xfb, 0xff, 0xbf]);
    assert_eq!(bytes("aGk=").unwrap(), b"hi");
    assert_eq!(bytes("aG\nk").unwrap(), b"hi");
    assert!(bytes("a").is_err());
    assert_eq!(rt::Base64::from(b"hi".as_slice()), "aGk=");
}

#[test]
fn secrets_are_not_shown() {
    let secret = round::<rt::Secret>(r#""hunter2""#);
    assert_eq!(secret.expose(), "hunter2");
    assert_eq!(format!("{secret:?}"), "Secret([redacted])");
}
