//! Changes a security group: its rules, and its tags in all three states.
//!
//! `GCORE_API_KEY=.. cargo run --example update_group -- PROJECT REGION GROUP`
#![allow(deprecated, reason = "the document deprecates this operation")]

use gcore_client::cloud::types::{
    CreateSecurityGroupRuleAction, DeleteSecurityGroupRule, Direction, SecurityGroup,
    SecurityGroupProtocol, UpdateSecurityGroupRule,
};
use gcore_client::{Client, Error};
use std::error::Error as StdError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [project, region, group] = arguments.as_slice() else {
        return Err("usage: update_group PROJECT REGION GROUP".into());
    };
    let client = Client::builder()
        .from_env()
        .parameter("project_id", project)
        .parameter("region_id", region)
        .build()?;

    let before = leave_tags(&client, group, "web servers").await?;
    println!("{} has {} tags", before.name, before.tags_v2.len());
    let replaced = before
        .security_group_rules
        .unwrap_or_default()
        .into_iter()
        .map(|rule| rule.id);
    let after = replace_rules(&client, group, replaced).await?;
    println!("rules: {:?}", after.security_group_rules);
    println!("tags: {:?}", merge_tags(&client, group).await?.tags_v2);
    println!("tags: {:?}", remove_tags(&client, group).await?.tags_v2);
    Ok(())
}

/// Deletes rules and adds one for HTTPS, in one request.
pub async fn replace_rules(
    client: &Client,
    group: &str,
    old: impl IntoIterator<Item = gcore_client::Uuid>,
) -> Result<SecurityGroup, Error> {
    let https = CreateSecurityGroupRuleAction::new(Direction::Ingress)
        .protocol(SecurityGroupProtocol::Tcp)
        .port_range_min(443)
        .port_range_max(443)
        .description("HTTPS");
    let deleted = old.into_iter().map(DeleteSecurityGroupRule::new);
    let changes = deleted
        .map(UpdateSecurityGroupRule::from)
        .chain([https.into()]);
    let answer = client
        .cloud()
        .security_groups()
        .update(group)
        .changed_rules(changes)
        .await?;
    Ok(answer.into_inner())
}

/// Renames the group. Tags that are not mentioned stay as they are.
pub async fn leave_tags(client: &Client, group: &str, name: &str) -> Result<SecurityGroup, Error> {
    Ok(client
        .cloud()
        .security_groups()
        .update(group)
        .name(name)
        .await?
        .into_inner())
}

/// Sets one tag and removes another; all others stay.
pub async fn merge_tags(client: &Client, group: &str) -> Result<SecurityGroup, Error> {
    let tags = [
        ("environment", Some("production".to_owned())),
        ("old-tag", None),
    ];
    Ok(client
        .cloud()
        .security_groups()
        .update(group)
        .tags(tags)
        .await?
        .into_inner())
}

/// Removes all tags that users may remove.
pub async fn remove_tags(client: &Client, group: &str) -> Result<SecurityGroup, Error> {
    Ok(client
        .cloud()
        .security_groups()
        .update(group)
        .tags_null()
        .await?
        .into_inner())
}
