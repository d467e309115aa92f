use super::*;
use crate::diagnostic::Diagnostics;
use crate::lock::ProductLock;
use crate::name::{name, samples};

fn explained() -> Vec<Entry> {
    let api = samples::security_groups();
    let facts = Facts::default();
    let mut diagnostics = Diagnostics::default();
    let (names, _) = name(
        &api,
        &facts,
        &samples::config(),
        Some("cloud"),
        &ProductLock::default(),
        &mut diagnostics,
    );
    entries(&api, &facts, &names, "gcore_client")
}

fn rust(entries: &[Entry], query: &str) -> Vec<String> {
    find(entries, query)
        .iter()
        .map(|entry| entry.rust.clone())
        .collect()
}

#[test]
fn a_pointer_leads_to_the_rust_path_and_back() {
    let entries = explained();
    let pointer = "#/components/schemas/SecurityGroupSerializer/properties/created_at";
    let path = "gcore_client::cloud::types::SecurityGroup::created_at";
    assert_eq!(rust(&entries, pointer), [path]);
    assert_eq!(find(&entries, path)[0].pointer, pointer);
    assert_eq!(
        find(&entries, "SecurityGroup::created_at")[0].pointer,
        pointer
    );
    // What has no name of its own is explained by what is around it.
    assert_eq!(
        rust(&entries, &format!("cloud.yaml{pointer}/format")),
        [path]
    );
}

#[test]
fn a_call_is_found_by_operation_path_and_spelling() {
    let entries = explained();
    let call = "client.cloud().security_groups().update(..)";
    let key = "PATCH /cloud/v1/securitygroups/{project_id}/{region_id}/{group_id}";
    for query in [
        key,
        "SecurityGroupInstanceViewSet.patch",
        "client.cloud().security_groups().update()",
        "security_groups.update",
        "#/paths/~1cloud~1v1~1securitygroups~1{project_id}~1{region_id}~1{group_id}/patch",
    ] {
        assert!(rust(&entries, query).contains(&call.to_owned()), "{query}");
    }
    assert!(find(&entries, "nowhere").is_empty());
}

#[test]
fn the_listing_is_json() {
    let entries = explained();
    let listed: serde_json::Value = serde_json::from_str(&json(&entries)).expect("it is JSON");
    assert_eq!(listed.as_array().map(Vec::len), Some(entries.len()));
    assert!(
        text(&find(&entries, "Direction")).contains("type gcore_client::cloud::types::Direction")
    );
}
