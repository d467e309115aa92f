//! Nine unions of the cloud document list a variant before another one that says more, and have no
//! discriminator. Each test sends the richer object through the union: whoever takes the first
//! variant that fits puts declared members where nobody looks for them.
//!
//! `xtask/tests/gcore_cloud.rs` compiles this against the crate that it generates.

use gcore_cloud::types;
use gcore_cloud::{Patch, types::PriceDisplayStatus};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// Decodes, and expects the same JSON again.
fn through<T: DeserializeOwned + Serialize>(json: &Value) -> T {
    let value: T = serde_json::from_str(&json.to_string()).expect("the JSON is valid");
    let written = serde_json::to_value(&value).expect("what was read can be written");
    assert_eq!(&written, json, "the value changed on its way");
    value
}

/// An object with more members.
fn with(mut json: Value, more: Value) -> Value {
    let (Value::Object(members), Value::Object(more)) = (&mut json, more) else {
        panic!("both are objects")
    };
    members.extend(more);
    json
}

/// The members of every price.
fn price() -> Value {
    json!({
        "currency_code": "USD",
        "price_per_hour": 1.25,
        "price_per_month": 912.5,
        "price_status": "show"
    })
}

/// What the flavors of both kinds of GPU servers have in common.
fn gpu_flavor(hardware_description: Value) -> Value {
    json!({
        "architecture": null,
        "capacity": 4,
        "disabled": false,
        "hardware_description": hardware_description,
        "hardware_properties": {
            "gpu_count": 8,
            "gpu_manufacturer": "ACME",
            "gpu_model": "A1",
            "nic_eth": null,
            "nic_ib": "2x400G"
        },
        "name": "gpu-large",
        "supported_features": { "security_groups": true }
    })
}

#[test]
fn gpu_baremetal_flavor_keeps_its_price() {
    use types::GpuBaremetalFlavor as Union;
    let hardware = json!({
        "cpu": "2 sockets", "disk": "2 TB", "gpu": "8 pieces", "network": "100G", "ram": "1 TB"
    });
    let poorer = with(gpu_flavor(hardware), json!({ "reserved_capacity": 1 }));
    let value = through(&poorer);
    assert!(
        matches!(value, Union::GpuBaremetalFlavorSerializerWithoutPrice(_)),
        "{value:?}"
    );
    let value = through(&with(poorer, json!({ "price": price() })));
    let Union::GpuBaremetalFlavorSerializerWithPrices(flavor) = value else {
        panic!("{value:?}")
    };
    assert_eq!(flavor.price.price_per_hour, Some(1.25));
}

#[test]
fn gpu_virtual_flavor_keeps_its_price() {
    use types::GpuVirtualFlavor as Union;
    let poorer = gpu_flavor(json!({
        "gpu": "one piece", "local_storage": null, "ram": 64, "vcpus": 16
    }));
    let value = through(&poorer);
    assert!(
        matches!(value, Union::GpuVirtualFlavorSerializerWithoutPrice(_)),
        "{value:?}"
    );
    let value = through(&with(poorer, json!({ "price": price() })));
    let Union::GpuVirtualFlavorSerializerWithPrices(flavor) = value else {
        panic!("{value:?}")
    };
    assert_eq!(flavor.price.currency_code.as_deref(), Some("USD"));
}

#[test]
fn instance_flavor_extended_keeps_its_price() {
    use types::InstanceFlavorExtendedUnion as Union;
    let poorer = json!({
        "architecture": "x86_64",
        "disabled": false,
        "flavor_id": "small",
        "flavor_name": "Small",
        "hardware_description": { "network": "shared" },
        "os_type": "linux",
        "ram": 2048,
        "vcpus": 1
    });
    let value = through(&poorer);
    assert!(
        matches!(
            value,
            Union::InstanceFlavorExtendedSerializerWithoutPrice(_)
        ),
        "{value:?}"
    );
    let value = through(&with(poorer, price()));
    let Union::InstanceFlavorExtendedSerializerWithPrice(flavor) = value else {
        panic!("{value:?}")
    };
    assert_eq!(flavor.price_per_month, Some(912.5));
    assert_eq!(flavor.price_status, Some(PriceDisplayStatus::Show));
}

/// Everything that only the richer variant has is optional there.
#[test]
fn load_balancer_flavor_keeps_its_price() {
    use types::LbFlavorCollectionResult as Union;
    let poorer = json!({ "flavor_id": "lb1", "flavor_name": "lb1", "ram": 1024, "vcpus": 1 });
    let value = through(&poorer);
    assert!(matches!(value, Union::LbFlavor(_)), "{value:?}");
    let richer = with(poorer, price());
    let value = through(&json!({ "count": 1, "results": [richer] }));
    let types::LbFlavorCollection { mut results, .. } = value;
    let value = results.remove(0);
    let Union::LbFlavorPricing(flavor) = value else {
        panic!("{value:?}")
    };
    assert_eq!(flavor.price_per_hour, Patch::Value(1.25));
    assert_eq!(flavor.currency_code, Patch::Value("USD".to_owned()));
}

