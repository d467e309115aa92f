//! Creates a rule that lets web traffic in, and waits until the tasks that do it have finished.
//!
//! `GCORE_API_KEY=.. cargo run --example create_rule -- PROJECT REGION GROUP`

use gcore_client::cloud::types::{Direction, Ethertype, SecurityGroupProtocol, Task};
use gcore_client::{Client, Progress, Waiting};
use std::error::Error as StdError;

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
    // `create_rule(..).await?` waits as well, and says nothing on the way.
    let mut progress = create_rule(&client, group).progress();
    while let Some(step) = progress.next().await {
        match step? {
            Progress::Started(tasks) => println!("accepted, as {} tasks", tasks.len()),
            Progress::Task(task) => println!("task {}: {}", task.id, task.state),
            Progress::PollFailed(error) => eprintln!("asking again, because {error}"),
            Progress::Finished(end) => {
                for created in end.tasks.iter().map(|task| &task.created_resources) {
                    println!("created: {created:?}");
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Asks for the rule. Awaited, it gives the tasks that have created it.
pub fn create_rule(client: &Client, group: &str) -> Waiting<Task> {
    client
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
        .send_and_wait()
}
