//! Do files and streams arrive whole, or not at all?

mod support;

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use gcore_client::runtime as rt;
use gcore_client::{Body, CallOptions, ErrorKind, testing};
use support::{KEYED, Recorder, Reply};

static UPLOAD: rt::Operation = rt::Operation {
    id: "upload",
    method: rt::Method::PUT,
    path: "/files/1",
    security: &[],
    accept: "application/json",
    server: None,
};
static DOWNLOAD: rt::Operation = rt::Operation {
    id: "download",
    method: rt::Method::GET,
    ..UPLOAD
};

/// Chunks of a stream.
struct Chunks(Vec<&'static str>);

impl Stream for Chunks {
    type Item = Result<&'static [u8], std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = (!self.0.is_empty()).then(|| self.0.remove(0));
        Poll::Ready(next.map(|chunk| Ok(chunk.as_bytes())))
    }
}

/// A folder of a test's own.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("transfers-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn save(reply: testing::Reply, path: &Path) -> Result<u64, rt::Error> {
    let server = testing::Server::new();
    server.reply(reply);
    let client = rt::ClientBuilder::new(&KEYED).base_url("https://api.example.com");
    let client = client.transport(server).build().expect("a client");
    let answer = rt::Call::new(&client, &DOWNLOAD).stream().await?;
    answer.into_inner().save(path).await
}

fn whole() -> testing::Reply {
    testing::Reply::status(200).body("new")
}

#[tokio::test]
async fn a_file_is_whole_or_as_it_was() {
    let folder = Folder::new("save");
    let path = folder.0.join("file");
    let error = save(whole().cut(), &path).await.expect_err("a cut");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(folder.names(), [""; 0], "nothing that looks whole");

    std::fs::write(&path, "old").expect("a file");
    save(whole().cut(), &path).await.expect_err("a cut");
    assert_eq!(std::fs::read(&path).expect("a file"), b"old");
    assert_eq!(folder.names(), ["file"]);

    assert_eq!(save(whole(), &path).await.expect("a file"), 3);
    assert_eq!(std::fs::read(&path).expect("a file"), b"new");
    assert_eq!(folder.names(), ["file"]);
}

#[cfg(unix)]
#[tokio::test]
async fn links_rights_and_devices_stay_what_they_are() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new("link");
    let (file, link) = (folder.0.join("file"), folder.0.join("link"));
    std::fs::write(&file, "old").expect("a file");
    let rights = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(&file, rights).expect("rights");
    symlink(&file, &link).expect("a link");
    save(whole(), &link).await.expect("a file");
    assert!(link.symlink_metadata().expect("a link").is_symlink());
    assert_eq!(std::fs::read(&file).expect("a file"), b"new");
    let mode = file.metadata().expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(
        save(whole(), Path::new("/dev/null")).await.expect("bytes"),
        3
    );
    let error = save(whole(), &folder.0).await.expect_err("a folder");
    assert_eq!(error.kind(), ErrorKind::File);
}

/// A transport whose answers begin, and never go on; they may say how long they are.
struct Stalls(Option<u64>);

struct Stalled(Option<&'static str>);

impl rt::Transport for Stalls {
    fn send(&self, _: reqwest::Request) -> rt::TransportFuture {
        let length = self.0;
        Box::pin(async move {
            Ok(rt::Answer {
                status: 200,
                headers: rt::HeaderMap::new(),
                body: rt::AnswerBody::new(Stalled(Some("beginning")), length),
            })
        })
    }
}

impl Stream for Stalled {
    type Item = Result<rt::Bytes, rt::TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let text = self.0.take().map(|text| Ok(text.into()));
        text.map_or(Poll::Pending, |text| Poll::Ready(Some(text)))
    }
}