#[test]
fn pool_member_keeps_its_details() {
    use types::LbPoolMemberChoice as Union;
    let poorer = json!({ "id": "0b8d3f0e-6f0a-4f0b-9d55-6f3a1c2b7e10" });
    let value = through(&poorer);
    assert!(matches!(value, Union::LbPoolMember(_)), "{value:?}");
    let richer = with(
        poorer,
        json!({
            "address": "192.0.2.7",
            "admin_state_up": true,
            "backup": false,
            "monitor_address": null,
            "monitor_port": 8081,
            "operating_status": "ONLINE",
            "protocol_port": 8080,
            "provisioning_status": "ACTIVE",
            "subnet_id": "5c1f7f44-2f0d-4a59-8a3c-94e5b6d7c801",
            "weight": 3
        }),
    );
    let value = through(&richer);
    let Union::DetailedLbPoolMember(member) = value else {
        panic!("{value:?}")
    };
    assert_eq!(member.address.to_string(), "192.0.2.7");
    assert_eq!(member.monitor_address, Patch::Null);
    assert_eq!(member.monitor_port, Patch::Value(8081));
    assert_eq!(member.operating_status, types::OperatingStatusEnum::Online);
}

/// The last two differ in one member of an object inside.
#[test]
fn instance_flavor_keeps_its_resource_class() {
    use types::InstanceFlavorChoice as Union;
    let flavor = json!({
        "architecture": "x86_64",
        "flavor_id": "bm1",
        "flavor_name": "bm1",
        "os_type": "linux",
        "ram": 65536,
        "vcpus": 32
    });
    let hardware = json!({ "hardware_description": { "ram": "64 GB", "vcpus": "32" } });
    let value = through(&with(flavor.clone(), hardware));
    assert!(matches!(value, Union::InstanceFlavor(_)), "{value:?}");

    let parts = json!({
        "cpu": "1 socket", "disk": "1 TB", "license": "none", "network": "10G", "ram": "64 GB"
    });
    let richer = with(flavor, json!({ "resource_class": "bm-class" }));
    let hardware = json!({ "hardware_description": parts });
    let value = through(&with(richer.clone(), hardware));
    let Union::BareMetalFlavor(bare_metal) = value else {
        panic!("{value:?}")
    };
    assert_eq!(bare_metal.resource_class, "bm-class");

    let parts = with(parts, json!({ "gpu": "4 pieces" }));
    let hardware = json!({ "hardware_description": parts });
    let value = through(&with(richer, hardware));
    let Union::DeprecatedGpuClusterFlavor(cluster) = value else {
        panic!("{value:?}")
    };
    assert_eq!(cluster.resource_class, "bm-class");
    assert_eq!(cluster.hardware_description.gpu, "4 pieces");
}

/// The tag is the same in two of three variants.
#[test]
fn server_address_keeps_its_subnet() {
    use types::GpuClusterServerAddressItem as Union;
    let floating = json!({ "addr": "198.51.100.9", "type": "floating" });
    let short = json!({ "addr": "192.0.2.9", "interface_name": null, "type": "fixed" });
    let value = through(&floating);
    assert!(
        matches!(value, Union::InstanceFloatingAddress(_)),
        "{value:?}"
    );
    let value = through(&short);
    assert!(
        matches!(value, Union::InstanceFixedAddressShort(_)),
        "{value:?}"
    );
    let value = through(&with(
        short,
        json!({ "subnet_id": "subnet-1", "subnet_name": "inner" }),
    ));
    let Union::InstanceFixedAddress(address) = value else {
        panic!("{value:?}")
    };
    assert_eq!(address.subnet_id, "subnet-1");
    assert_eq!(address.subnet_name, "inner");
}

#[test]
fn app_template_configuration_keeps_its_default() {
    use types::AppTemplateAppConfigItem as Union;
    let poorer = json!({
        "description": "Where it listens",
        "label": "Port",
        "name": "port",
        "required": true,
        "type": "string"
    });
    let value = through(&poorer);
    assert!(matches!(value, Union::AppTemplateConfig(_)), "{value:?}");
    let value = through(&with(poorer, json!({ "default": "8080" })));
    let Union::AppTemplateConfigWithDefault(config) = value else {
        panic!("{value:?}")
    };
    assert_eq!(config.default, "8080");
}

/// The first variant requires nothing, and its tag is any text.
#[test]
fn interface_to_check_keeps_its_network() {
    use types::CheckQuotaBeforeInstanceCreatingInterface as Union;
    let value = through(&json!({ "ip_family": "dual", "type": "external" }));
    assert!(matches!(value, Union::NewInterfaceExternal(_)), "{value:?}");

    let network = json!({ "interface_name": "eth0", "network_id": "network-1" });
    let any_subnet = json!({ "ip_address": "192.0.2.11", "type": "any_subnet" });
    let value = through(&with(network.clone(), any_subnet));
    let Union::NetworkAnySubnetFip(interface) = value else {
        panic!("{value:?}")
    };
    assert_eq!(interface.ip_address.as_deref(), Some("192.0.2.11"));

    let subnet = json!({
        "floating_ip": { "existing_floating_id": "ip-1", "source": "existing" },
        "subnet_id": "subnet-1",
        "type": "subnet"
    });
    let value = through(&with(network, subnet));
    let Union::NetworkSubnetFip(interface) = value else {
        panic!("{value:?}")
    };
    assert_eq!(interface.subnet_id, "subnet-1");

    let value = through(&json!({ "port_id": "port-1", "type": "reserved_fixed_ip" }));
    let Union::ReservedFixedIpFip(interface) = value else {
        panic!("{value:?}")
    };
    assert_eq!(interface.port_id, "port-1");
}
