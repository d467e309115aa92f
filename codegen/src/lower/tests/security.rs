//! What security requirements and servers become.

use super::{codes, lowered};
use crate::ir::{Location, SecurityKind};

#[test]
fn security_is_inherited_lifted_and_never_lost() {
    let (api, diagnostics) = lowered(
        "
        security: [{key: []}]
        paths:
          /a:
            get: {responses: {}}
            put: {security: [], responses: {}}
            post: {security: [{}, {key: [], token: []}], responses: {}}
            delete: {security: [{nowhere: []}], responses: {}}
        components:
          securitySchemes:
            key: {type: apiKey, in: header, name: X-Key}
            token: {type: oauth2, flows: {implicit: {}}}
            mutual: {type: mutualTLS}
        ",
    );
    let security: Vec<_> = api
        .operations
        .iter()
        .map(|one| one.security.clone())
        .collect();
    assert_eq!(
        security,
        [
            vec![vec![0]],
            vec![],
            vec![vec![], vec![0, 1]],
            vec![vec![3]]
        ]
    );
    let kinds: Vec<_> = api.security_schemes.iter().map(|one| &one.kind).collect();
    let key = SecurityKind::ApiKey {
        location: Location::Header,
        name: "X-Key".to_owned(),
    };
    assert_eq!(kinds[..2], [&key, &SecurityKind::Bearer]);
    assert!(matches!(
        kinds[2..],
        [SecurityKind::Other(_), SecurityKind::Other(_)]
    ));
    assert_eq!(
        codes(&diagnostics),
        ["security-scheme", "unknown-security-scheme"]
    );
}

#[test]
fn servers_have_their_variables_filled_in() {
    let (api, _) = lowered(
        "
        servers:
          - url: https://{region}.example.com:{port}/v1
            variables: {region: {default: eu}, port: {enum: ['443'], default: 443}, none: {default: x}}
        paths:
          /a:
            servers: [{url: https://path.example.com}]
            get: {responses: {}}
            put: {responses: {}, servers: [{url: https://own.example.com}]}
        ",
    );
    let server = &api.servers[0];
    assert_eq!(server.url, "https://eu.example.com:443/v1");
    assert_eq!(server.template, "https://{region}.example.com:{port}/v1");
    let variables: Vec<_> = server.variables.iter().collect();
    assert_eq!(variables.len(), 2, "one that no address has is none");
    assert_eq!(
        (variables[1].name.as_str(), variables[1].values.as_slice()),
        ("port", &["443".to_owned()][..])
    );
    let own: Vec<_> = api
        .operations
        .iter()
        .map(|one| one.server.as_ref().map(|server| server.url.as_str()))
        .collect();
    assert_eq!(
        own,
        [
            Some("https://path.example.com"),
            Some("https://own.example.com")
        ]
    );
}