async fn stalled() -> rt::ByteStream {
    let client = rt::ClientBuilder::new(&KEYED).base_url("https://api.example.com");
    let client = client.transport(Stalls(None)).build().expect("a client");
    let mut call = rt::Call::new(&client, &DOWNLOAD);
    call.options(CallOptions::new().attempt_timeout(Duration::from_secs(3)));
    call.stream().await.expect("an answer").into_inner()
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_said_to_be_too_large_is_not_waited_for() {
    let client = rt::ClientBuilder::new(&KEYED).base_url("https://api.example.com");
    let client = client.body_limit(100).transport(Stalls(Some(101))).build();
    let call = rt::Call::new(&client.expect("a client"), &DOWNLOAD);
    let error = call.send(rt::text_answer).await.expect_err("too large");
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

/// The length that a HEAD is told is that of what it does not get.
#[tokio::test]
async fn a_head_may_be_told_any_length() {
    static HEAD: rt::Operation = rt::Operation {
        method: rt::Method::HEAD,
        ..DOWNLOAD
    };
    let client = rt::ClientBuilder::new(&KEYED).base_url("https://api.example.com");
    let client = client.body_limit(100).transport(OnlyHeads).build();
    let call = rt::Call::new(&client.expect("a client"), &HEAD);
    call.send(rt::empty_answer).await.expect("an answer");
}

/// A transport that tells the length of a body without giving one.
struct OnlyHeads;

impl rt::Transport for OnlyHeads {
    fn send(&self, _: reqwest::Request) -> rt::TransportFuture {
        Box::pin(async {
            Ok(rt::Answer {
                status: 200,
                headers: rt::HeaderMap::new(),
                body: rt::AnswerBody::new(Trickle::of(0), Some(101)),
            })
        })
    }
}

#[tokio::test(start_paused = true)]
async fn saving_can_be_given_up() {
    let folder = Folder::new("drop");
    let saving = stalled().await.save(folder.0.join("file"));
    let saving = tokio::time::timeout(Duration::from_secs(1), saving).await;
    assert!(saving.is_err(), "it was given up");
    assert_eq!(folder.names(), [""; 0]);
}

/// A stream that stalls is an error once, and then it is over.
#[tokio::test(start_paused = true)]
async fn a_stream_ends_after_an_error() {
    let mut stream = stalled().await;
    assert!(stream.chunk().await.expect("bytes").is_some());
    let error = stream.chunk().await.expect_err("a stall");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(stream.chunk().await.expect("the end").is_none());
}

/// A transport whose answers come in ten parts.
struct Trickles;

/// A body of so many parts, each two seconds after the one before.
struct Trickle(u32, Pin<Box<tokio::time::Sleep>>);

impl Trickle {
    fn of(parts: u32) -> Self {
        Self(parts, Box::pin(tokio::time::sleep(Duration::from_secs(2))))
    }
}

impl rt::Transport for Trickles {
    fn send(&self, _: reqwest::Request) -> rt::TransportFuture {
        Box::pin(async move {
            Ok(rt::Answer {
                status: 200,
                headers: rt::HeaderMap::new(),
                body: rt::AnswerBody::new(Trickle::of(10), None),
            })
        })
    }
}

impl Stream for Trickle {
    type Item = Result<rt::Bytes, rt::TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.0 == 0 {
            return Poll::Ready(None);
        }
        std::task::ready!(self.1.as_mut().poll(cx));
        *self = Self::of(self.0 - 1);
        Poll::Ready(Some(Ok("part".into())))
    }
}

/// The bytes of an answer that trickles in, and the time they took.
async fn trickled(options: CallOptions) -> (Result<rt::Bytes, rt::Error>, u64) {
    let client = rt::ClientBuilder::new(&KEYED).base_url("https://api.example.com");
    let client = client.transport(Trickles).build().expect("a client");
    let call = rt::Call::new(&client, &DOWNLOAD).with(options);
    let stream = call.stream().await.expect("an answer").into_inner();
    let began = tokio::time::Instant::now();
    let result = stream.collect().await;
    (result, began.elapsed().as_secs())
}

/// The limit of an attempt holds for each wait, that of the call for all of it.
#[tokio::test(start_paused = true)]
async fn a_slow_stream_has_the_time_of_its_call() {
    let each = || CallOptions::new().attempt_timeout(Duration::from_secs(3));
    let (bytes, took) = trickled(each()).await;
    assert_eq!((bytes.expect("all bytes").len(), took), (40, 20));
    let (result, took) = trickled(each().timeout(Duration::from_secs(7))).await;
    assert_eq!(result.expect_err("a limit").kind(), ErrorKind::Timeout);
    assert_eq!(took, 7);
}

#[tokio::test(start_paused = true)]
async fn what_is_collected_may_be_as_large_as_the_limit() {
    let (bytes, _) = trickled(CallOptions::new().body_limit(40)).await;
    assert_eq!(bytes.expect("all bytes").len(), 40);
    let (result, _) = trickled(CallOptions::new().body_limit(39)).await;
    assert_eq!(result.expect_err("a limit").kind(), ErrorKind::TooLarge);
}

/// What comes of a body, and the bodies that arrived whole.
async fn upload(body: Body) -> (Result<(), rt::Error>, Vec<Vec<u8>>) {
    let server = Recorder::start([Reply::status(204)]);
    let client = rt::ClientBuilder::new(&KEYED).base_url(server.base_url());
    let client = client.build().expect("a client");
    let call = rt::Call::new(&client, &UPLOAD).bytes("a/b", body);
    let result = call.send(rt::empty_answer).await.map(drop);
    let requests = server.requests().into_iter();
    (
        result,
        requests.map(|request| request.body.clone()).collect(),
    )
}

#[tokio::test]
async fn a_stream_that_is_not_as_long_as_it_was_said_to_be_fails() {
    let stream = || Body::stream(Chunks(vec!["abc", "de"]));
    let (result, arrived) = upload(stream().sized(5)).await;
    result.expect("an answer");
    assert_eq!(arrived, [b"abcde"]);
    for length in [1, 3, 4, 6] {
        let (result, arrived) = upload(stream().sized(length)).await;
        let error = result.expect_err("another length");
        assert_eq!(error.kind(), ErrorKind::Transport, "{length}: {error}");
        assert!(arrived.is_empty(), "{length}: {arrived:?}");
    }
    let (result, _) = upload(stream().sized(4)).await;
    let error = result.expect_err("another length").to_string();
    assert!(
        error.ends_with("there is more than was announced"),
        "{error}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_no_file_is_read_to_its_end() {
    let folder = Folder::new("pipe");
    let pipe = folder.0.join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo").success());
    let writer = {
        let pipe = pipe.clone();
        std::thread::spawn(move || std::fs::write(pipe, "through the pipe"))
    };
    let (result, arrived) = upload(Body::file(pipe)).await;
    result.expect("an answer");
    assert_eq!(arrived, [b"through the pipe"]);
    writer.join().expect("a thread").expect("a pipe");

    let (result, arrived) = upload(Body::file(&folder.0)).await;
    let error = result.expect_err("a folder");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Request, 0));
    assert!(arrived.is_empty());
}
