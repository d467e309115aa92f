//! Creates a rule that lets web traffic in, and waits until the tasks that do it have finished.
//!
//! `GCORE_API_KEY=.. cargo run --example create_rule -- PROJECT REGION GROUP`

use gcore_client::cloud::types::{
    CreatedResources, Direction, Ethertype, SecurityGroupProtocol, TaskState,
};
use gcore_client::{Client, Error};
use std::error::Error as StdError;
use std::time::{Duration, Instant};

/// How often a task is asked for.
const INTERVAL: Duration = Duration::from_secs(3);

/// How long to wait for all tasks together.
const PATIENCE: Duration = Duration::from_secs(600);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [project, region, group] = arguments.as_slice() else {
        return Err("usage: create_rule PROJECT REGION GROUP".into());
    };
    // The key comes from GCORE_API_KEY; project and region hold for every call of this client.
    let client = Client::builder()
        .from_env()
        .parameter("project_id", project)
        .parameter("region_id", region)
        .build()?;
    let tasks = create_rule(&client, group).await?;
    for created in wait(&client, &tasks, INTERVAL, PATIENCE).await? {
        println!("created: {:?}", created.security_group_rules);
    }
    Ok(())
}

/// Asks for the rule; the answer names the tasks that will create it.
pub async fn create_rule(client: &Client, group: &str) -> Result<Vec<String>, Error> {
    let answer = client
        .cloud()
        .security_groups()
        .rules()
        .create(group, Direction::Ingress)
        .ethertype(Ethertype::Ipv4)
        .protocol(SecurityGroupProtocol::Tcp)
        .port_range_min(80)
        .port_range_max(80)
        .remote_ip_prefix("0.0.0.0/0")
        .description("Web traffic")
        .await?;
    Ok(answer.into_inner().tasks)
}

/// Polls each task until it has finished, and gives back what the tasks have created. No tasks means
/// that there was nothing to do.
pub async fn wait(
    client: &Client,
    tasks: &[String],
    interval: Duration,
    patience: Duration,
) -> Result<Vec<CreatedResources>, Box<dyn StdError>> {
    let started = Instant::now();
    let mut created = Vec::new();
    for id in tasks {
        loop {
            let task = client.cloud().tasks().get(id).await?.into_inner();
            println!("task {id}: {}", task.state);
            match task.state {
                TaskState::Finished => {
                    created.extend(task.created_resources.into_option());
                    break;
                }
                TaskState::Error => {
                    let reason = task.error.into_option();
                    let reason = reason.unwrap_or_else(|| "no reason given".to_owned());
                    return Err(format!("task {id} failed: {reason}").into());
                }
                // New, running, or a state that came later.
                _ if started.elapsed() > patience => {
                    return Err(format!("task {id} has not finished after {patience:?}").into());
                }
                _ => tokio::time::sleep(interval).await,
            }
        }
    }
    Ok(created)
}
